// One layer at one zoom: its tiles, each drawn once and from then on only moved.
import type { Codes, LayerState, Placing } from "./geometry";
import { FAR, Ink, inkColors, reachOf, SIDE } from "./ink";
import type { Placed } from "./layers";
import { type Entry, page } from "./page";
import { rgb } from "./style";
import type { Pen } from "./turntable";
import type { Viewport } from "./viewport";

/** Items drawn between two looks at the clock. */
const BATCH = 128;

/** Columns and rows of tiles; the last ones are not included. */
interface Span {
  col0: number;
  col1: number;
  row0: number;
  row1: number;
}

/** Keys of a span, most central first. */
function keysOf({ col0, col1, row0, row1 }: Span): [number, number][] {
  const keys: [number, number][] = [];
  for (let row = row0; row < row1; row++) for (let col = col0; col < col1; col++) keys.push([col, row]);
  const far = ([col, row]: [number, number]): number =>
    Math.hypot(col + 0.5 - (col0 + col1) / 2, row + 0.5 - (row0 + row1) / 2);
  return keys.sort((a, b) => far(a) - far(b));
}

class Tile implements Entry {
  bytes = 0;
  /** null where there is nothing to draw. */
  ink: Ink | null = null;
  picture: OffscreenCanvas | null = null;
  /** what the picture was coloured with. */
  colors: Uint32Array | null = null;
  /** items still to be drawn; null before they are known. */
  left: Uint32Array | null = null;

  constructor(readonly id: string, readonly col: number, readonly row: number, private readonly owner: Sheet) {}

  get done(): boolean {
    return this.left?.length === 0;
  }

  pinned(): boolean {
    return this.owner.inView(this);
  }

  evict(): void {
    this.owner.drop(this);
  }
}

/** What must not change while tiles are kept: everything but colour, opacity and whether they are shown. */
export function signatureOf(layer: LayerState, { codes }: Placed, viewport: Viewport): string {
  const { width } = layer;
  const form: unknown[] = layer.kind === "shapes" ? [layer.symbol, layer.size, layer.unit, layer.scale, layer.fill > 0] : [];
  form.push(codes.colors?.key ?? 0, codes.sizes?.key ?? 0, codes.shown?.key ?? 0);
  return [viewport.zoom, viewport.dpr, width, ...form].join(" ");
}

export class Sheet {
  /** milliseconds that drawing has taken. */
  cost = 0;
  /** tiles that have been. */
  drawn = 0;
  readonly #tiles = new Map<string, Tile>();
  readonly #state: LayerState;
  readonly #codes: Codes;
  readonly #shift: [number, number];
  readonly #scale: number;
  readonly #dpr: number;
  /** Device pixels of a tile, and from the image's lower left corner to that of the tile 0 0. */
  readonly #tile: { width: number; height: number; x: number; y: number };
  #span: Span = { col0: 0, col1: 0, row0: 0, row1: 0 };
  #colors: Uint32Array = new Uint32Array(0);
  #palette: ArrayLike<number> = [];
  #fill = 0;
  #look = "";

  constructor(readonly signature: string, private readonly placed: Placed, state: LayerState, viewport: Viewport) {
    this.#state = state;
    this.#codes = { ...placed.codes };
    this.#scale = viewport.zoom * viewport.dpr;
    this.#dpr = viewport.dpr;
    const [y0, x0] = viewport.box.start;
    this.#shift = [placed.origin[0] - x0 + 0.5, placed.origin[1] - y0 + 0.5];
    // Tiles fit what is in view now, so that nothing else is drawn before it is sharp.
    const shown = viewport.covered();
    const { left, bottom } = viewport.device();
    const part = (size: number): number => Math.ceil(size / Math.ceil(size / SIDE));
    this.#tile = {
      width: part(shown.x1 - shown.x0), height: part(shown.y1 - shown.y0), x: shown.x0 - left, y: bottom - shown.y1,
    };
  }

  inView({ col, row }: Tile): boolean {
    const { col0, col1, row0, row1 } = this.#span;
    return col >= col0 && col < col1 && row >= row0 && row < row1;
  }

  drop(tile: Tile): void {
    this.#tiles.delete(tile.id);
  }

  dispose(): void {
    for (const tile of this.#tiles.values()) page.drop(tile);
    this.#tiles.clear();
  }

  /** Draw what a view lacks, and `more` tiles around it, until the clock says `deadline`; true when nothing is lacking. */
  fill(viewport: Viewport, deadline: number, more = 0): boolean {
    const { left, bottom } = viewport.device();
    const shown = viewport.covered();
    const { width, height, x, y } = this.#tile;
    this.#span = {
      col0: Math.floor((shown.x0 - left - x) / width) - more, col1: Math.ceil((shown.x1 - left - x) / width) + more,
      row0: Math.floor((bottom - shown.y1 - y) / height) - more, row1: Math.ceil((bottom - shown.y0 - y) / height) + more,
    };
    const began = performance.now();
    let ready = true;
    const before = this.drawn;
    for (const [col, row] of keysOf(this.#span)) {
      const tile = this.#at(col, row);
      if (tile.done) continue;
      ready = this.drawn === before || performance.now() < deadline;
      ready &&= this.#draw(tile, deadline);
      if (!ready) break;
      this.drawn++;
    }
    this.cost += performance.now() - began;
    return ready;
  }

  /** Put the tiles on a canvas that a viewport shows, enlarged or reduced where they were made for another zoom. */
  paint(pen: Pen, viewport: Viewport, layer: LayerState): void {
    this.#recolour(layer);
    const { left, bottom, scale } = viewport.device();
    const factor = scale / this.#scale;
    const { width, height, x, y } = this.#tile;
    const shown = viewport.covered();
    pen.globalAlpha = layer.opacity;
    pen.imageSmoothingEnabled = factor !== 1;
    for (const tile of this.#tiles.values()) {
      if (!tile.ink || !tile.done) continue;
      const x0 = Math.round(left + (x + tile.col * width) * factor);
      const x1 = Math.round(left + (x + (tile.col + 1) * width) * factor);
      const y0 = Math.round(bottom - (y + (tile.row + 1) * height) * factor);
      const y1 = Math.round(bottom - (y + tile.row * height) * factor);
      if (x1 <= shown.x0 || y1 <= shown.y0 || x0 >= shown.x1 || y0 >= shown.y1) continue;
      page.touch(tile);
      pen.drawImage(this.#picture(tile, tile.ink), x0, y0, x1 - x0, y1 - y0);
    }
  }

  #at(col: number, row: number): Tile {
    const id = `${col} ${row}`;
    let tile = this.#tiles.get(id);
    if (!tile) this.#tiles.set(id, (tile = new Tile(id, col, row, this)));
    return tile;
  }

  /** True when the tile is finished. */
  #draw(tile: Tile, deadline: number): boolean {
    const { geometry } = this.placed;
    const [sx, sy] = this.#shift;
    const scale = this.#scale;
    const { width, height } = this.#tile;
    const [left, low] = [this.#tile.x + tile.col * width, this.#tile.y + tile.row * height];
    if (!tile.left) {
      const [x0, y0] = [left / scale - sx, low / scale - sy];
      const box = { x0, y0, x1: x0 + width / scale, y1: y0 + height / scale };
      tile.left = geometry.near(box, this.#state, scale, this.#dpr, this.#codes);
    }
    if (tile.left.length) tile.ink ??= new Ink(width, height, reachOf(this.#state.width, this.#dpr));
    const { ink } = tile;
    const place: Placing = { left: sx * scale - left, top: low + height - sy * scale, scale, dpr: this.#dpr };
    while (ink && tile.left.length) {
      geometry.draw(ink, tile.left.subarray(0, BATCH), place, this.#state, this.#codes);
      tile.left = tile.left.subarray(BATCH);
      if (performance.now() > deadline) break;
    }
    if (tile.left.length) return false;
    tile.left = new Uint32Array(0);
    if (ink?.empty) tile.ink = null;
    page.keep(tile, tile.ink ? (tile.ink.fills ? 8 : 6) * width * height : 64);
    return true;
  }

  #recolour(layer: LayerState): void {
    const fill = layer.kind === "shapes" ? layer.fill : 0;
    const look = `${layer.color} ${fill}`;
    if (this.#look === look) return;
    this.#look = look;
    this.#fill = fill;
    this.#palette = this.placed.geometry.palette?.(layer) ?? this.#codes.colors?.table ?? rgb(layer.color);
    this.#colors = inkColors(this.#palette, layer.width, this.#dpr);
  }

  #picture(tile: Tile, ink: Ink): OffscreenCanvas {
    if (tile.picture && tile.colors === this.#colors) return tile.picture;
    const { fills, marks, width, height } = ink;
    const pixels = new Uint32Array(width * height);
    for (let i = 0; i < pixels.length; i++) pixels[i] = this.#colors[marks[i]];
    const bytes = new Uint8ClampedArray(pixels.buffer);
    for (let i = 0; fills && i < pixels.length; i++) {
      if (fills[i] > FAR) continue;
      // The inside lies under the lines.
      const over = bytes[4 * i + 3] / 255;
      const inside = this.#fill * (1 - over);
      const alpha = over + inside;
      for (let band = 0; band < 3; band++) {
        const at = 4 * i + band;
        bytes[at] = (bytes[at] * over + this.#palette[3 * fills[i] + band] * inside) / (alpha || 1);
      }
      bytes[4 * i + 3] = 255 * alpha;
    }
    tile.picture ??= new OffscreenCanvas(width, height);
    tile.picture.getContext("2d")?.putImageData(new ImageData(bytes, width, height), 0, 0);
    tile.colors = this.#colors;
    return tile.picture;
  }
}
