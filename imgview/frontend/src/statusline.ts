// The line under the image: where the pointer is, what is there, and every mask plane set at that pixel.

import type { ViewContext } from "./context";
import { h, setAttr, setText } from "./dom";
import { measured, ratio as ratioText, significant } from "./format";
import { imageInfo, inColor } from "./info";
import { planeControl } from "./planes";
import type { ImageInfo, MaskExpression, MaskPlaneInfo } from "./protocol";
import type { Reading } from "./readout";
import { formatDec, formatRa } from "./sky";

const CHIP_GAP = 4;
/** What may be set at a pixel: a plane, or a condition on planes. */
type Mark = MaskPlaneInfo | MaskExpression;
const NAMES = new Map([["image", "value"], ["snr", "S/N"]]);

export function createStatusLine(view: ViewContext): HTMLElement {
  const { probe, store } = view;
  const xy = new Cell("xy", "x, y", 14);
  const sky = new Cell("sky", "RA, Dec", 25);
  const roughly = h("span", { class: "iv-roughly", attrs: { role: "img", hidden: true } }, "\u2248");
  sky.box.firstElementChild?.after(roughly);
  const value = new Cell("value iv-inside", "value", 20);
  const ratio = new Cell("ratio iv-inside", "S/N", 5);
  const chips = h("span", { class: "iv-chips", attrs: { "aria-label": "Mask planes at this pixel" } });
  const none = h("span", { class: "iv-muted" }, "none");
  const more = h("span", { class: "iv-chip iv-chip-more" });
  const planes = h(
    "span", { class: "iv-cell iv-cell-planes iv-inside" }, h("span", { class: "iv-key" }, "planes"), chips,
  );
  const note = h("span", { class: "iv-note" });
  const line = h(
    "div", { class: "iv-status", attrs: { role: "status", "aria-live": "off" } },
    xy.box, sky.box, value.box, ratio.box, planes, note,
  );

  const made = new Map<Mark, { chip: HTMLElement; width: number }>();
  const chipOf = (mark: Mark): { chip: HTMLElement; width: number } => {
    const { name } = mark;
    const control = "postfix" in mark ? planeControl(store).expressions : planeControl(store);
    const description = "postfix" in mark ? mark.expression : mark.description;
    let entry = made.get(mark);
    if (!entry) {
      const chip = h(
        "button",
        { class: "iv-chip", attrs: { tabindex: -1, "aria-description": description } },
        h("span", { class: "iv-dot" }), name,
      );
      chip.addEventListener("click", () => control.show([name], !control.state(name).visible));
      chips.append(chip);
      entry = { chip, width: chip.offsetWidth };
      made.set(mark, entry);
    }
    const { color, visible } = control.state(name);
    entry.chip.style.setProperty("--iv-plane", color);
    setAttr(entry.chip, "data-shown", String(visible));
    entry.chip.title = `${description || name}\n${visible ? "shown" : "hidden"}: click to change`;
    return entry;
  };

  let drawn: readonly Mark[] | null = null;
  const showChips = (set: readonly Mark[]): void => {
    const entries = set.map(chipOf);
    if (drawn?.length === set.length && set.every((mark, i) => mark === drawn?.[i]) && !line.dataset.resized) return;
    drawn = set;
    delete line.dataset.resized;
    const room = chips.clientWidth;
    let used = 0;
    const total = entries.reduce((sum, entry) => sum + entry.width + CHIP_GAP, 0);
    const fitting = entries.filter((entry) => {
      used += entry.width + CHIP_GAP;
      return total <= room || used <= room - 40;
    });
    const shown = fitting.map((entry) => entry.chip);
    const left = set.slice(fitting.length);
    if (left.length) {
      setText(more, `+${left.length}`);
      more.title = left.map((info) => info.name).join("\n");
      shown.push(more);
    }
    chips.replaceChildren(...(shown.length ? shown : [none]));
  };

  const update = (): void => {
    const info = imageInfo(store);
    const { reading, at } = probe;
    const inside = Boolean(info && reading?.inside);
    line.dataset.state = inside ? "inside" : info && reading ? "outside" : "none";
    setText(note, inside ? "" : absent(info !== null, reading));
    xy.set(at ? `${decimal(at.x)}, ${decimal(at.y)}` : "");
    sky.set(reading ? skyText(reading) : "");
    sky.box.hidden = !info?.has_sky;
    roughly.hidden = !info?.sky_note || reading?.ra == null;
    setAttr(roughly, "title", info?.sky_note ?? "");
    setAttr(roughly, "aria-label", `approximately: ${info?.sky_note ?? ""}`);
    ratio.box.hidden = info?.component !== "image" || !info.components.includes("variance");
    planes.hidden = store.get("mask_planes").length === 0;
    if (!inside || !reading || !info) {
      value.set("");
      ratio.set("");
      delete value.box.dataset.value;
      showChips([]);
      return;
    }
    value.name(inColor(store) ? "R, G, B" : NAMES.get(info.component) ?? info.component);
    value.set(valueText(reading, info));
    // every digit, for who wants them
    setAttr(value.box, "title", reading.approximate ? null : reading.values.join(", "));
    setAttr(value.box, "data-value", reading.approximate ? null : reading.values.join(" "));
    setAttr(value.box, "data-approximate", String(reading.approximate));
    const { sigma } = reading;
    const ratioValue = sigma ? reading.values[0] / sigma : NaN;
    ratio.set(Number.isFinite(ratioValue) ? ratioText(ratioValue) : "\u2013");
    showChips([...reading.planes, ...reading.conditions]);
  };

  view.onClose(probe.onChange(update));
  view.watch(["image_info", "planes"], update);
  view.watch(["mask_planes", "mask_expressions"], () => {
    made.clear();
    drawn = null;
    chips.replaceChildren();
    // Which conditions hold is part of the reading.
    probe.refresh();
    update();
  });
  const resized = new ResizeObserver(() => {
    line.dataset.resized = "1";
    update();
  });
  resized.observe(chips);
  view.onClose(() => resized.disconnect());
  return line;
}

/** A labelled reading; it only ever grows, so that nothing beside it jumps. */
class Cell {
  private readonly value = h("span", { class: "iv-reading" });
  private readonly key = h("span", { class: "iv-key" });
  readonly box: HTMLElement;

  constructor(kind: string, label: string, private length: number) {
    this.box = h("span", { class: `iv-cell iv-cell-${kind}` }, this.key, this.value);
    this.name(label);
    this.set("");
  }

  name(label: string): void {
    setText(this.key, label);
  }

  set(text: string): void {
    setText(this.value, text);
    this.length = Math.max(this.length, text.length);
    // points, colons and commas are narrower than digits
    const width = `${Math.ceil(this.length * 0.9)}ch`;
    if (this.value.style.minWidth !== width) this.value.style.minWidth = width;
  }
}

function absent(hasImage: boolean, reading: Reading | null): string {
  if (!hasImage) return "no image";
  return reading ? "outside the image" : "move over the image to read it";
}

function skyText(reading: Reading): string {
  if (reading.ra === null || reading.dec === null) return "";
  return `${formatRa(reading.ra)} ${formatDec(reading.dec)}`;
}

/** Value, sigma (it is the image's, so only beside the image) and unit. */
function valueText({ values, sigma }: Reading, { component, dtype, unit }: ImageInfo): string {
  if (component === "snr") return ratioText(values[0]);
  const isInteger = /int/.test(dtype);
  const text = values.length > 1
    ? values.map((value) => (isInteger ? measured(value, null, true) : significant(value, 5))).join(", ")
    : measured(values[0], component === "image" ? sigma : null, isInteger);
  return `${text} ${unit}`.trimEnd();
}

/** A coordinate, to a tenth of a pixel. */
function decimal(value: number): string {
  return value.toFixed(1).replace("-", "\u2212");
}
