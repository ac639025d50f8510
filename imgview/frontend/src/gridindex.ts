// Which of many places lie in a box: a grid of cells over the image, and a list of what is larger than a cell.

export interface Bounds {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** Places in a cell, about. */
const CROWD = 8;
const MOST_CELLS = 1 << 20;

export class GridIndex {
  readonly #bounds: Bounds;
  readonly #nx: number;
  readonly #ny: number;
  readonly #cell: number;
  /** first member of each cell, and the end. */
  readonly #starts: Uint32Array;
  readonly #members: Uint32Array;
  readonly #large: number[] = [];
  /** the furthest that any member of a cell reaches from its place. */
  #furthest = 0;

  /** Index places; `reaches` says how far each extends. What lies beyond `bounds` counts to the cells at its edge. */
  constructor(
    private readonly x: Float32Array, private readonly y: Float32Array,
    private readonly reaches: (item: number) => number, bounds: Bounds,
  ) {
    const width = Math.max(bounds.x1 - bounds.x0, 1);
    const height = Math.max(bounds.y1 - bounds.y0, 1);
    const cells = Math.min(Math.max(x.length / CROWD, 1), MOST_CELLS);
    this.#bounds = bounds;
    this.#cell = Math.sqrt((width * height) / cells);
    this.#nx = Math.ceil(width / this.#cell);
    this.#ny = Math.ceil(height / this.#cell);
    const cellOf = new Int32Array(x.length).fill(-1);
    const starts = new Uint32Array(this.#nx * this.#ny + 1);
    for (let i = 0; i < x.length; i++) {
      if (!Number.isFinite(x[i] + y[i])) continue;
      const reach = reaches(i);
      if (reach > this.#cell) {
        this.#large.push(i);
        continue;
      }
      this.#furthest = Math.max(this.#furthest, reach);
      cellOf[i] = this.#column(x[i]) + this.#nx * this.#row(y[i]);
      starts[cellOf[i] + 1]++;
    }
    for (let cell = 1; cell < starts.length; cell++) starts[cell] += starts[cell - 1];
    const next = starts.slice();
    const members = new Uint32Array(starts[starts.length - 1]);
    cellOf.forEach((cell, i) => {
      if (cell >= 0) members[next[cell]++] = i;
    });
    this.#starts = starts;
    this.#members = members;
  }

  /** Items that may touch a box when each reaches `factor` times as far, and `margin` further; a few more too. */
  near({ x0, y0, x1, y1 }: Bounds, factor: number, margin: number): Uint32Array {
    const wide = this.#furthest * factor + margin;
    const [left, right] = [this.#column(x0 - wide), this.#column(x1 + wide)];
    const parts: Uint32Array[] = [];
    let count = 0;
    for (let row = this.#row(y0 - wide); row <= this.#row(y1 + wide); row++) {
      const part = this.#members.subarray(this.#starts[row * this.#nx + left], this.#starts[row * this.#nx + right + 1]);
      parts.push(part);
      count += part.length;
    }
    const large = this.#large.filter((i) => {
      const far = this.reaches(i) * factor + margin;
      return this.x[i] + far >= x0 && this.x[i] - far <= x1 && this.y[i] + far >= y0 && this.y[i] - far <= y1;
    });
    const found = new Uint32Array(count + large.length);
    let at = 0;
    for (const part of parts) {
      found.set(part, at);
      at += part.length;
    }
    found.set(large, at);
    return found;
  }

  #column(x: number): number {
    return Math.min(Math.max(Math.floor((x - this.#bounds.x0) / this.#cell), 0), this.#nx - 1);
  }

  #row(y: number): number {
    return Math.min(Math.max(Math.floor((y - this.#bounds.y0) / this.#cell), 0), this.#ny - 1);
  }
}
