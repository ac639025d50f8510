// Rows of the side panel: an eye, a swatch, a name, a count and a bar for the opacity; mask planes and layers.

import type { ViewContext } from "./context";
import { clamp, drag, h, perFrame, setAttr, setText } from "./dom";
import { integer, significant } from "./format";
import { icon } from "./icons";

/** What a row shows of its plane's or layer's look. */
export interface Look {
  visible: boolean;
  color: string;
  opacity: number;
  /** the swatch is a frame. */
  hollow: boolean;
}

export interface Row {
  node: HTMLElement;
  eye: HTMLElement;
  swatch: HTMLElement;
  count: HTMLElement;
  bar: HTMLElement;
  drawn: Look | null;
}

type Part = "eye" | "swatch" | "bar";

/** What rows do; a row is known by its place in `listed`. */
export interface RowActions<R extends Row> {
  listed(): R[];
  toggle(row: R): void;
  solo?(row: R): void;
  remove?(row: R): void;
  /** the form behind the swatch. */
  form(row: R): HTMLElement;
  name(row: R): string;
  opacity(row: R): number;
  setOpacity(row: R, value: number): void;
  /** the arrow leads up from the first row. */
  above?(): void;
}

export function makeRow(
  name: string, description: string, attrs: Record<string, string>, solo: boolean, removable = false,
): Row {
  const eye = h("button", {
    class: "iv-eye", title: solo ? "Show or hide; with Alt this plane alone" : "Show or hide",
    attrs: { role: "switch", "aria-label": `Show ${name}`, "aria-description": description },
  }, icon("eye"), icon("eyeOff"));
  const swatch = h("button", {
    class: "iv-swatch", title: solo || removable ? "Colour, fill or outline" : "Colour",
    attrs: { "aria-label": `Colour of ${name}`, "aria-haspopup": "dialog" },
  }, h("span", {}));
  const alone = solo ? [h("button", {
    class: "iv-solo", title: "This plane alone; again: as before (Alt-click on the eye)",
    attrs: { tabindex: -1, "aria-label": `Show ${name} alone` },
  }, "solo")] : [];
  const remove = removable ? [h("button", {
    class: "iv-solo iv-remove", title: "Take this away (Delete)",
    attrs: { tabindex: -1, "aria-label": `Remove ${name}` },
  }, "remove")] : [];
  const count = h("span", { class: "iv-count" });
  const bar = h("div", {
    class: "iv-opacity",
    attrs: {
      role: "slider", "aria-label": `Opacity of ${name}`, "aria-valuemin": 0, "aria-valuemax": 100,
    },
  }, h("span", { class: "iv-track" }, h("span", { class: "iv-fill" })));
  const node = h(
    "div", { class: "iv-row", attrs: { role: "listitem", ...attrs } },
    eye, swatch, h("span", { class: "iv-name" }, name), ...alone, ...remove, count, bar,
  );
  return { node, eye, swatch, count, bar, drawn: null };
}

export function drawRow(row: Row, look: Look): void {
  const { drawn } = row;
  if (
    drawn && drawn.visible === look.visible && drawn.color === look.color
    && drawn.opacity === look.opacity && drawn.hollow === look.hollow
  ) return;
  row.drawn = look;
  setAttr(row.node, "data-shown", String(look.visible));
  setAttr(row.eye, "aria-checked", String(look.visible));
  setAttr(row.swatch, "data-outline", String(look.hollow));
  row.node.style.setProperty("--iv-plane", look.color);
  row.node.style.setProperty("--iv-opacity", `${look.opacity * 100}%`);
  const opacity = Math.round(look.opacity * 100);
  row.bar.title = `Opacity ${opacity}\u202f%: drag`;
  setAttr(row.bar, "aria-valuenow", String(opacity));
}

/** Tell of how many pixels a plane or a condition has. */
export function drawAmount(
  row: Row, { name, description, count }: { name: string; description: string; count: number | null }, pixels: number,
): void {
  setText(row.count, count === null ? "\u2026" : integer(count));
  setAttr(row.node, "data-empty", String(count === 0));
  const share = count && pixels ? ` (${significant((100 * count) / pixels, 2)}\u202f%)` : "";
  const amount = count === null ? "" : `${integer(count)} pixels${share}`;
  const text = [name, description, amount].filter(Boolean).join("\n");
  if (row.node.title !== text) row.node.title = text;
}

/** A list of rows with its mouse and keys. */
export class RowList<R extends Row> {
  readonly node: HTMLElement;
  #active: R | null = null;

  constructor(view: ViewContext, label: string, private readonly actions: RowActions<R>) {
    this.node = h("div", {
      class: "iv-rows", attrs: { role: "list", "aria-label": label },
      on: {
        click: (event) => this.#click(view, event),
        pointerdown: (event) => this.#press(event),
        keydown: (event) => this.#key(event),
      },
    });
  }

  /** Put rows in order, where it has changed; returns whether it has. */
  arrange(order: readonly R[]): boolean {
    const nodes = order.map(({ node }) => node);
    if (nodes.length === this.node.children.length && nodes.every((node, i) => node === this.node.children[i])) return false;
    this.node.replaceChildren(...nodes);
    this.reachable();
    return true;
  }

  /** One row takes part in the tab order; the arrows move between rows. */
  reachable(): void {
    const listed = this.actions.listed();
    const target = this.#active && listed.includes(this.#active) ? this.#active : listed[0];
    for (const row of listed) {
      const index = row === target ? "0" : "-1";
      for (const part of [row.eye, row.swatch, row.bar]) setAttr(part, "tabindex", index);
    }
  }

  focus(row: R | undefined, part: Part = "eye"): void {
    if (!row) return;
    this.#active = row;
    this.reachable();
    row[part].focus();
  }

  #rowOf(event: Event): R | undefined {
    const node = (event.target as Element).closest<HTMLElement>(".iv-row");
    return this.actions.listed().find((row) => row.node === node);
  }

  #click(view: ViewContext, event: MouseEvent): void {
    const row = this.#rowOf(event);
    if (!row) return;
    const { actions } = this;
    this.#active = row;
    this.reachable();
    if (within(event, ".iv-swatch")) {
      view.popup.form(row.swatch, `Colour of ${actions.name(row)}`, actions.form(row));
    } else if (within(event, ".iv-remove")) {
      actions.remove?.(row);
    } else if (within(event, ".iv-solo") || (within(event, ".iv-eye, .iv-name") && event.altKey)) {
      actions.solo?.(row);
    } else if (within(event, ".iv-eye, .iv-name")) actions.toggle(row);
  }

  #press(event: PointerEvent): void {
    const row = this.#rowOf(event);
    if (!row || !within(event, ".iv-opacity") || event.button !== 0) return;
    this.focus(row, "bar");
    const box = row.bar.getBoundingClientRect();
    let wanted = (event.clientX - box.left) / box.width;
    const frame = perFrame(() => this.actions.setOpacity(row, percent(wanted)));
    frame.ask();
    drag(event, row.bar, (dx) => {
      wanted = (event.clientX + dx - box.left) / box.width;
      frame.ask();
    });
  }

  #key(event: KeyboardEvent): void {
    const row = this.#rowOf(event);
    if (!row || event.ctrlKey || event.metaKey) return;
    const { actions } = this;
    const part = within(event, ".iv-opacity") ? "bar" : within(event, ".iv-swatch") ? "swatch" : "eye";
    const listed = actions.listed();
    const here = listed.indexOf(row);
    const step = { ArrowRight: 0.05, ArrowLeft: -0.05 }[event.key];
    if (event.key === "ArrowDown") this.focus(listed[here + 1], part);
    else if (event.key === "ArrowUp") {
      if (here > 0) this.focus(listed[here - 1], part);
      else actions.above?.();
    } else if (part === "bar" && step) actions.setOpacity(row, percent(actions.opacity(row) + step));
    else if (event.key === "Delete" && actions.remove) {
      this.focus(listed[here + 1] ?? listed[here - 1], part);
      actions.remove(row);
    } else if (part === "eye" && event.altKey && (event.key === "Enter" || event.key === " ")) actions.solo?.(row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

function within(event: Event, name: string): boolean {
  return (event.target as Element).closest(name) !== null;
}

function percent(value: number): number {
  return Math.round(clamp(value, 0, 1) * 100) / 100;
}
