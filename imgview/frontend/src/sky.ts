// Sky directions in the page: cubic interpolation of the kernel's coarse grid of unit vectors.
import type { SkyGrid } from "./protocol";
import type { Off, Store } from "./store";
import type { Point } from "./viewport";

export type Vector = [number, number, number];

export interface SkyPosition {
  /** ICRS, degrees. */
  ra: number;
  dec: number;
}

interface Grid {
  ny: number;
  nx: number;
  x: [number, number];
  y: [number, number];
  /** (ny, nx, 3) */
  data: Float64Array;
}

const DEGREE = Math.PI / 180;

function readGrid(grid: SkyGrid): Grid {
  const [ny, nx] = grid.n;
  const data = new Float64Array(3 * ny * nx);
  for (let i = 0; i < data.length; i++) data[i] = grid.data.getFloat64(8 * i, true);
  return { ny, nx, x: grid.x, y: grid.y, data };
}

/** First node and Lagrange weights of the (at most) four nodes about a grid position. */
function stencil(position: number, size: number): { first: number; weights: number[] } {
  const points = Math.min(size, 4);
  const first = Math.min(Math.max(Math.floor(position) - 1, 0), size - points);
  const weights: number[] = [];
  for (let i = 0; i < points; i++) {
    let weight = 1;
    for (let j = 0; j < points; j++) if (j !== i) weight *= (position - first - j) / (i - j);
    weights.push(weight);
  }
  return { first, weights };
}

/** Where pixels are on the sky; every answer is null where there is no projection. */
export class Sky {
  /** arcsec a pixel at the image's centre, null without a projection. */
  pixelScale: number | null = null;
  #grid: Grid | null = null;
  readonly #off: Off;

  constructor(store: Store) {
    const read = () => {
      const grid = store.get("sky_grid");
      this.#grid = "data" in grid ? readGrid(grid as SkyGrid) : null;
      this.pixelScale = "data" in grid ? (grid as SkyGrid).pixel_scale : null;
    };
    this.#off = store.on("sky_grid", read);
    read();
  }

  get known(): boolean {
    return this.#grid !== null;
  }

  /** The position of a place; `offset` is what the interpolation is off by near it. */
  radec(x: number, y: number, offset?: Vector | null): SkyPosition | null {
    const v = this.#vector(x, y);
    if (!v) return null;
    if (offset) for (let c = 0; c < 3; c++) v[c] += offset[c];
    const ra = Math.atan2(v[1], v[0]) / DEGREE;
    return { ra: ra < 0 ? ra + 360 : ra, dec: Math.atan2(v[2], Math.hypot(v[0], v[1])) / DEGREE };
  }

  /** What to add to the interpolated direction of a place to get the true one; null where either is not known. */
  offset(x: number, y: number, truth: [number, number] | null): Vector | null {
    const v = this.#vector(x, y);
    if (!v || !truth) return null;
    const t = direction({ ra: truth[0], dec: truth[1] });
    return [t[0] - v[0], t[1] - v[1], t[2] - v[2]];
  }

  /** Pixel directions of length 1 (x right, y up) towards celestial north and east. */
  compass(x: number, y: number): { north: Point; east: Point } | null {
    const j = this.#jacobian(x, y);
    if (!j) return null;
    const unit = (dx: number, dy: number) => ({ x: dx / Math.hypot(dx, dy), y: dy / Math.hypot(dx, dy) });
    // The columns of the inverse of [[east.dx, east.dy], [north.dx, north.dy]], up to its determinant's sign.
    const sign = Math.sign(j.ex * j.ny - j.ey * j.nx);
    return { east: unit(sign * j.ny, -sign * j.nx), north: unit(-sign * j.ey, sign * j.ex) };
  }

  /** Pixel position of a sky position by Newton's method from a first guess; null when it does not converge. */
  pixel(position: SkyPosition, guess: Point): Point | null {
    const target = direction(position);
    let { x, y } = guess;
    for (let round = 0; round < 12; round++) {
      const v = this.#vector(x, y);
      const j = this.#jacobian(x, y);
      if (!v || !j) return null;
      const d: Vector = [target[0] - v[0], target[1] - v[1], target[2] - v[2]];
      const de = dot(d, j.east);
      const dn = dot(d, j.north);
      const det = j.ex * j.ny - j.ey * j.nx;
      const dx = (de * j.ny - dn * j.ey) / det;
      const dy = (dn * j.ex - de * j.nx) / det;
      if (!Number.isFinite(dx + dy)) return null;
      x += dx;
      y += dy;
      if (Math.hypot(dx, dy) < 1e-6) return { x, y };
    }
    return null;
  }

  dispose(): void {
    this.#off();
  }

  #vector(x: number, y: number): Vector | null {
    const grid = this.#grid;
    if (!grid) return null;
    const across = stencil((x - grid.x[0]) / grid.x[1], grid.nx);
    const up = stencil((y - grid.y[0]) / grid.y[1], grid.ny);
    const v: Vector = [0, 0, 0];
    up.weights.forEach((wy, j) => {
      across.weights.forEach((wx, i) => {
        const at = 3 * ((up.first + j) * grid.nx + across.first + i);
        for (let c = 0; c < 3; c++) v[c] += wy * wx * grid.data[at + c];
      });
    });
    const length = Math.hypot(...v);
    return length > 0 ? [v[0] / length, v[1] / length, v[2] / length] : null;
  }

  /** Change of the position to the east and north per pixel in x and y, with those two directions. */
  #jacobian(x: number, y: number) {
    const v = this.#vector(x, y);
    const [a, b, c, d] = [
      this.#vector(x + 0.5, y), this.#vector(x - 0.5, y), this.#vector(x, y + 0.5), this.#vector(x, y - 0.5),
    ];
    if (!v || !a || !b || !c || !d) return null;
    const flat = Math.hypot(v[0], v[1]) || 1;
    const east: Vector = [-v[1] / flat, v[0] / flat, 0];
    const north: Vector = [-v[2] * east[1], v[2] * east[0], flat];
    const dx: Vector = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    const dy: Vector = [c[0] - d[0], c[1] - d[1], c[2] - d[2]];
    return {
      east, north, ex: dot(dx, east), ey: dot(dy, east), nx: dot(dx, north), ny: dot(dy, north),
    };
  }
}

function direction({ ra, dec }: SkyPosition): Vector {
  const flat = Math.cos(dec * DEGREE);
  return [flat * Math.cos(ra * DEGREE), flat * Math.sin(ra * DEGREE), Math.sin(dec * DEGREE)];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** A non-negative angle in units of 1/60/60 with `digits` decimals, carried so that no field shows 60. */
function sexagesimal(units: number, digits: number): string {
  const scale = 10 ** digits;
  let ticks = Math.round(units * 3600 * scale);
  const seconds = ticks % (60 * scale);
  ticks = (ticks - seconds) / (60 * scale);
  const two = (n: number) => String(n).padStart(2, "0");
  const text = (seconds / scale).toFixed(digits).padStart(digits ? digits + 3 : 2, "0");
  return `${two(Math.floor(ticks / 60))}:${two(ticks % 60)}:${text}`;
}

/** "03:32:38.114" */
export function formatRa(ra: number, digits = 3): string {
  const text = sexagesimal((((ra % 360) + 360) % 360) / 15, digits);
  return text.startsWith("24:") ? sexagesimal(0, digits) : text;
}

/** "−27:48:12.06" with a true minus sign, always signed. */
export function formatDec(dec: number, digits = 2): string {
  return (dec < 0 ? "\u2212" : "+") + sexagesimal(Math.abs(dec), digits);
}
