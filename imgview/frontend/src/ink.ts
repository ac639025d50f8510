// Lines as distances: how far each pixel of a tile is from the nearest line of a layer. Coverage follows from
// that alone, so the order of lines makes no difference and a new colour needs no new lines. Twin of
// imgview/render/ink/ink.py.

/** Device pixels along a tile's side, at most. */
export const SIDE = 256;
/** Step of a pixel that no line reaches. */
export const FAR = 255;

/** Twice the squares of steps: of what is nearer than a mark of the step. */
const NEARER = Float64Array.from({ length: FAR + 2 }, (_, step) => 2 * Math.min(step, FAR) ** 2);

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
  readonly marks: Uint16Array;
  /** number of the colour that a pixel is filled with, 0xffff for none. */
  fills: Uint16Array | null = null;
  /** number of the colour that is drawn in. */
  color = 0;
  /** nothing has come near. */
  empty = true;

  constructor(readonly width: number, readonly height: number, readonly reach: number) {
    this.marks = this.#blank();
  }

  #blank(): Uint16Array {
    return new Uint16Array(this.width * this.height).fill(0xffff);
  }

  #mark(at: number, step: number): void {
    if (!(step < FAR)) return;
    const mark = (step << 8) | this.color;
    if (mark < this.marks[at]) this.marks[at] = mark;
  }

  segment(x0: number, y0: number, x1: number, y1: number): void {
    const { reach, width } = this;
    const dx = x1 - x0;
    const dy = y1 - y0;
    const left = first(Math.min(x0, x1) - reach);
    const right = last(Math.max(x0, x1) + reach, width);
    const top = first(Math.min(y0, y1) - reach);
    const bottom = last(Math.max(y0, y1) + reach, this.height);
    if (left > right || top > bottom) return;
    this.empty = false;
    const square = dx * dx + dy * dy;
    const inverse = square > 0 ? 1 / square : 0;
    // Half of what a row sees of the band about the line.
    const half = (reach * Math.sqrt(square)) / Math.abs(dy);
    for (let row = top; row <= bottom; row++) {
      const v = row + 0.5 - y0;
      const middle = x0 + (v * dx) / dy;
      const begin = half < SIDE ? Math.max(left, first(middle - half)) : left;
      const end = half < SIDE ? Math.min(right, last(middle + half, width)) : right;
      for (let col = begin; col <= end; col++) {
        const u = col + 0.5 - x0;
        const along = (u * dx + v * dy) * inverse;
        const t = along < 0 ? 0 : along > 1 ? 1 : along;
        const ex = u - t * dx;
        const ey = v - t * dy;
        this.#mark(row * width + col, (Math.sqrt(ex * ex + ey * ey) * FAR) / reach);
      }
    }
  }

  /** `theta`: from the right to the axis `a`, counter-clockwise as seen. The formula is explained in round_shapes.py. */
  ellipse(x: number, y: number, a: number, b: number, theta: number): void {
    const { reach, marks, width } = this;
    const cos = Math.cos(theta);
    const sin = Math.sin(theta);
    const halfX = Math.sqrt(a * a * cos * cos + b * b * sin * sin) + reach;
    const halfY = Math.sqrt(a * a * sin * sin + b * b * cos * cos) + reach;
    const left = first(x - halfX);
    const end = last(x + halfX, width) + 1;
    const top = first(y - halfY);
    const bottom = last(y + halfY, this.height);
    if (left >= end || top > bottom) return;
    this.empty = false;
    // The squares of k1 and k2, the latter in steps.
    const [ia, ib] = [1 / (a * a), 1 / (b * b)];
    const step = (reach / FAR) ** 2;
    const [xx, xy, yy] = quadratic(cos, sin, ia, ib);
    const [uu, uv, vv] = quadratic(cos, sin, step * ia * ia, step * ib * ib);
    // No line is near where k1 is further from 1 than this.
    const slack = reach / Math.min(a, b);
    const most = (1 + slack) ** 2 / xx;
    const least = slack < 1 ? (1 - slack) ** 2 / xx : 0;
    const slope = xy / xx / 2;
    const bend = slope * slope - yy / xx;
    const { color } = this;
    for (let row = top; row <= bottom; row++) {
      const dy = y - row - 0.5;
      const middle = x - slope * dy;
      const rest = dy * dy * bend;
      if (rest + most <= 0) continue;
      const half = Math.sqrt(rest + most);
      // To leave out a hole of few pixels takes longer than to look at them.
      const hole = rest + least > 9 ? Math.sqrt(rest + least) : 0;
      let col = from(middle - half, left, end);
      const to = from(middle + half, left, end);
      let stop = hole ? from(middle - hole, col, to) : to;
      for (;;) {
        let dx = col + 0.5 - x;
        let k1 = (xx * dx + xy * dy) * dx + yy * dy * dy;
        let k2 = (uu * dx + uv * dy) * dx + vv * dy * dy;
        dx += dx + 1;
        let more1 = xx * dx + xy * dy;
        let more2 = uu * dx + uv * dy;
        for (; col < stop; col++) {
          const mark = marks[row * width + col];
          // Most pixels have something nearer already, and need no roots: (sqrt(k1) + 1)² is at most 2 (k1 + 1).
          if ((k1 - 1) * (k1 - 1) * k1 < k2 * (k1 + 1) * NEARER[(mark + 255 - color) >> 8]) {
            const far = Math.abs(Math.sqrt(k1) - 1) * Math.sqrt(k1 / k2);
            if (far < FAR) marks[row * width + col] = Math.min(mark, (far << 8) | color);
          }
          k1 += more1;
          k2 += more2;
          more1 += 2 * xx;
          more2 += 2 * uu;
        }
        if (stop === to) break;
        col = from(middle + hole, col, to);
        stop = to;
      }
    }
  }

  /** A circle of a radius that many have. */
  circle(x: number, y: number, radius: number): void {
    if (radius > SMALL) return this.ellipse(x, y, radius, radius, 0);
    const { reach, marks, color, width } = this;
    const far = radius + reach;
    const left = first(x - far);
    const right = last(x + far, width);
    const bottom = last(y + far, this.height);
    let row = first(y - far);
    if (left > right || row > bottom) return;
    this.empty = false;
    const steps = circleSteps(radius, reach);
    const scale = SQUARES / (far * far);
    for (; row <= bottom; row++) {
      const dy = row + 0.5 - y;
      const dx = left + 0.5 - x;
      let square = (dx * dx + dy * dy) * scale;
      let more = (2 * dx + 1) * scale;
      const end = row * width + right;
      for (let at = row * width + left; at <= end; at++) {
        const mark = (steps[square | 0] << 8) | color;
        if (mark < marks[at]) marks[at] = mark;
        square += more;
        more += 2 * scale;
      }
    }
  }

  /** Fill what an ellipse, a square or a diamond encloses, row by row. */
  fill(x: number, y: number, a: number, b: number, theta: number, kind = "ellipse"): void {
    const cos = Math.cos(theta);
    const sin = Math.sin(theta);
    const tall = kind === "ellipse" ? Math.sqrt(a * a * sin * sin + b * b * cos * cos) : a;
    const bottom = last(y + tall, this.height);
    const fills = (this.fills ??= this.#blank());
    const { color, width } = this;
    const square = (cos / a) ** 2 + (sin / b) ** 2;
    for (let row = first(y - tall); row <= bottom; row++) {
      const dy = y - row - 0.5;
      let middle = x;
      let half = kind === "square" ? a : a - Math.abs(dy);
      if (kind === "ellipse") {
        middle -= (dy * cos * sin * (1 / (a * a) - 1 / (b * b))) / square;
        half = Math.sqrt(Math.max(square - (dy / (a * b)) ** 2, 0)) / square;
      }
      const right = row * width + last(middle + half, width);
      for (let at = row * width + first(middle - half); at <= right; at++) {
        if (color < fills[at]) fills[at] = color;
        this.empty = false;
      }
    }
  }

  disc(x: number, y: number, radius: number): void {
    const { reach, width } = this;
    const half = radius + reach;
    const bottom = last(y + half, this.height);
    const right = last(x + half, width);
    this.empty = false;
    for (let row = first(y - half); row <= bottom; row++) {
      for (let col = first(x - half); col <= right; col++) {
        const square = (col + 0.5 - x) ** 2 + (row + 0.5 - y) ** 2;
        const distance = Math.max(Math.sqrt(square) - radius, 0);
        this.#mark(row * width + col, (distance * FAR) / reach);
      }
    }
  }
}

/** First and last pixel of a tile whose middle lies beyond, and before, a place. */
function first(value: number): number {
  return Math.max(0, Math.ceil(value - 0.5));
}

function last(value: number, size: number): number {
  return Math.min(size - 1, Math.floor(value - 0.5));
}

/** First pixel of some whose middle lies beyond a place, with little work. */
function from(value: number, low: number, high: number): number {
  return Math.min(Math.max(value + 0.5, low), high) | 0;
}

/** Coefficients of (x cos + y sin)² a + (y cos - x sin)² b: of x², x y and y². */
function quadratic(cos: number, sin: number, a: number, b: number): [number, number, number] {
  return [cos * cos * a + sin * sin * b, 2 * cos * sin * (a - b), sin * sin * a + cos * cos * b];
}
