// A drawing over the image: symbols, lines and words, each with its own size and colour. Twin of
// imgview/render/overlays/marks.py; how it travels is said in protocol.py at Traits.drawings.
import { type Geometry, type LayerState, type Placing, textAt, type Word } from "./geometry";
import { type Bounds, GridIndex } from "./gridindex";
import { type Ink, reachOf } from "./ink";
import { rgb } from "./style";

/** CSS pixels below which no half symbol and no semi-axis falls. */
const LEAST = 1;
/** Words on the screen beyond which those that lie over others are left out. */
const CROWD = 1000;
/** CSS pixels of a point. */
const POINT = 4 / 3;

const D = Math.sqrt(0.5);
const S = Math.sqrt(0.75);
/** Lines of a symbol of size 1: x0, y0, x1, y1; none for circles and ellipses. */
const STROKES: readonly (readonly (readonly [number, number, number, number])[])[] = [
  [[-1, 0, 1, 0], [0, -1, 0, 1]],
  [[-D, -D, D, D], [-D, D, D, -D]],
  [[-1, 0, 1, 0], [-0.5, -S, 0.5, S], [-0.5, S, 0.5, -S]],
  [],
  [[-1, -1, 1, -1], [1, -1, 1, 1], [1, 1, -1, 1], [-1, 1, -1, -1]],
  [[0, -1, 1, 0], [1, 0, 0, 1], [0, 1, -1, 0], [-1, 0, 0, -1]],
];
const ELLIPSE = 6;
const LINE = 7;
const TEXT = 8;
const SCREEN = 128;

export class Marks implements Geometry {
  readonly bytes: number;
  readonly origin: [number, number];
  readonly crowd = CROWD;
  readonly #x: Float32Array;
  readonly #y: Float32Array;
  readonly #size: Float32Array[];
  readonly #symbol: Uint8Array;
  readonly #color: Uint8Array;
  readonly #palette: Int32Array;
  readonly #index: GridIndex;
  /** where words are, and their number among all words. */
  readonly #words: GridIndex;
  readonly #nth = new Map<number, number>();
  readonly #starts: Uint32Array;
  readonly #text: Uint8Array;
  /** the largest size in CSS pixels. */
  #widest = LEAST;

  constructor(view: DataView, box: Bounds) {
    const data = view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength) as ArrayBuffer;
    this.origin = [...new Float64Array(data, 0, 2)] as [number, number];
    const [n, columns, inks, texts] = new Uint32Array(data, 16, 4);
    this.#palette = new Int32Array(data, 36, inks);
    const column = (k: number): Float32Array => new Float32Array(data, 36 + 4 * inks + 4 * n * k, n);
    [this.#x, this.#y] = [column(0), column(1)];
    this.#size = [0, 1, 2].slice(0, columns).map((k) => column(2 + k));
    let at = 36 + 4 * (inks + n * (2 + columns));
    this.#starts = new Uint32Array(data, at, texts + 1);
    at += 4 * texts + 4;
    this.#symbol = new Uint8Array(data, at, n);
    this.#color = new Uint8Array(data, at + n, n);
    this.#text = new Uint8Array(data, at + 2 * n);
    this.bytes = data.byteLength + 8 * n;
    const [ox, oy] = this.origin;
    const bounds = { x0: box.x0 - ox, x1: box.x1 - ox, y0: box.y0 - oy, y1: box.y1 - oy };
    const [x, y] = [this.#x.slice(), this.#y.slice()];
    const [a, b] = this.#size;
    const drawn: number[] = [];
    for (let i = 0; i < n; i++) {
      const symbol = this.#symbol[i];
      if (symbol === TEXT) this.#nth.set(i, this.#nth.size);
      else drawn.push(i);
      if (symbol >= SCREEN) this.#widest = Math.max(this.#widest, a[i] || 0, (symbol === SCREEN + ELLIPSE && b[i]) || 0);
      if (symbol !== LINE) continue;
      x[i] += a[i] / 2;
      y[i] += b[i] / 2;
    }
    this.#index = new GridIndex(x, y, (i) => this.#reach(i), bounds, drawn);
    this.#words = new GridIndex(x, y, () => 0, bounds, [...this.#nth.keys()]);
  }

  /** Red, green, blue of each colour, with that of the layer where a mark has none of its own. */
  palette(layer: LayerState): number[] {
    return [...this.#palette].flatMap((color) => (
      color < 0 ? rgb(layer.color) : [color >> 16, (color >> 8) & 255, color & 255]));
  }

  near(box: Bounds, { width }: LayerState, scale: number, dpr: number): Uint32Array {
    return this.#index.near(box, 1, (this.#widest * 1.5 * dpr + reachOf(width, dpr)) / scale);
  }

  draw(ink: Ink, items: Uint32Array, { left, top, scale, dpr }: Placing): void {
    const [as, bs, cs] = this.#size;
    const least = LEAST * dpr;
    for (const i of items) {
      const symbol = this.#symbol[i] & ~SCREEN;
      const unit = this.#symbol[i] >= SCREEN ? dpr : scale;
      const x = this.#x[i] * scale + left;
      const y = top - this.#y[i] * scale;
      ink.color = this.#color[i];
      const [a, b] = [Math.max(as[i] * unit, least), Math.max(bs?.[i] * unit, least)];
      if (!(Math.abs(as[i]) + (symbol < ELLIPSE ? 0 : Math.abs(bs[i]) + Math.abs(cs[i])) < Infinity)) ink.disc(x, y, least);
      else if (symbol === LINE) ink.segment(x, y, x + as[i] * scale, y - bs[i] * scale);
      else if (symbol === ELLIPSE) ink.ellipse(x, y, a, b, cs[i]);
      else if (!STROKES[symbol].length) ink.circle(x, y, a);
      else for (const [x0, y0, x1, y1] of STROKES[symbol]) ink.segment(x + a * x0, y + a * y0, x + a * x1, y + a * y1);
    }
  }

  words(box: Bounds): Uint32Array {
    return this.#words.near(box, 0, 0);
  }

  word(row: number): Word {
    const nth = this.#nth.get(row) ?? 0;
    const [points, angle, font] = this.#size;
    return {
      text: () => textAt(this.#text, this.#starts, nth), length: 1, x: this.#x[row], y: this.#y[row], away: 0,
      size: Math.min(Math.max(points[row], 1), 300) * POINT || 0, angle: angle[row] || 0, font: font[row], color: this.#color[row],
    };
  }

  /** Image pixels from the middle to the furthest of a mark. */
  #reach(i: number): number {
    const symbol = this.#symbol[i];
    const [a, b] = [Math.abs(this.#size[0][i]) || 0, Math.abs(this.#size[1]?.[i]) || 0];
    if (symbol >= SCREEN) return 0;
    return symbol === LINE ? Math.max(a, b) / 2 : symbol === ELLIPSE ? Math.max(a, b) : a;
  }
}
