// Outlines of the pixels of sources: lines that know whose they are, so that what lies in them can be selected.
import type { LayerState, Sources } from "./geometry";
import { type Bounds, GridIndex } from "./gridindex";
import { reachOf } from "./ink";
import { lassoed } from "./lasso";
import { Outline } from "./outline";

export class Footprints extends Outline implements Sources {
  /** source of each segment. */
  readonly #owner: Uint32Array;
  /** sources that have lines, rising; their first segments and the end; their middles, half extents and areas. */
  readonly #sources: number[] = [];
  readonly #first: number[] = [];
  readonly #x: Float32Array;
  readonly #y: Float32Array;
  readonly #half: [Float32Array, Float32Array];
  readonly #area: Float32Array;
  readonly #places: GridIndex;

  constructor(data: ArrayBuffer, lines: number, bounds: Bounds) {
    super(data, lines, bounds, lines);
    const [from, points] = [this.from, this.points];
    const starts = new Uint32Array(data, 0, lines + 1);
    const owners = new Uint32Array(data, 4 * (lines + 1), lines);
    this.#owner = new Uint32Array(from.length);
    for (let line = 0, k = 0; line < lines; line++) {
      if (owners[line] !== this.#sources[this.#sources.length - 1]) {
        this.#sources.push(owners[line]);
        this.#first.push(k);
      }
      for (const end = k + starts[line + 1] - starts[line] - 1; k < end; k++) this.#owner[k] = owners[line];
    }
    this.#first.push(from.length);
    const floats = (): Float32Array => new Float32Array(this.#sources.length);
    [this.#x, this.#y, this.#area, this.#half] = [floats(), floats(), floats(), [floats(), floats()]];
    this.#sources.forEach((_, s) => {
      let [x0, x1, y0, y1, area] = [Infinity, -Infinity, Infinity, -Infinity, 0];
      for (let k = this.#first[s]; k < this.#first[s + 1]; k++) {
        const [x, y, nextX, nextY] = points.subarray(2 * from[k], 2 * from[k] + 4);
        [x0, x1, y0, y1] = [Math.min(x0, x), Math.max(x1, x), Math.min(y0, y), Math.max(y1, y)];
        area += (x * nextY - nextX * y) / 2;
      }
      [this.#x[s], this.#y[s], this.#area[s]] = [(x0 + x1) / 2, (y0 + y1) / 2, area];
      [this.#half[0][s], this.#half[1][s]] = [(x1 - x0) / 2, (y1 - y0) / 2];
    });
    this.#places = new GridIndex(this.#x, this.#y, (s) => Math.max(this.#half[0][s], this.#half[1][s]), bounds);
    this.bytes += 4 * from.length + 36 * this.#sources.length;
  }

  get rows(): number {
    return (this.#sources[this.#sources.length - 1] ?? -1) + 1;
  }

  rowOf(segment: number): number {
    return this.#owner[segment];
  }

  place(row: number): [number, number] {
    const s = this.#sources.indexOf(row);
    return s < 0 ? [NaN, NaN] : [this.#x[s], this.#y[s]];
  }

  next(row: number, by: number): number | null {
    const found = this.#sources.filter((source) => (by > 0 ? source > row : source < row));
    return found[by > 0 ? 0 : found.length - 1] ?? null;
  }

  /** The source in whose outline a place lies, or a line's reach beside it; of several the smallest. */
  at(x: number, y: number, { width }: LayerState, zoom: number): { row: number; area: number } | null {
    const slack = reachOf(width, 1) / zoom;
    let found: { row: number; area: number } | null = null;
    for (const s of this.#places.near({ x0: x, x1: x, y0: y, y1: y }, 1, slack)) {
      // The area of an ellipse is its semi-axes' product here.
      const area = this.#area[s] / Math.PI;
      if (found && found.area <= area) continue;
      if (Math.abs(x - this.#x[s]) > this.#half[0][s] + slack || Math.abs(y - this.#y[s]) > this.#half[1][s] + slack) continue;
      if (this.#holds(s, x, y, slack * slack)) found = { row: this.#sources[s], area };
    }
    return found;
  }

  within(xs: number[], ys: number[]): number[] {
    return lassoed(this.#places, this.#x, this.#y, xs, ys).map((s) => this.#sources[s]);
  }

  #holds(s: number, x: number, y: number, near: number): boolean {
    const { from, points } = this;
    let inside = false;
    for (let k = this.#first[s]; k < this.#first[s + 1]; k++) {
      const i = 2 * from[k];
      const [ax, ay, dx, dy] = [points[i] - x, points[i + 1] - y, points[i + 2] - points[i], points[i + 3] - points[i + 1]];
      const t = Math.min(Math.max(-(ax * dx + ay * dy) / (dx * dx + dy * dy || 1), 0), 1);
      if ((ax + t * dx) ** 2 + (ay + t * dy) ** 2 <= near) return true;
      if (ay > 0 !== ay + dy > 0 && ax - (ay * dx) / dy > 0) inside = !inside;
    }
    return inside;
  }
}
