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

/** Columns and rows of tiles, counted from the image's lower left corner; the last ones are not included. */
export interface Span {
  col0: number;
  col1: number;
  row0: number;
  row1: number;
}

/** The tiles that a viewport shows when they are drawn for its scale. */
export function spanOf(viewport: Viewport): Span {
  const { left, bottom } = viewport.device();
  const { x0, y0, x1, y1 } = viewport.covered();
  return {
    col0: Math.floor((x0 - left) / SIDE), col1: Math.ceil((x1 - left) / SIDE),
    row0: Math.floor((bottom - y1) / SIDE), row1: Math.ceil((bottom - y0) / SIDE),
  };
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

  /** Draw what a span lacks until the clock says `deadline`; true when nothing is lacking. */
  fill(span: Span, deadline: number): boolean {
    this.#span = span;
    const began = performance.now();
    let ready = true;
    const before = this.drawn;
    for (const [col, row] of keysOf(span)) {
      const tile = this.#tile(col, row);
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
    const side = SIDE * factor;
    const shown = viewport.covered();
    pen.globalAlpha = layer.opacity;
    pen.imageSmoothingEnabled = factor !== 1;
    for (const tile of this.#tiles.values()) {
      if (!tile.ink || !tile.done) continue;
      const x0 = Math.round(left + tile.col * side);
      const x1 = Math.round(left + (tile.col + 1) * side);
      const y0 = Math.round(bottom - (tile.row + 1) * side);
      const y1 = Math.round(bottom - tile.row * side);
      if (x1 <= shown.x0 || y1 <= shown.y0 || x0 >= shown.x1 || y0 >= shown.y1) continue;
      page.touch(tile);
      pen.drawImage(this.#picture(tile, tile.ink), x0, y0, x1 - x0, y1 - y0);
    }
  }

  #tile(col: number, row: number): Tile {
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
    if (!tile.left) {
      const [x0, y0] = [(tile.col * SIDE) / scale - sx, (tile.row * SIDE) / scale - sy];
      const box = { x0, y0, x1: x0 + SIDE / scale, y1: y0 + SIDE / scale };
      tile.left = geometry.near(box, this.#state, scale, this.#dpr, this.#codes);
    }
    if (tile.left.length) tile.ink ??= new Ink(reachOf(this.#state.width, this.#dpr));
    const { ink } = tile;
    const place: Placing = {
      left: sx * scale - tile.col * SIDE, top: (tile.row + 1) * SIDE - sy * scale, scale, dpr: this.#dpr,
    };
    while (ink && tile.left.length) {
      geometry.draw(ink, tile.left.subarray(0, BATCH), place, this.#state, this.#codes);
      tile.left = tile.left.subarray(BATCH);
      if (performance.now() > deadline) break;
    }
    if (tile.left.length) return false;
    tile.left = new Uint32Array(0);
    if (ink?.empty) tile.ink = null;
    page.keep(tile, tile.ink ? (tile.ink.fills ? 8 : 6) * SIDE * SIDE : 64);
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
    const pixels = new Uint32Array(SIDE * SIDE);
    for (let i = 0; i < pixels.length; i++) pixels[i] = this.#colors[ink.marks[i]];
    const { fills } = ink;
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
    tile.picture ??= new OffscreenCanvas(SIDE, SIDE);
    tile.picture.getContext("2d")?.putImageData(new ImageData(bytes, SIDE, SIDE), 0, 0);
    tile.colors = this.#colors;
    return tile.picture;
  }
}
