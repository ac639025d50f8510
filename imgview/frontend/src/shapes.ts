// Sources over the image: ellipses and other symbols. Twin of imgview/render/shapes.py.
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
const CLOSED: Record<string, string> = { o: "ellipse", square: "square", diamond: "diamond" };

export class Shapes implements Sources {
  readonly bytes: number;
  readonly #x: Float32Array;
  readonly #y: Float32Array;
  /** a, b, theta; null without ellipses. */
  readonly #ellipses: [Float32Array, Float32Array, Float32Array] | null;
  readonly #index: GridIndex;

  constructor(data: ArrayBuffer, rows: number, bounds: Bounds) {
    const column = (n: number): Float32Array => new Float32Array(data, 4 * n * rows, rows);
    this.#x = column(0);
    this.#y = column(1);
    this.#ellipses = data.byteLength > 8 * rows ? [column(2), column(3), column(4)] : null;
    const [a, b] = this.#ellipses ?? [];
    const longer = (i: number): number => (a && b ? Math.max(a[i], b[i]) || 0 : 0);
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

  /** Of several the smallest, then the nearest. */
  at(x: number, y: number, layer: LayerState, zoom: number, codes: Codes): { row: number; area: number } | null {
    const state = layer as ShapesLayer;
    const [as, bs, thetas] = (state.symbol === "ellipse" && this.#ellipses) || [];
    const { sizes } = codes;
    const leastOf = (row: number): number =>
      state.symbol === "ellipse" ? LEAST_AXIS : halfOf(state, zoom, 1, sizes?.table[sizes.codes[row]]);
    const slack = reachOf(state.width, 1) / zoom;
    let found: { row: number; area: number; far: number } | null = null;
    for (const row of this.near({ x0: x, x1: x, y0: y, y1: y }, state, zoom, 1, codes)) {
      const least = leastOf(row) / zoom;
      const [dx, dy] = [x - this.#x[row], y - this.#y[row]];
      const [a, b] = [Math.max((as?.[row] || 0) * state.scale, least), Math.max((bs?.[row] || 0) * state.scale, least)];
      const [area, far] = [a * b, Math.hypot(dx, dy)];
      if (far > Math.max(a, b) + slack || (found && (area > found.area || (area === found.area && far >= found.far)))) continue;
      const [cos, sin] = [Math.cos(thetas?.[row] || 0), Math.sin(thetas?.[row] || 0)];
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
    const ellipse = state.symbol === "ellipse";
    const margin = ellipse ? LEAST_AXIS * dpr : halfOf(state, scale, dpr, sizes && Math.max(...sizes.table));
    const near = this.#index.near(box, ellipse ? state.scale : 0, (margin + reachOf(state.width, dpr)) / scale);
    return shown ? near.filter((row) => shown.codes[row]) : near;
  }

  draw(
    ink: Ink, items: Uint32Array, { left, top, scale, dpr }: Placing, layer: LayerState, { colors, sizes }: Codes,
  ): void {
    const state = layer as ShapesLayer;
    const [xs, ys] = [this.#x, this.#y];
    if (state.symbol === "ellipse") {
      const [as, bs, thetas] = this.#ellipses ?? [];
      const times = state.scale * scale;
      const least = LEAST_AXIS * dpr;
      for (const i of items) {
        const x = xs[i] * scale + left;
        const y = top - ys[i] * scale;
        ink.color = colors?.codes[i] ?? 0;
        if (as && bs && thetas && as[i] + bs[i] + Math.abs(thetas[i]) > 0) {
          const [a, b] = [Math.max(as[i] * times, least), Math.max(bs[i] * times, least)];
          if (a === b && a === least) ink.circle(x, y, a);
          else ink.ellipse(x, y, a, b, thetas[i]);
          if (state.fill) ink.fill(x, y, a, b, thetas[i]);
        } else ink.disc(x, y, DOT * dpr);
      }
      return;
    }
    const strokes = STROKES[state.symbol];
    for (const i of items) {
      const x = xs[i] * scale + left;
      const y = top - ys[i] * scale;
      const half = halfOf(state, scale, dpr, sizes?.table[sizes.codes[i]]);
      ink.color = colors?.codes[i] ?? 0;
      if (state.fill && CLOSED[state.symbol]) ink.fill(x, y, half, half, 0, CLOSED[state.symbol]);
      if (!strokes) ink.circle(x, y, half);
      else for (const [x0, y0, x1, y1] of strokes) ink.segment(x + half * x0, y + half * y0, x + half * x1, y + half * y1);
    }
  }

  words(box: Bounds, { labels, shown }: Codes): Uint32Array {
    const near = labels ? this.#index.near(box, 0, 0) : new Uint32Array(0);
    return shown ? near.filter((row) => shown.codes[row]) : near;
  }

  word(row: number, layer: LayerState, zoom: number, heading: number, { colors, sizes, labels }: Codes): Word {
    const state = layer as ShapesLayer;
    let extent = LEAST_AXIS;
    if (state.symbol !== "ellipse") {
      extent = halfOf(state, zoom, 1, sizes?.table[sizes.codes[row]]);
      if (state.symbol === "x" || state.symbol === "square") extent *= Math.SQRT2;
    } else if (this.#ellipses) {
      const [a, b] = this.#ellipses.map((axis) => Math.max(axis[row] * state.scale * zoom, LEAST_AXIS));
      const turn = heading - this.#ellipses[2][row];
      extent = (a * b) / Math.hypot(b * Math.cos(turn), a * Math.sin(turn)) || LEAST_AXIS;
    }
    return {
      text: () => (labels ? textAt(labels.text, labels.starts, row) : ""), length: labels ? labels.starts[row + 1] - labels.starts[row] : 0, x: this.#x[row], y: this.#y[row],
      away: extent * Math.SQRT1_2 + GAP, size: state.label_size, angle: 0, font: 0, color: colors?.codes[row] ?? 0,
    };
  }
}

/** CSS pixels between a source and its label, in x and in y. */
const GAP = 3;

/** Half the width of a symbol, device pixels. */
function halfOf({ size, unit }: ShapesLayer, scale: number, dpr: number, width = size): number {
  return Math.max((width * (unit === "image" ? scale : dpr)) / 2, LEAST_AXIS * dpr);
}
