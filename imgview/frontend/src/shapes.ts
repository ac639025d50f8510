// Sources over the image: ellipses and other symbols. Twin of imgview/render/shapes.py.
import type { Codes, Geometry, LayerState, Placing } from "./geometry";
import { type Bounds, GridIndex } from "./gridindex";
import { type Ink, reachOf } from "./ink";
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
};

export class Shapes implements Geometry {
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

  near(box: Bounds, layer: LayerState, scale: number, dpr: number, { sizes }: Codes): Uint32Array {
    const state = layer as ShapesLayer;
    const ellipse = state.symbol === "ellipse";
    const margin = ellipse ? LEAST_AXIS * dpr : halfOf(state, scale, dpr, sizes && Math.max(...sizes.table));
    return this.#index.near(box, ellipse ? state.scale : 0, (margin + reachOf(state.width, dpr)) / scale);
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
          ink.ellipse(x, y, Math.max(as[i] * times, least), Math.max(bs[i] * times, least), thetas[i]);
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
      if (!strokes) ink.ellipse(x, y, half, half, 0);
      else for (const [x0, y0, x1, y1] of strokes) ink.segment(x + half * x0, y + half * y0, x + half * x1, y + half * y1);
    }
  }
}

/** Half the width of a symbol, device pixels. */
function halfOf({ size, unit }: ShapesLayer, scale: number, dpr: number, width = size): number {
  return Math.max((width * (unit === "image" ? scale : dpr)) / 2, LEAST_AXIS * dpr);
}
