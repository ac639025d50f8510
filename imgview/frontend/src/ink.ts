// Lines as distances: how far each pixel of a tile is from the nearest line of a layer. Coverage follows from
// that alone, so the order of lines makes no difference and a new colour needs no new lines. Twin of
// imgview/render/ink.py.

/** Device pixels along a tile's side. */
export const SIDE = 256;
/** Step of a pixel that no line reaches. */
export const FAR = 255;

/** Steps by their squares, exactly: a root a pixel is what ellipses would wait for. */
const ROOTS = new Uint8Array(FAR * FAR);
for (let i = 0; i < ROOTS.length; i++) ROOTS[i] = Math.sqrt(i);

/** Steps about small circles, by the square of the distance from the middle: tables of so many entries. */
const SQUARES = 8192;
/** Device pixels of the radius of small circles, and how many tables are kept. */
const SMALL = 16;
const TABLES = 256;
const circles = { reach: 0, tables: new Map<number, Uint8Array>() };

/** The table for a radius. The corners of the square about the circle are beyond all reach. */
function circleSteps(radius: number, reach: number): Uint8Array {
  const { tables } = circles;
  if (circles.reach !== reach || tables.size > TABLES) tables.clear();
  circles.reach = reach;
  let steps = tables.get(radius);
  if (!steps) {
    steps = new Uint8Array(2 * SQUARES + 1).fill(FAR);
    for (let i = 0; i < SQUARES; i++) {
      const distance = Math.abs((radius + reach) * Math.sqrt((i + 0.5) / SQUARES) - radius);
      steps[i] = Math.min((distance * FAR) / reach, FAR);
    }
    tables.set(radius, steps);
  }
  return steps;
}

/** Opacity of the dark outline, and CSS pixels of it on either side of a line. */
const HALO = 0.6;
const HALO_WIDTH = 1;

/** Device pixels from its middle to which a line of `width` CSS pixels leaves a trace. */
export function reachOf(width: number, dpr: number): number {
  return (width / 2 + HALO_WIDTH) * dpr + 0.5;
}

/** Packed R, G, B, A of a pixel by its mark, for lines of some colours. */
export function inkColors(palette: ArrayLike<number>, width: number, dpr: number): Uint32Array {
  const colors = new Uint32Array(1 << 16);
  const half = (width * dpr) / 2 + 0.5;
  const within = (value: number): number => Math.min(Math.max(value, 0), 1);
  for (let step = 0; step < FAR; step++) {
    const distance = ((step + 0.5) * reachOf(width, dpr)) / FAR;
    const line = within(half - distance);
    const alpha = line + HALO * within(half + HALO_WIDTH * dpr - distance) * (1 - line);
    const part = (value: number): number => Math.round((value * line) / (alpha || 1));
    for (let i = 0; 3 * i < palette.length; i++) {
      const [r, g, b] = [part(palette[3 * i]), part(palette[3 * i + 1]), part(palette[3 * i + 2])];
      colors[(step << 8) | i] = ((Math.round(alpha * 255) << 24) | (b << 16) | (g << 8) | r) >>> 0;
    }
  }
  return colors;
}

/** One tile's distances, in steps of reach / FAR; its own pixels, y down. */
export class Ink {
  /** 256 times the step, plus the number of the line's colour. */
  readonly marks = new Uint16Array(SIDE * SIDE).fill(0xffff);
  /** number of the colour that a pixel is filled with, 0xffff for none. */
  fills: Uint16Array | null = null;
  /** number of the colour that is drawn in. */
  color = 0;
  /** nothing has come near. */
  empty = true;

  constructor(readonly reach: number) {}

  #mark(at: number, step: number): void {
    if (!(step < FAR)) return;
    const mark = (step << 8) | this.color;
    if (mark < this.marks[at]) this.marks[at] = mark;
  }

  segment(x0: number, y0: number, x1: number, y1: number): void {
    const { reach } = this;
    const dx = x1 - x0;
    const dy = y1 - y0;
    const left = first(Math.min(x0, x1) - reach);
    const right = last(Math.max(x0, x1) + reach);
    const top = first(Math.min(y0, y1) - reach);
    const bottom = last(Math.max(y0, y1) + reach);
    if (left > right || top > bottom) return;
    this.empty = false;
    const square = dx * dx + dy * dy;
    const inverse = square > 0 ? 1 / square : 0;
    // Half of what a row sees of the band about the line.
    const half = (reach * Math.sqrt(square)) / Math.abs(dy);
    for (let row = top; row <= bottom; row++) {
      const v = row + 0.5 - y0;
      const middle = x0 + (v * dx) / dy;
      const from = half < SIDE ? Math.max(left, first(middle - half)) : left;
      const to = half < SIDE ? Math.min(right, last(middle + half)) : right;
      for (let col = from; col <= to; col++) {
        const u = col + 0.5 - x0;
        const along = (u * dx + v * dy) * inverse;
        const t = along < 0 ? 0 : along > 1 ? 1 : along;
        const ex = u - t * dx;
        const ey = v - t * dy;
        this.#mark(row * SIDE + col, (Math.sqrt(ex * ex + ey * ey) * FAR) / reach);
      }
    }
  }

  /** `theta`: from the right to the axis `a`, counter-clockwise as seen. The formula is explained in ink.py. */
  ellipse(x: number, y: number, a: number, b: number, theta: number): void {
    const { reach, marks, color } = this;
    const cos = Math.cos(theta);
    const sin = Math.sin(theta);
    const halfX = Math.sqrt(a * a * cos * cos + b * b * sin * sin) + reach;
    const halfY = Math.sqrt(a * a * sin * sin + b * b * cos * cos) + reach;
    const left = first(x - halfX);
    const right = last(x + halfX);
    const top = first(y - halfY);
    const bottom = last(y + halfY);
    if (left > right || top > bottom) return;
    this.empty = false;
    const [ca, sa, cb, sb] = [cos / a, sin / a, cos / b, -sin / b];
    const iaa = 1 / (a * a);
    const ibb = 1 / (b * b);
    const scale = (FAR / reach) ** 2;
    const square = ca * ca + sb * sb;
    // No line is near where k1 is further from 1 than this.
    const slack = reach / Math.min(a, b);
    const most = (1 + slack) * (1 + slack);
    const least = slack < 1 ? (1 - slack) * (1 - slack) : 0;
    for (let row = top; row <= bottom; row++) {
      const dy = y - row - 0.5;
      const u0 = dy * sa;
      const v0 = dy * cb;
      const middle = (ca * u0 + sb * v0) / square;
      const rest = middle * middle - (u0 * u0 + v0 * v0) / square;
      const outer = rest + most / square;
      if (outer <= 0) continue;
      const half = Math.sqrt(outer);
      const from = Math.max(left, first(x - middle - half));
      const to = Math.min(right, last(x - middle + half));
      const inner = rest + least / square;
      const hole = inner > 0 ? Math.sqrt(inner) : 0;
      const holeFrom = hole ? first(x - middle - hole) : SIDE;
      const holeTo = hole ? last(x - middle + hole) : -1;
      const start = row * SIDE;
      for (let col = from; col <= to; col++) {
        if (col === holeFrom && holeTo > col) col = holeTo;
        const dx = col + 0.5 - x;
        const u = dx * ca + u0;
        const v = dx * sb + v0;
        const uu = u * u;
        const vv = v * v;
        const k1 = Math.sqrt(uu + vv) - 1;
        const squared = (k1 * k1 * (uu + vv) * scale) / (uu * iaa + vv * ibb);
        // In the very middle of an ellipse it is no number.
        if (squared < FAR * FAR) {
          const mark = (ROOTS[squared | 0] << 8) | color;
          if (mark < marks[start + col]) marks[start + col] = mark;
        }
      }
    }
  }

  /** A circle of a radius that many have. */
  circle(x: number, y: number, radius: number): void {
    if (radius > SMALL) return this.ellipse(x, y, radius, radius, 0);
    const { reach, marks, color } = this;
    const far = radius + reach;
    const left = first(x - far);
    const right = last(x + far);
    const bottom = last(y + far);
    let row = first(y - far);
    if (left > right || row > bottom) return;
    this.empty = false;
    const steps = circleSteps(radius, reach);
    const scale = SQUARES / (far * far);
    for (; row <= bottom; row++) {
      const dy = row + 0.5 - y;
      const rest = dy * dy * scale;
      const end = row * SIDE + right;
      let dx = left + 0.5 - x;
      for (let at = row * SIDE + left; at <= end; at++) {
        const mark = (steps[(dx * dx * scale + rest) | 0] << 8) | color;
        if (mark < marks[at]) marks[at] = mark;
        dx += 1;
      }
    }
  }

  /** Fill what an ellipse, a square or a diamond encloses, row by row. */
  fill(x: number, y: number, a: number, b: number, theta: number, kind = "ellipse"): void {
    const cos = Math.cos(theta);
    const sin = Math.sin(theta);
    const tall = kind === "ellipse" ? Math.sqrt(a * a * sin * sin + b * b * cos * cos) : a;
    const bottom = last(y + tall);
    const fills = (this.fills ??= new Uint16Array(SIDE * SIDE).fill(0xffff));
    const { color } = this;
    const square = (cos / a) ** 2 + (sin / b) ** 2;
    for (let row = first(y - tall); row <= bottom; row++) {
      const dy = y - row - 0.5;
      let middle = x;
      let half = kind === "square" ? a : a - Math.abs(dy);
      if (kind === "ellipse") {
        middle -= (dy * cos * sin * (1 / (a * a) - 1 / (b * b))) / square;
        half = Math.sqrt(Math.max(square - (dy / (a * b)) ** 2, 0)) / square;
      }
      const right = last(middle + half);
      for (let at = row * SIDE + first(middle - half); at <= row * SIDE + right; at++) {
        if (color < fills[at]) fills[at] = color;
        this.empty = false;
      }
    }
  }

  disc(x: number, y: number, radius: number): void {
    const { reach } = this;
    const half = radius + reach;
    const bottom = last(y + half);
    const right = last(x + half);
    this.empty = false;
    for (let row = first(y - half); row <= bottom; row++) {
      for (let col = first(x - half); col <= right; col++) {
        const square = (col + 0.5 - x) ** 2 + (row + 0.5 - y) ** 2;
        const distance = Math.max(Math.sqrt(square) - radius, 0);
        this.#mark(row * SIDE + col, (distance * FAR) / reach);
      }
    }
  }
}

/** First and last pixel of the tile whose middle lies beyond, and before, a place. */
function first(value: number): number {
  return Math.max(0, Math.ceil(value - 0.5));
}

function last(value: number): number {
  return Math.min(SIDE - 1, Math.floor(value - 0.5));
}
