// Lines and polygons over the image.
import type { Geometry, LayerState, Placing } from "./geometry";
import { type Bounds, GridIndex } from "./gridindex";
import { type Ink, reachOf } from "./ink";

export class Outline implements Geometry {
  bytes: number;
  /** x, y of all vertices. */
  protected readonly points: Float32Array;
  /** first vertex of each segment; the next vertex is its other end. */
  protected readonly from: Uint32Array;
  readonly #index: GridIndex;

  /** `skip`: numbers between the starts and the vertices. */
  constructor(data: ArrayBuffer, rows: number, bounds: Bounds, skip = 0) {
    const starts = new Uint32Array(data, 0, rows + 1);
    const points = new Float32Array(data, 4 * (rows + 1 + skip));
    const from = new Uint32Array(Math.max(points.length / 2 - rows, 0));
    let count = 0;
    for (let row = 0; row < rows; row++) {
      for (let i = starts[row]; i + 1 < starts[row + 1]; i++) from[count++] = i;
    }
    const middle = (axis: number): Float32Array =>
      Float32Array.from(from, (i) => (points[2 * i + axis] + points[2 * i + 2 + axis]) / 2);
    const half = (k: number): number => {
      const i = 2 * from[k];
      return Math.max(Math.abs(points[i + 2] - points[i]), Math.abs(points[i + 3] - points[i + 1])) / 2;
    };
    this.points = points;
    this.from = from;
    this.#index = new GridIndex(middle(0), middle(1), half, bounds);
    this.bytes = data.byteLength + 16 * from.length;
  }

  near(box: Bounds, { width }: LayerState, scale: number, dpr: number): Uint32Array {
    return this.#index.near(box, 1, reachOf(width, dpr) / scale);
  }

  draw(ink: Ink, items: Uint32Array, { left, top, scale }: Placing): void {
    const points = this.points;
    for (const item of items) {
      const i = 2 * this.from[item];
      ink.segment(
        points[i] * scale + left, top - points[i + 1] * scale,
        points[i + 2] * scale + left, top - points[i + 3] * scale,
      );
    }
  }
}
