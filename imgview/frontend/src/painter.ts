// Draws one view: which tiles, when each is composited, and where it lands on the device's pixels.
import { type Compositor, TableCompositor } from "./composite";
import { page } from "./page";
import { tooCoarse } from "./refine";
import type { Session } from "./session";
import type { Off } from "./store";
import type { Slot, TileKey } from "./tiles";
import { Viewport } from "./viewport";

/** Milliseconds without change before a finished view is checked for steps that have become too coarse. */
const SETTLED = 300;
const FRAMES = 512;
const OFFSCREEN_MARGIN = "200px";

/** Times of the last frames, for measuring. */
export class FrameLog {
  count = 0;
  /** `performance.now()` at the beginning of the frame, and milliseconds of work in it; rings. */
  readonly start = new Float64Array(FRAMES);
  readonly work = new Float64Array(FRAMES);

  get last(): number {
    return this.count ? this.start[(this.count - 1) % FRAMES] : 0;
  }

  add(start: number, work: number): void {
    this.start[this.count % FRAMES] = start;
    this.work[this.count % FRAMES] = work;
    this.count++;
  }
}

/** Device pixels. */
interface Rectangle {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

const compositor: Compositor = new TableCompositor();

/** One canvas that shows the session's image through its own viewport. */
export class Painter {
  readonly canvas = document.createElement("canvas");
  readonly viewport = new Viewport();
  readonly frames = new FrameLog();
  readonly #session: Session;
  readonly #context: CanvasRenderingContext2D;
  readonly #onFrame = new Set<() => void>();
  readonly #offs: Off[] = [];
  readonly #observer: IntersectionObserver;
  #frame = 0;
  #settle = 0;
  #onScreen = true;
  #complete = false;
  #imageId: number | null = null;
  #keys: TileKey[] = [];
  #wanted = "";
  #adopting = false;

  constructor(session: Session, host: HTMLElement) {
    this.#session = session;
    const context = this.canvas.getContext("2d", { alpha: false });
    if (!context) throw new Error("this browser gives no 2-D canvas");
    this.#context = context;
    this.canvas.className = "imgview-canvas";
    // A handle for automation and measurements.
    Object.assign(this.canvas, { imgview: { session, painter: this } });
    host.append(this.canvas);
    this.#offs.push(
      session.tiles.onChange(() => this.#tilesChanged()),
      session.style.onChange(() => this.invalidate()),
      session.store.on("viewport", () => this.#adoptViewport()),
      this.viewport.onChange(() => this.#viewportChanged()),
    );
    this.#observer = new IntersectionObserver((entries) => this.#seen(entries[entries.length - 1].isIntersecting), {
      rootMargin: OFFSCREEN_MARGIN,
    });
    this.#observer.observe(host);
    this.#newImage();
  }

  /** Size of the canvas; drawn at once, because a resized canvas is blank. */
  resize(cssWidth: number, cssHeight: number, dpr: number): void {
    // A hidden view has no size and keeps what it shows.
    if (!(cssWidth > 0 && cssHeight > 0)) return;
    const width = Math.max(1, Math.round(cssWidth * dpr));
    const height = Math.max(1, Math.round(cssHeight * dpr));
    if (width !== this.canvas.width) this.canvas.width = width;
    if (height !== this.canvas.height) this.canvas.height = height;
    this.canvas.style.width = `${width / dpr}px`;
    this.canvas.style.height = `${height / dpr}px`;
    this.#adopting = true;
    this.viewport.resize(width / dpr, height / dpr, dpr);
    this.#adopting = false;
    this.#session.store.set("canvas_size", [Math.round(cssWidth), Math.round(cssHeight)]);
    this.#draw(performance.now());
  }

  /** Draw in the next frame. */
  invalidate(): void {
    this.#setComplete(false);
    if (this.#frame || !this.#onScreen) return;
    this.#frame = requestAnimationFrame((time) => {
      this.#frame = 0;
      this.#draw(time);
    });
  }

  /** Called after each drawing. */
  onFrame(callback: () => void): Off {
    this.#onFrame.add(callback);
    return () => this.#onFrame.delete(callback);
  }

  /** Whether the final tiles of the view have all been drawn in the present style. */
  complete(): boolean {
    return this.#complete;
  }

  /** The whole image in the present style, y up, at most that large; null until its tile has come. */
  thumbnail(maxWidth: number, maxHeight: number): HTMLCanvasElement | null {
    const slot = this.#session.tiles.get(this.#session.tiles.overview);
    const info = this.#session.tiles.info;
    if (!slot || !info) return null;
    this.#composite(slot);
    const [ny, nx] = info.shape;
    const scale = Math.min(maxWidth / nx, maxHeight / ny);
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(nx * scale));
    canvas.height = Math.max(1, Math.round(ny * scale));
    const context = canvas.getContext("2d", { alpha: false });
    if (!context || !slot.picture) return null;
    const pixel = 2 ** slot.tile.level * scale;
    const height = slot.tile.height * pixel;
    context.drawImage(slot.picture, 0, canvas.height - height, slot.tile.width * pixel, height);
    return canvas;
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#settle);
    this.#observer.disconnect();
    for (const off of this.#offs) off();
    this.#onFrame.clear();
    this.#session.tiles.forget(this);
    this.canvas.remove();
    this.canvas.width = this.canvas.height = 0;
  }

  #newImage(): void {
    const info = this.#session.tiles.info;
    const id = info?.id ?? null;
    if (id === this.#imageId) return;
    this.#imageId = id;
    this.#keys = [];
    if (!info) return;
    this.#adopting = true;
    this.viewport.setImage(info, this.#sharedView());
    this.#adopting = false;
  }

  #sharedView() {
    const view = this.#session.store.get("viewport");
    return view && { center: { x: view.center[0], y: view.center[1] }, fov: view.fov };
  }

  #tilesChanged(): void {
    this.#newImage();
    this.#wanted = "";
    this.invalidate();
    if (!this.#onScreen) return;
    // Tiles arrive one by one: the time between two arrivals is better used now than in the frame.
    for (const key of this.#keys) {
      const slot = this.#session.tiles.get(key);
      if (slot && !slot.picture) this.#composite(slot);
    }
  }

  #adoptViewport(): void {
    this.#newImage();
    this.#adopting = true;
    this.viewport.show(this.#sharedView());
    this.#adopting = false;
    this.invalidate();
  }

  #viewportChanged(): void {
    this.invalidate();
    if (this.#adopting || this.#imageId === null) return;
    const { center, fov, fitted } = this.viewport;
    this.#session.store.set("viewport", fitted ? null : { center: [center.x, center.y], fov });
  }

  #seen(onScreen: boolean): void {
    if (onScreen === this.#onScreen) return;
    this.#onScreen = onScreen;
    if (onScreen) return this.invalidate();
    // Nobody looks: give the pictures up and ask for nothing.
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#settle);
    this.#frame = 0;
    this.#wanted = "";
    this.#session.tiles.forget(this);
  }

  #setComplete(complete: boolean): void {
    this.#complete = complete;
    this.canvas.dataset.complete = String(complete);
  }

  /** The level whose pixels are drawn at 1:1 or a little reduced. */
  #level(levels: number): number {
    const { zoom, dpr } = this.viewport;
    // The tiny allowance keeps a zoom of exactly 1/2, 1/4, … from falling to a finer level by rounding.
    const level = Math.floor(Math.log2(1 / (zoom * dpr)) + 1e-9);
    return Math.min(Math.max(level, 0), levels - 1);
  }

  /** Device pixels of a box of local image pixels, edges rounded as every neighbour rounds them. */
  #rectangle(x: number, y: number, width: number, height: number): Rectangle {
    const { left, bottom, scale } = this.viewport.device();
    return {
      x0: Math.round(left + x * scale),
      x1: Math.round(left + (x + width) * scale),
      y0: Math.round(bottom - (y + height) * scale),
      y1: Math.round(bottom - y * scale),
    };
  }

  /** Keys of the tiles of a level that the canvas shows, most central first. */
  #visible(level: number): TileKey[] {
    const info = this.#session.tiles.info;
    if (!info) return [];
    const { left, bottom, scale } = this.viewport.device();
    const size = info.tile * 2 ** level * scale;
    const [ny, nx] = info.shape;
    const last = (pixels: number) => Math.ceil(pixels / (info.tile * 2 ** level)) - 1;
    const c0 = Math.max(0, Math.floor(-left / size));
    const c1 = Math.min(last(nx), Math.ceil((this.canvas.width - left) / size) - 1);
    const r0 = Math.max(0, Math.floor((bottom - this.canvas.height) / size));
    const r1 = Math.min(last(ny), Math.ceil(bottom / size) - 1);
    const cx = (this.canvas.width / 2 - left) / size - 0.5;
    const cy = (bottom - this.canvas.height / 2) / size - 0.5;
    const found: { key: TileKey; distance: number }[] = [];
    for (let row = r0; row <= r1; row++) {
      for (let col = c0; col <= c1; col++) {
        found.push({ key: [level, row, col], distance: Math.hypot(col - cx, row - cy) });
      }
    }
    return found.sort((a, b) => a.distance - b.distance).map(({ key }) => key);
  }

  /** Tiles of other levels that stand in for missing ones, in drawing order: coarse first. */
  #standIns(missing: TileKey[], levels: number): Slot[] {
    const { tiles } = this.#session;
    const found = new Map<string, Slot>();
    for (const [level, row, col] of missing) {
      for (let up = 1; level + up < levels; up++) {
        const slot = tiles.get([level + up, row >> up, col >> up]);
        if (!slot) continue;
        found.set(slot.id, slot);
        break;
      }
      for (let down = 1; down <= 2 && down <= level; down++) {
        const side = 1 << down;
        for (let i = 0; i < side * side; i++) {
          const slot = tiles.get([level - down, row * side + Math.floor(i / side), col * side + (i % side)]);
          if (slot) found.set(slot.id, slot);
        }
      }
    }
    return [...found.values()].sort((a, b) => b.tile.level - a.tile.level);
  }

  #draw(time: number): void {
    if (!this.#onScreen) return;
    const began = performance.now();
    const { tiles } = this.#session;
    const { info } = tiles;
    const context = this.#context;
    context.fillStyle = "#000";
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    let complete = true;
    if (info) {
      const level = this.#level(info.levels);
      const keys = this.#visible(level);
      this.#want(keys);
      const slots = keys.map((key) => tiles.get(key));
      const present = slots.filter((slot) => slot !== undefined);
      const standIns = this.#standIns(keys.filter((_, i) => !slots[i]), info.levels);
      const stale = this.#compositeAll([...present, ...standIns], time);
      this.#drawSlots(standIns, present, info.shape);
      complete = !stale && present.length === keys.length;
      this.canvas.dataset.level = String(level);
      this.canvas.dataset.tiles = String(present.length);
      if (stale) this.invalidate();
    }
    this.#setComplete(complete);
    clearTimeout(this.#settle);
    if (complete) this.#settle = setTimeout(() => this.#refine(), SETTLED);
    this.frames.add(began, performance.now() - began);
    for (const callback of [...this.#onFrame]) callback();
  }

  #want(keys: TileKey[]): void {
    const wanted = keys.join(" ");
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#keys = keys;
    this.#session.tiles.want(this, keys);
  }

  #drawSlots(standIns: Slot[], present: Slot[], [ny, nx]: [number, number]): void {
    const context = this.#context;
    const image = this.#rectangle(0, 0, nx, ny);
    context.save();
    // A level's last pixels may stand for less than a whole block: they must not reach over the image's edge.
    context.beginPath();
    context.rect(image.x0, image.y0, image.x1 - image.x0, image.y1 - image.y0);
    context.clip();
    for (const slot of [...standIns, ...present]) this.#drawSlot(slot);
    context.restore();
  }

  #drawSlot({ tile, picture }: Slot): void {
    const info = this.#session.tiles.info;
    if (!picture || !info) return;
    const pixel = 2 ** tile.level;
    const side = info.tile * pixel;
    const box = this.#rectangle(tile.col * side, tile.row * side, tile.width * pixel, tile.height * pixel);
    const width = box.x1 - box.x0;
    this.#context.imageSmoothingEnabled = width < tile.width;
    this.#context.imageSmoothingQuality = "low";
    this.#context.drawImage(picture, box.x0, box.y0, width, box.y1 - box.y0);
  }

  /** Bring pictures up to date within the frame's time, first ones first; true when some had to wait. */
  #compositeAll(slots: Slot[], frame: number): boolean {
    let waiting = false;
    let done = 0;
    for (const slot of slots) {
      if (this.#fresh(slot)) continue;
      if (done && page.timeLeft(frame) <= 0) {
        waiting = true;
        continue;
      }
      const began = performance.now();
      this.#composite(slot);
      page.spend(performance.now() - began);
      done++;
    }
    return waiting;
  }

  #fresh(slot: Slot): boolean {
    const { style } = this.#session;
    if (slot.picture && slot.styleVersion === style.version) return true;
    if (!slot.picture || slot.signature !== compositor.signature(slot.tile, style)) return false;
    slot.styleVersion = style.version;
    return true;
  }

  #composite(slot: Slot): void {
    if (this.#fresh(slot)) return;
    const { style } = this.#session;
    const { tile } = slot;
    const pixels = scratch(tile.width * tile.height);
    compositor.composite(tile, style, pixels);
    if (!slot.picture) {
      slot.picture = new OffscreenCanvas(tile.width, tile.height);
      page.keep(slot, slot.size);
    }
    const bytes = new Uint8ClampedArray(pixels.buffer as ArrayBuffer, 0, 4 * tile.width * tile.height);
    slot.picture.getContext("2d", { alpha: false })?.putImageData(new ImageData(bytes, tile.width, tile.height), 0, 0);
    slot.styleVersion = style.version;
    slot.signature = compositor.signature(tile, style);
  }

  /** Ask for finer steps where the cuts have become narrow. */
  #refine(): void {
    const { tiles, style } = this.#session;
    if (!this.#complete || !tiles.info) return;
    const slots: Slot[] = [];
    for (const key of this.#visible(this.#level(tiles.info.levels))) {
      const slot = tiles.get(key);
      if (!slot || slot.refined === style.shadingVersion) continue;
      if (tooCoarse(slot.tile, style.shading, tiles.info)) slots.push(slot);
      else slot.refined = style.shadingVersion;
    }
    tiles.refine(slots, style.shadingVersion);
  }
}

let pixels = new Uint32Array(65536);

/** Room for one tile's colours, shared by all tiles. */
function scratch(size: number): Uint32Array {
  if (pixels.length < size) pixels = new Uint32Array(size);
  return pixels.length === size ? pixels : pixels.subarray(0, size);
}
