// Which of many places lie in a box: a grid of cells over the image, and coarser ones for what is larger than a cell.

export interface Bounds {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** Places in a cell, about. */
const CROWD = 8;
const MOST_CELLS = 1 << 20;

/** How much larger the cells of the next coarser grid are at least. */
const COARSER = 4;

export class GridIndex {
  readonly #bounds: Bounds;
  readonly #nx: number;
  readonly #ny: number;
  readonly #cell: number;
  /** first member of each cell, and the end. */
  readonly #starts: Uint32Array;
  readonly #members: Uint32Array;
  /** of what is larger than a cell. */
  readonly #coarser: GridIndex | null = null;
  /** the furthest that any member of a cell reaches from its place. */
  #furthest = 0;

  /** Index places; `reaches` says how far each extends. What lies beyond `bounds` counts to the cells at its edge. */
  constructor(
    x: Float32Array, y: Float32Array, reaches: (item: number) => number, bounds: Bounds,
    items: ArrayLike<number> = new Uint32Array(x.length).map((_, i) => i), least = 0,
  ) {
    const width = Math.max(bounds.x1 - bounds.x0, 1);
    const height = Math.max(bounds.y1 - bounds.y0, 1);
    const cells = Math.min(Math.max(items.length / CROWD, 1), MOST_CELLS);
    this.#bounds = bounds;
    this.#cell = Math.max(Math.sqrt((width * height) / cells), least);
    this.#nx = Math.ceil(width / this.#cell);
    this.#ny = Math.ceil(height / this.#cell);
    const largest = this.#nx * this.#ny > 1 ? this.#cell : Infinity;
    const cellOf = new Int32Array(items.length).fill(-1);
    const starts = new Uint32Array(this.#nx * this.#ny + 1);
    const larger: number[] = [];
    for (let k = 0; k < items.length; k++) {
      const i = items[k];
      if (!Number.isFinite(x[i] + y[i])) continue;
      const reach = reaches(i);
      if (reach > largest) {
        larger.push(i);
        continue;
      }
      this.#furthest = Math.max(this.#furthest, reach);
      cellOf[k] = this.#column(x[i]) + this.#nx * this.#row(y[i]);
      starts[cellOf[k] + 1]++;
    }
    for (let cell = 1; cell < starts.length; cell++) starts[cell] += starts[cell - 1];
    const next = starts.slice();
    const members = new Uint32Array(starts[starts.length - 1]);
    cellOf.forEach((cell, k) => {
      if (cell >= 0) members[next[cell]++] = items[k];
    });
    this.#starts = starts;
    this.#members = members;
    if (larger.length) this.#coarser = new GridIndex(x, y, reaches, bounds, larger, COARSER * this.#cell);
  }

  /** Items that may touch a box when each reaches `factor` times as far, and `margin` further; a few more too. */
  near(box: Bounds, factor: number, margin: number): Uint32Array {
    const parts: Uint32Array[] = [];
    this.#collect(box, factor, margin, parts);
    const found = new Uint32Array(parts.reduce((count, part) => count + part.length, 0));
    let at = 0;
    for (const part of parts) {
      found.set(part, at);
      at += part.length;
    }
    return found;
  }

  #collect(box: Bounds, factor: number, margin: number, parts: Uint32Array[]): void {
    const wide = this.#furthest * factor + margin;
    const [left, right] = [this.#column(box.x0 - wide), this.#column(box.x1 + wide)];
    for (let row = this.#row(box.y0 - wide); row <= this.#row(box.y1 + wide); row++) {
      parts.push(this.#members.subarray(this.#starts[row * this.#nx + left], this.#starts[row * this.#nx + right + 1]));
    }
    if (this.#coarser) this.#coarser.#collect(box, factor, margin, parts);
  }

  #column(x: number): number {
    return Math.min(Math.max(Math.floor((x - this.#bounds.x0) / this.#cell), 0), this.#nx - 1);
  }

  #row(y: number): number {
    return Math.min(Math.max(Math.floor((y - this.#bounds.y0) / this.#cell), 0), this.#ny - 1);
  }
}
