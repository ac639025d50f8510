// Words over the image: upright and of one size whatever the zoom. They are put on a picture somewhat larger than the
// canvas, bit by bit, and then only moved; which of them find room is decided anew when the picture is.
import type { LayerState } from "./geometry";
import { type Pen, textHalo } from "./halo";
import type { Placed } from "./layers";
import { rgb } from "./style";
import type { Point, Viewport } from "./viewport";

/** CSS pixels by which the picture reaches beyond the canvas on each side. */
const MARGIN = 160;
/** CSS pixels: how finely it is known where words are already. */
const CELL = 4;
/** Rows that are looked at, and words that are tried: in a crowd there is no more room by then. */
const ROWS = 8000;
const TRIES = 4000;
/** Of a letter, at least, in units of the size. */
const NARROW = 0.4;
/** Words between two looks at the clock. */
const BATCH = 16;
/** Rows between two. */
const STRIDE = 256;

const FAMILIES = ["Helvetica,Arial,sans-serif", "Times,serif", "Courier,monospace"];

/** A font as CSS says it; `code` as in imgview/render/overlays/marks.py. */
function fontOf(code: number, size: number): string {
  return `${code & 8 ? "italic " : ""}${code & 4 ? "bold " : ""}${size}px ${FAMILIES[code & 3] ?? FAMILIES[0]}`;
}

/** Everything that words depend on. */
function signatureOf(layer: LayerState, { codes }: Placed, view: Viewport): string {
  const { opacity: _, visible: __, ...look } = layer;
  const { zoom, dpr, width, height, rotation, flip } = view;
  return JSON.stringify([look, codes.colors?.key, codes.sizes?.key, codes.shown?.key, codes.labels?.key, zoom, dpr, width, height, rotation, flip]);
}

/** Words put on a picture for one zoom and look, about one place of the image. */
class Written {
  /** rows whose words are there, in the order in which they came. */
  readonly shown: number[] = [];
  readonly zoom: number;
  readonly #middle: Point;
  readonly #pen: OffscreenCanvasRenderingContext2D | null;
  readonly #rows: ArrayLike<number>;
  /** from the geometry's coordinates to CSS pixels of the picture. */
  readonly #map: (x: number, y: number) => [number, number];
  readonly #heading: number;
  readonly #palette: ArrayLike<number>;
  readonly #thin: boolean;
  readonly #taken: Uint8Array;
  readonly #columns: number;
  #next = 0;
  #tries = TRIES;

  constructor(
    readonly signature: string, private readonly placed: Placed, private readonly layer: LayerState,
    private readonly view: Viewport, before: Written | null,
  ) {
    const { geometry, origin: [ox, oy], codes } = placed;
    const { width, height, dpr } = view;
    this.zoom = view.zoom;
    this.#middle = view.toImage(width / 2, height / 2);
    const corner = view.toImage(width / 2 + 9, height / 2 - 9);
    this.#heading = Math.atan2(corner.y - this.#middle.y, corner.x - this.#middle.x);
    const [wide, high] = [width + 2 * MARGIN, height + 2 * MARGIN];
    // The view is linear: three places tell of all.
    const far = 1000;
    const [o, x, y] = [[0, 0], [far, 0], [0, far]].map(([dx, dy]) => view.toScreen(ox + dx, oy + dy));
    const [mx, my] = [o.sx + MARGIN, o.sy + MARGIN];
    const [xx, xy, yx, yy] = [x.sx - o.sx, x.sy - o.sy, y.sx - o.sx, y.sy - o.sy].map((value) => value / far);
    this.#map = (u, v) => [mx + u * xx + v * yx, my + u * xy + v * yy];
    const corners = [-MARGIN, width + MARGIN].flatMap((sx) => [-MARGIN, height + MARGIN].map((sy) => view.toImage(sx, sy)));
    const [us, vs] = [corners.map((one) => one.x - ox), corners.map((one) => one.y - oy)];
    const box = { x0: Math.min(...us), x1: Math.max(...us), y0: Math.min(...vs), y1: Math.max(...vs) };
    let rows = geometry.words?.(box, codes) ?? new Uint32Array(0);
    this.#thin = rows.length > (geometry.crowd ?? 0);
    if (this.#thin && rows.length > ROWS) {
      // The first ones of all, about: to sort a hundred thousand takes longer than a frame.
      const most = (rows.reduce((a, b) => Math.max(a, b), 0) * ROWS) / rows.length;
      rows = rows.filter((row) => row < most);
    }
    rows.sort();
    // What is there stays there while one pans.
    const kept = new Set(this.#thin && before?.signature === signature ? before.shown : []);
    this.#rows = kept.size ? [...kept, ...rows.filter((row) => !kept.has(row))] : rows;
    this.#pen = rows.length ? new OffscreenCanvas(wide * dpr, high * dpr).getContext("2d", { willReadFrequently: true }) : null;
    this.#columns = Math.ceil(wide / CELL);
    this.#taken = new Uint8Array(this.#columns * Math.ceil(high / CELL));
    this.#palette = geometry.palette?.(layer) ?? codes.colors?.table ?? rgb(layer.color);
  }

  /** Whether the canvas lies on the picture with `spare` CSS pixels around. */
  covers(view: Viewport, spare: number): boolean {
    const { sx, sy } = view.toScreen(this.#middle.x, this.#middle.y);
    return Math.max(Math.abs(sx - view.width / 2), Math.abs(sy - view.height / 2)) <= MARGIN - spare;
  }

  /** Go on until the clock says `deadline`; true when all is done. */
  fill(deadline: number): boolean {
    let drawn = 0;
    while (this.#next < this.#rows.length && this.#tries > 0) {
      const row = this.#rows[this.#next++];
      if (this.#write(row)) drawn++;
      if (drawn < BATCH && this.#next % STRIDE) continue;
      // What has been written only takes its time when it is wanted.
      if (drawn) this.#pen?.getImageData(0, 0, 1, 1);
      if (performance.now() > deadline) return false;
      drawn = 0;
    }
    return true;
  }

  paint(pen: Pen, view: Viewport): void {
    if (!this.#pen) return;
    const { width, height } = this.#pen.canvas;
    const { sx, sy } = view.toScreen(this.#middle.x, this.#middle.y);
    const factor = view.zoom / this.zoom;
    const [x, y] = [sx * view.dpr - (width * factor) / 2, sy * view.dpr - (height * factor) / 2];
    pen.drawImage(this.#pen.canvas, Math.round(x), Math.round(y), width * factor, height * factor);
  }

  #write(row: number): boolean {
    const pen = this.#pen;
    const word = this.placed.geometry.word?.(row, this.layer, this.zoom, this.#heading, this.placed.codes);
    if (!pen || !word?.size) return false;
    const { away, angle, size, length, font, color } = word;
    let [x, y] = this.#map(word.x, word.y);
    [x, y] = [x + away, y - away];
    if (this.#thin) {
      // Most of a crowd is told to have no room before its letters are measured.
      const half = (size * NARROW * length) / 2;
      for (const dx of away ? [0, half, 2 * half] : [0]) for (const dy of [0, 0.7 * size]) if (this.#at(x + dx, y - dy)) return false;
      this.#tries--;
    }
    const text = word.text();
    pen.font = fontOf(font, size);
    const { width: wide, actualBoundingBoxLeft: left, actualBoundingBoxRight: right } = pen.measureText(text);
    const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
    const [dx, dy] = [wide * Math.abs(cos) + 1.2 * size * Math.abs(sin), wide * Math.abs(sin) + 1.2 * size * Math.abs(cos)];
    const room = away ? [x, y - 0.95 * size, x + wide, y + 0.25 * size] : [x - dx / 2, y - dy / 2, x + dx / 2, y + dy / 2];
    if (!text || (this.#thin && !this.#take(room))) return false;
    const { dpr } = this.view;
    pen.setTransform(dpr * cos, -dpr * sin, dpr * sin, dpr * cos, dpr * x, dpr * y);
    const [dx0, dy0] = away ? [0, 0] : [(left - right) / 2, pen.measureText("H").actualBoundingBoxAscent / 2];
    textHalo(pen, text, dx0, dy0, `rgb(${Array.from(this.#palette).slice(3 * color, 3 * color + 3)})`);
    this.shown.push(row);
    return true;
  }

  /** 1 where there are words already. */
  #at(x: number, y: number): number {
    return this.#taken[Math.floor(x / CELL) + this.#columns * Math.floor(y / CELL)];
  }

  /** Take cells of the picture if all of them are free. */
  #take([x0, y0, x1, y1]: number[]): boolean {
    const columns = this.#columns;
    const [left, right] = [Math.max(Math.floor(x0 / CELL), 0), Math.min(Math.ceil(x1 / CELL), columns)];
    const [top, bottom] = [Math.max(Math.floor(y0 / CELL), 0), Math.min(Math.ceil(y1 / CELL), this.#taken.length / columns)];
    for (let row = top; row < bottom; row++) if (this.#taken.subarray(row * columns + left, row * columns + right).includes(1)) return false;
    for (let row = top; row < bottom; row++) this.#taken.fill(1, row * columns + left, row * columns + right);
    return right > left && bottom > top;
  }
}

/** The words of one layer. */
export class Writing {
  /** other words are to be painted than last time. */
  fresh = false;
  #front: Written | null = null;
  #next: Written | null = null;

  /** Write what a view lacks until the clock says `deadline`; true when nothing is lacking. */
  fill(layer: LayerState, placed: Placed, view: Viewport, deadline: number, moving: boolean): boolean {
    if (!placed.geometry.words || (layer.kind === "shapes" && !placed.codes.labels)) {
      this.fresh ||= this.#front !== null;
      this.#front = this.#next = null;
      return true;
    }
    const signature = signatureOf(layer, placed, view);
    if (this.#front?.signature === signature && this.#front.covers(view, MARGIN / 2)) return true;
    if (this.#next?.signature !== signature || !this.#next.covers(view, 0)) {
      // What would be wrong again in the next frame is not begun.
      if (moving && this.#front && this.#front.zoom !== view.zoom) return false;
      this.#next = new Written(signature, placed, layer, view, this.#front);
    }
    if (!this.#next.fill(deadline)) return false;
    [this.#front, this.#next] = [this.#next, null];
    this.fresh = true;
    return this.#front.covers(view, MARGIN / 2);
  }

  paint(pen: Pen, layer: LayerState, view: Viewport): void {
    this.fresh = false;
    pen.globalAlpha = layer.opacity;
    this.#front?.paint(pen, view);
  }
}
