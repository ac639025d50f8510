// The menus behind the tool bar's drop-downs: stretch, cuts, colour map.

import { actionById, keyName, setCuts, setCutsMode } from "./actions";
import type { ViewContext } from "./context";
import { h, setAttr, setText, sizeCanvas } from "./dom";
import { short } from "./format";
import { imageInfo } from "./info";
import type { MenuEntry } from "./popup";
import { colormapTable, drawColormap, stretchTable } from "./tables";

export function imageMenu(view: ViewContext, anchor: HTMLElement): void {
  const { store, popup } = view;
  popup.menu(anchor, "Images", store.get("image_labels").map((name) => ({
    label: name, checked: name === store.get("image_label"), run: () => store.set("image_label", name),
  })));
}

export function stretchMenu(view: ViewContext, anchor: HTMLElement): void {
  const { store, popup } = view;
  popup.menu(anchor, "Stretch", store.get("stretch_names").map((name) => ({
    label: name, checked: name === store.get("stretch"), picture: curve(stretchTable(store, name)),
    run: () => store.set("stretch", name),
  })));
}

export function colormapMenu(view: ViewContext, anchor: HTMLElement): void {
  const { store, popup } = view;
  const inverted = store.get("inverted");
  const maps = store.get("colormap_names").map((name): MenuEntry => {
    const picture = h("canvas", { class: "iv-map", attrs: { width: 72, height: 10 } });
    const table = colormapTable(store, name, inverted);
    if (table) drawColormap(picture, table);
    return {
      label: name, checked: name === store.get("colormap"), picture, run: () => store.set("colormap", name),
    };
  });
  popup.menu(anchor, "Colour map", [
    { label: "inverted", kind: "check", checked: inverted, hint: keyName(actionById("invert").keys[0]),
      run: () => store.set("inverted", !inverted) },
    "separator", ...maps,
  ]);
}

export function cutsMenu(view: ViewContext, anchor: HTMLElement): void {
  const { store, popup } = view;
  const unit = imageInfo(store)?.unit ?? "";
  const modes = Object.entries(store.get("cuts_table")).map(([mode, [low, high]]): MenuEntry => ({
    label: mode, checked: mode === store.get("cuts_mode"), hint: `${short(low)} \u2026 ${short(high)}`,
    run: () => setCutsMode(view, mode),
  }));
  popup.menu(anchor, "Cuts", [...modes, "separator", { node: byHand(view, unit) }]);
}

/** Two fields for cuts of one's own; what is typed is taken at once when it makes sense. */
function byHand(view: ViewContext, unit: string): HTMLElement {
  const { store } = view;
  const [low, high] = store.get("cuts");
  const trouble = h("div", { class: "iv-trouble", attrs: { role: "alert" } });
  const take = (): void => {
    const values = fields.map((field) => (field.value.trim() === "" ? NaN : Number(field.value)));
    const numbers = values.every(Number.isFinite);
    const valid = numbers && values[1] > values[0];
    setText(trouble, valid ? "" : numbers ? "low must be below high" : "both must be numbers");
    for (const field of fields) setAttr(field, "aria-invalid", valid ? null : "true");
    if (valid) setCuts(view, values[0], values[1]);
  };
  const field = (label: string, value: number): HTMLInputElement => h("input", {
    class: "iv-input",
    attrs: { type: "text", inputmode: "decimal", "aria-label": `${label} cut`, value: Number(value.toPrecision(7)) },
    on: {
      input: take,
      keydown: (event) => {
        if (event.key !== "Enter") return;
        // else the button that gets the focus would take the key as a press
        event.preventDefault();
        view.popup.close(true);
      },
    },
  });
  const fields = [field("low", low), field("high", high)] as const;
  return h(
    "div", { class: "iv-by-hand" },
    h("div", { class: "iv-form-row" },
      h("label", {}, "low ", fields[0]), h("label", {}, "high ", fields[1]), h("span", { class: "iv-muted" }, unit)),
    trouble,
  );
}

/** What a stretch does to the values between the cuts. */
function curve(thresholds: Float32Array | null): HTMLElement {
  const canvas = h("canvas", { class: "iv-curve" });
  const pen = sizeCanvas(canvas, 22, 14);
  if (!pen || !thresholds) return canvas;
  pen.strokeStyle = "#8c949e";
  pen.lineWidth = 1.25;
  pen.moveTo(1, 13);
  thresholds.forEach((x, k) => pen.lineTo(1 + 20 * x, 13 - (12 * (k + 1)) / 256));
  pen.lineTo(21, 1);
  pen.stroke();
  return canvas;
}
