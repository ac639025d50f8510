// Sources over the image: ellipses and other symbols. Twin of imgview/render/overlays/shapes.py.
import { type Codes, type LayerState, type Placing, type Sources, textAt, type Word } from "./geometry";
import { type Bounds, GridIndex } from "./gridindex";
import { type Ink, reachOf } from "./ink";
import { lassoed } from "./lasso";
import type { ShapesLayer } from "./protocol";

/** CSS pixels below which no semi-axis and no half symbol falls. */
const LEAST_AXIS = 2.5;
/** CSS pixels: radius of what stands for a source without an ellipse. */
const DOT = 1;

/** Lines of a symbol whose half width is 1: x0, y0, x1, y1, y down. */
const STROKES: Record<string, readonly (readonly [number, number, number, number])[]> = {
  "+": [[-1, 0, 1, 0], [0, -1, 0, 1]],
  x: [[-1, -1, 1, 1], [-1, 1, 1, -1]],
  "*": [[-1, 0, 1, 0], [0, -1, 0, 1], [-0.7, -0.7, 0.7, 0.7], [-0.7, 0.7, 0.7, -0.7]],
  square: [[-1, -1, 1, -1], [1, -1, 1, 1], [1, 1, -1, 1], [-1, 1, -1, -1]],
  diamond: [[0, -1, 1, 0], [1, 0, 0, 1], [0, 1, -1, 0], [-1, 0, 0, -1]],
  crosshair: [[-1, 0, -0.4, 0], [0.4, 0, 1, 0], [0, -1, 0, -0.4], [0, 0.4, 0, 1]],
};

/** Symbols with an inside. */
const CLOSED: Record<string, string> = { ellipse: "ellipse", o: "ellipse", square: "square", diamond: "diamond" };

export class Shapes implements Sources {
  readonly bytes: number;
  readonly #x: Float32Array;
  readonly #y: Float32Array;
  /** Of ellipses; empty without any. */
  readonly #a: Float32Array;
  readonly #b: Float32Array;
  readonly #theta: Float32Array;
  readonly #index: GridIndex;

  constructor(data: ArrayBuffer, rows: number, bounds: Bounds) {
    const column = (n: number): Float32Array => new Float32Array(data, ...(4 * n * rows < data.byteLength ? [4 * n * rows, rows] : [0, 0]));
    [this.#x, this.#y, this.#a, this.#b, this.#theta] = [0, 1, 2, 3, 4].map(column);
    const longer = (i: number): number => Math.max(this.#a[i], this.#b[i]) || 0;
    this.#index = new GridIndex(this.#x, this.#y, longer, bounds);
    this.bytes = data.byteLength + 8 * rows;
  }

  get rows(): number {
    return this.#x.length;
  }

  rowOf(row: number): number {
    return row;
  }

  place(row: number): [number, number] {
    return [this.#x[row], this.#y[row]];
  }

  next(row: number, by: number, { shown }: Codes = {}): number | null {
    const skipped = (): boolean => !Number.isFinite(this.#x[row] + this.#y[row]) || shown?.codes[row] === 0;
    do row += by; while (row >= 0 && row < this.rows && skipped());
    return row >= 0 && row < this.rows ? row : null;
  }

  /** Semi-axes as they are drawn, and their angle: NaN where there should be an ellipse and is none. */
  #form(row: number, state: ShapesLayer, scale: number, dpr: number, sizes: Codes["sizes"]): [number, number, number] {
    const half = halfOf(state, scale, dpr, sizes?.table[sizes.codes[row]]);
    const least = LEAST_AXIS * dpr;
    let [a, b, theta] = [half, half, 0];
    if (state.symbol === "ellipse") {
      [a, b, theta] = [this.#a[row], this.#b[row], this.#theta[row]];
      const times = sizes ? half / (Math.max(a, b) || 1) : state.scale * scale;
      if (!Number.isFinite(a + b + theta)) return [least, least, NaN];
      [a, b] = [a * times, b * times];
    }
    return [Math.max(a, least), Math.max(b, least), theta];
  }

  /** Of several the smallest, then the nearest. */
  at(x: number, y: number, layer: LayerState, zoom: number, codes: Codes): { row: number; area: number } | null {
    const state = layer as ShapesLayer;
    const slack = reachOf(state.width, 1);
    let found: { row: number; area: number; far: number } | null = null;
    for (const row of this.near({ x0: x, x1: x, y0: y, y1: y }, state, zoom, 1, codes)) {
      const [dx, dy] = [(x - this.#x[row]) * zoom, (y - this.#y[row]) * zoom];
      const [a, b, theta] = this.#form(row, state, zoom, 1, codes.sizes);
      const [area, far] = [(a * b) / zoom ** 2, Math.hypot(dx, dy)];
      if (far > Math.max(a, b) + slack || (found && (area > found.area || (area === found.area && far >= found.far)))) continue;
      const [cos, sin] = [Math.cos(theta || 0), Math.sin(theta || 0)];
      if (Math.hypot((dx * cos + dy * sin) / (a + slack), (dy * cos - dx * sin) / (b + slack)) > 1) continue;
      found = { row, area, far };
    }
    return found;
  }

  within(xs: number[], ys: number[], { shown }: Codes = {}): number[] {
    const found = lassoed(this.#index, this.#x, this.#y, xs, ys);
    return shown ? found.filter((row) => shown.codes[row]) : found;
  }

  near(box: Bounds, layer: LayerState, scale: number, dpr: number, { sizes, shown }: Codes): Uint32Array {
    const state = layer as ShapesLayer;
    const own = state.symbol === "ellipse" && !sizes;
    const most = own ? 0 : halfOf(state, scale, dpr, sizes && Math.max(...sizes.table));
    const margin = Math.max(most, LEAST_AXIS * dpr) + reachOf(state.width, dpr);
    const near = this.#index.near(box, own ? state.scale : 0, margin / scale);
    return shown ? near.filter((row) => shown.codes[row]) : near;
  }

  draw(
    ink: Ink, items: Uint32Array, { left, top, scale, dpr }: Placing, layer: LayerState, { colors, sizes }: Codes,
  ): void {
    const state = layer as ShapesLayer;
    const [xs, ys] = [this.#x, this.#y];
    const strokes = STROKES[state.symbol];
    const least = LEAST_AXIS * dpr;
    for (const i of items) {
      const x = xs[i] * scale + left;
      const y = top - ys[i] * scale;
      const [a, b, theta] = this.#form(i, state, scale, dpr, sizes);
      ink.color = colors?.codes[i] ?? 0;
      if (strokes) for (const [x0, y0, x1, y1] of strokes) ink.segment(x + a * x0, y + a * y0, x + a * x1, y + a * y1);
      else if (isNaN(theta)) ink.disc(x, y, DOT * dpr);
      else if (a === b && (a === least || state.symbol === "o")) ink.circle(x, y, a);
      else ink.ellipse(x, y, a, b, theta);
      if (state.fill && CLOSED[state.symbol] && !isNaN(theta)) ink.fill(x, y, a, b, theta, CLOSED[state.symbol]);
    }
  }

  words(box: Bounds, { labels, shown }: Codes): Uint32Array {
    const near = labels ? this.#index.near(box, 0, 0) : new Uint32Array(0);
    return shown ? near.filter((row) => shown.codes[row]) : near;
  }

  word(row: number, layer: LayerState, zoom: number, heading: number, { colors, sizes, labels }: Codes): Word {
    const state = layer as ShapesLayer;
    const [a, b, theta] = this.#form(row, state, zoom, 1, sizes);
    const turn = heading - (theta || 0);
    let extent = (a * b) / Math.hypot(b * Math.cos(turn), a * Math.sin(turn));
    if (state.symbol === "x" || state.symbol === "square") extent *= Math.SQRT2;
    return {
      text: () => (labels ? textAt(labels.text, labels.starts, row) : ""), length: labels ? labels.starts[row + 1] - labels.starts[row] : 0, x: this.#x[row], y: this.#y[row],
      away: extent * Math.SQRT1_2 + GAP, size: state.label_size, angle: 0, font: 0, color: colors?.codes[row] ?? 0,
    };
  }
}

/** CSS pixels between a source and its label, in x and in y. */
const GAP = 3;

/** Half a width, device pixels. */
function halfOf({ size, unit }: ShapesLayer, scale: number, dpr: number, width = size): number {
  return (width * (unit === "image" ? scale : dpr)) / 2;
}
