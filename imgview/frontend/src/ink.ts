// Lines as distances: how far each pixel of a tile is from the nearest line of a layer. Coverage follows from
// that alone, so the order of lines makes no difference and a new colour needs no new lines. Twin of
// imgview/render/ink.py.

/** Device pixels along a tile's side. */
export const SIDE = 256;
/** Step of a pixel that no line reaches. */
export const FAR = 255;

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
    // In the very middle of an ellipse the step is no number.
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
    const { reach } = this;
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
    const scale = FAR / reach;
    const square = ca * ca + sb * sb;
    // No line is near where k1 is further from 1 than this.
    const slack = reach / Math.min(a, b);
    const most = (1 + slack) * (1 + slack);
    const least = slack < 1 ? (1 - slack) * (1 - slack) : 0;
    const large = halfX > 16;
    for (let row = top; row <= bottom; row++) {
      const dy = y - row - 0.5;
      const u0 = dy * sa;
      const v0 = dy * cb;
      let from = left;
      let to = right;
      let holeFrom = SIDE;
      let holeTo = 0;
      if (large) {
        const middle = (ca * u0 + sb * v0) / square;
        const rest = middle * middle - (u0 * u0 + v0 * v0) / square;
        const outer = rest + most / square;
        if (outer <= 0) continue;
        from = Math.max(left, first(x - middle - Math.sqrt(outer)));
        to = Math.min(right, last(x - middle + Math.sqrt(outer)));
        const inner = rest + least / square;
        if (slack < 1 && inner > 0) {
          holeFrom = first(x - middle - Math.sqrt(inner));
          holeTo = last(x - middle + Math.sqrt(inner));
        }
      }
      const start = row * SIDE;
      for (let col = from; col <= to; col++) {
        if (col === holeFrom && holeTo > col) col = holeTo;
        const dx = col + 0.5 - x;
        const u = dx * ca + u0;
        const v = dx * sb + v0;
        const uu = u * u;
        const vv = v * v;
        const square1 = uu + vv;
        const away = square1 - Math.sqrt(square1);
        this.#mark(start + col, ((away < 0 ? -away : away) * scale) / Math.sqrt(uu * iaa + vv * ibb));
      }
    }
  }

  /** Fill what an ellipse, a square or a diamond encloses, row by row. */
  fill(x: number, y: number, a: number, b: number, theta: number, kind = "ellipse"): void {
    const cos = Math.cos(theta);
    const sin = Math.sin(theta);
    const tall = kind === "ellipse" ? Math.sqrt(a * a * sin * sin + b * b * cos * cos) : a;
    const bottom = last(y + tall);
    this.fills ??= new Uint16Array(SIDE * SIDE).fill(0xffff);
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
      for (let col = first(middle - half); col <= right; col++) {
        const at = row * SIDE + col;
        if (this.color < this.fills[at]) [this.fills[at], this.empty] = [this.color, false];
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
        const distance = Math.max(Math.hypot(col + 0.5 - x, row + 0.5 - y) - radius, 0);
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
