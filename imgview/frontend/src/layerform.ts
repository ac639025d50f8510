// The form behind a layer's swatch: its colour, or the column that colours come from, and the look of its lines.

import type { ViewContext } from "./context";
import { h, setAttr } from "./dom";
import { significant } from "./format";
import type { LayerState } from "./geometry";
import { colorForm } from "./planeform";
import type { ColumnLook, ShapesLayer } from "./protocol";

const SYMBOLS = ["ellipse", "+", "x", "*", "o", "square", "diamond"].map((name) => [name, name]);
const UNITS = [["screen", "screen"], ["image", "image"]];
const CLOSED = ["ellipse", "o", "square", "diamond"];
/** Colours of a gradient. */
const STOPS = 16;

/** The colours of a layer by column as a CSS image; null where it has one colour, or they have not come. */
export function gradient({ session }: ViewContext, layer: LayerState): string | null {
  const look = layer.kind === "shapes" && layer.color_by;
  const table = session.layers.placed(layer.key)?.codes.colors?.table;
  if (!look || !table) return null;
  const color = (i: number): string => `rgb(${table.subarray(3 * i, 3 * i + 3).join(" ")})`;
  const n = look.names.length;
  const stops = n
    ? look.names.map((_, i) => `${color(i)} ${(100 * i) / n}% ${(100 * (i + 1)) / n}%`)
    : Array.from({ length: STOPS + 1 }, (_, i) => color(Math.round((254 * i) / STOPS)));
  return `linear-gradient(90deg, ${stops.join()})`;
}

export function layerForm(view: ViewContext, { key, kind, name, color }: LayerState): HTMLElement {
  const { layers } = view.session;
  const now = (): LayerState | undefined => layers.all.find((one) => one.key === key);
  const set = (change: Partial<ShapesLayer>): void => layers.set(key, change);
  const first = now() as ShapesLayer;
  const width = field("width", numeric(first.width, 0.25, 20, 0.25, (value) => set({ width: value })));
  const one = (value: string): void => set({ color: value });
  if (kind !== "shapes") return colorForm(name, color, one, width);

  const columns = (none: string, look: ColumnLook | null): string[][] =>
    [["", none], ...[...new Set([...(look ? [look.column] : []), ...first.columns])].map((column) => [column, column])];
  const wants = (part: "colors" | "sizes") => (column: string): void => set({ wants: { [part]: column } });
  const [bar, colors, sizes] = [h("div", { class: "iv-ramp" }), h("div", { class: "iv-muted" }), h("span", { class: "iv-muted" })];
  const scale = field("times its axes", numeric(first.scale, 0.01, 1000, 0.5, (value) => set({ scale: value })));
  const size = field("size", numeric(first.size, 0.01, 1e5, 1, (value) => set({ size: value })));
  const unit = field("in pixels of", choice(first.unit, UNITS, (value) => set({ unit: value as ShapesLayer["unit"] })));
  const sizeBy = field("size by", choice(first.size_by?.column ?? "", columns("none", first.size_by), wants("sizes")));
  const fill = field("fill", numeric(first.fill, 0, 1, 0.1, (value) => set({ fill: value })));
  const colorBy = field("colour by", choice(first.color_by?.column ?? "", columns("one colour", first.color_by), wants("colors")));
  const node = colorForm(
    name, color, one, field("symbol", choice(first.symbol, SYMBOLS, (value) => set({ symbol: value }))),
    scale, size, unit, sizeBy, sizes, fill, width,
  );
  const [title, ...palette] = [...node.children].slice(0, 3) as HTMLElement[];
  title.after(colorBy, bar, colors);
  const draw = (): void => {
    const layer = now();
    if (layer?.kind !== "shapes") return view.popup.close();
    const { color_by: by, size_by: sized, symbol } = layer;
    for (const part of palette) part.hidden = by !== null;
    bar.hidden = colors.hidden = !by;
    bar.style.background = gradient(view, layer) ?? "";
    colors.replaceChildren(...(by ? told(by) : []));
    const own = symbol === "ellipse" && !sized;
    scale.hidden = !own;
    unit.hidden = own;
    size.hidden = own || sized !== null;
    sizes.hidden = !sized;
    sizes.replaceChildren(...(sized ? told(sized) : []));
    fill.hidden = !CLOSED.includes(symbol);
  };
  draw();
  const off = layers.onChange(() => (node.isConnected ? draw() : off()));
  return node;
}

/** Limits, or categories, of a column. */
function told({ column, limits, log, names }: ColumnLook): HTMLElement[] {
  const ends = limits?.map((value) => significant(value, 4));
  const words = ends ? [ends[0], log ? `log ${column}` : column, ends[1]] : names;
  return [h("div", { class: ends ? "iv-ends" : "" }, ...words.map((word) => h("span", {}, word, " ")))];
}

function field(label: string, control: HTMLElement): HTMLElement {
  return h("label", { class: "iv-form-row" }, h("span", {}, label), control);
}

function choice(value: string, options: string[][], take: (value: string) => void): HTMLElement {
  const select = h("select", { class: "iv-input", on: { change: () => take(select.value) } });
  for (const [each, label] of options) select.append(h("option", { attrs: { value: each } }, label));
  select.value = value;
  return select;
}

function numeric(value: number, low: number, high: number, step: number, take: (value: number) => void): HTMLElement {
  const input = h("input", {
    class: "iv-input", attrs: { type: "number", min: low, max: high, step, value },
    on: {
      input: () => {
        const valid = input.valueAsNumber >= low && input.valueAsNumber <= high;
        setAttr(input, "aria-invalid", valid ? null : "true");
        if (valid) take(input.valueAsNumber);
      },
    },
  });
  return input;
}
