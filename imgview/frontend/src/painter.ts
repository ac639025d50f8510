// Draws one view: which tiles, when each is composited, and where it lands on the device's pixels.
import { aligned } from "./alignment";
import { levelFor, rectangleOf, visibleTiles } from "./layout";
import { page } from "./page";
import { isFresh, refresh } from "./picture";
import type { Traits } from "./protocol";
import { tooCoarse } from "./refine";
import type { Session } from "./session";
import type { Off } from "./store";
import type { Slot, TileKey } from "./tiles";
import { type Pen, turned } from "./turntable";
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
  #told: Traits["viewport"] = null;

  constructor(session: Session, host: HTMLElement) {
    this.#session = session;
    const context = this.canvas.getContext("2d", { alpha: false });
    if (!context) throw new Error("this browser gives no 2-D canvas");
    this.#context = context;
    this.canvas.className = "imgview-canvas";
    // A handle for automation and measurements.
    Object.assign(this.canvas, { imgview: { session, painter: this, aligned } });
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
    refresh(slot, this.#session.style);
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
    return view && { ...view, center: { x: view.center[0], y: view.center[1] } };
  }

  #tilesChanged(): void {
    this.#newImage();
    this.#wanted = "";
    this.invalidate();
    if (!this.#onScreen) return;
    // Tiles arrive one by one: the time between two arrivals is better used now than in the frame.
    for (const key of this.#keys) {
      const slot = this.#session.tiles.get(key);
      if (slot && !slot.picture) refresh(slot, this.#session.style);
    }
  }

  #adoptViewport(): void {
    this.#newImage();
    // What this view has said itself tells it nothing: numbers do not say that a turned image is to stay fitted.
    const view = this.#session.store.get("viewport");
    if (view && view === this.#told) return;
    this.#adopting = true;
    this.viewport.show(this.#sharedView());
    this.#adopting = false;
    this.invalidate();
  }

  #viewportChanged(): void {
    this.invalidate();
    if (this.#adopting || this.#imageId === null) return;
    const { center, fov, fitted, rotation, flip, turned } = this.viewport;
    this.#told = fitted && !turned ? null : {
      center: [center.x, center.y], fov, ...(rotation && { rotation }), ...(flip && { flip }),
    };
    this.#session.store.set("viewport", this.#told);
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
    let complete = true;
    if (info) {
      const level = levelFor(this.viewport, info.levels);
      const keys = visibleTiles(this.viewport, info, level);
      this.#want(keys);
      const slots = keys.map((key) => tiles.get(key));
      const present = slots.filter((slot) => slot !== undefined);
      const standIns = this.#standIns(keys.filter((_, i) => !slots[i]), info.levels);
      const stale = this.#compositeAll([...present, ...standIns], time);
      turned(this.#context, this.viewport, (pen) => this.#drawSlots(pen, standIns, present, info.shape));
      complete = !stale && present.length === keys.length;
      this.canvas.dataset.level = String(level);
      this.canvas.dataset.tiles = String(present.length);
      if (stale) this.invalidate();
    } else {
      this.#context.fillStyle = "#000";
      this.#context.fillRect(0, 0, this.canvas.width, this.canvas.height);
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

  #drawSlots(pen: Pen, standIns: Slot[], present: Slot[], [ny, nx]: [number, number]): void {
    const { x0, y0, x1, y1 } = this.viewport.covered();
    pen.fillStyle = "#000";
    pen.fillRect(x0, y0, x1 - x0, y1 - y0);
    const image = rectangleOf(this.viewport, 0, 0, nx, ny);
    pen.save();
    // A level's last pixels may stand for less than a whole block: they must not reach over the image's edge.
    pen.beginPath();
    pen.rect(image.x0, image.y0, image.x1 - image.x0, image.y1 - image.y0);
    pen.clip();
    for (const slot of standIns) this.#drawSlot(pen, slot, true);
    for (const slot of present) this.#drawSlot(pen, slot, false);
    pen.restore();
  }

  #drawSlot(pen: Pen, { tile, picture }: Slot, standsIn: boolean): void {
    const info = this.#session.tiles.info;
    if (!picture || !info) return;
    const pixel = 2 ** tile.level;
    const side = info.tile * pixel;
    const { x0, y0, x1, y1 } = rectangleOf(
      this.viewport, tile.col * side, tile.row * side, tile.width * pixel, tile.height * pixel,
    );
    // Exact blocks from 1:1 up; only what stands in for finer tiles is smoothed on being enlarged.
    pen.imageSmoothingEnabled = standsIn || x1 - x0 < tile.width;
    pen.drawImage(picture, x0, y0, x1 - x0, y1 - y0);
  }

  /** Bring pictures up to date within the frame's time, first ones first; true when some keep their old look. */
  #compositeAll(slots: Slot[], frame: number): boolean {
    let waiting = false;
    let done = 0;
    for (const slot of slots) {
      if (isFresh(slot, this.#session.style)) continue;
      if (slot.picture && done && page.timeLeft(frame) <= 0) {
        waiting = true;
        continue;
      }
      const began = performance.now();
      refresh(slot, this.#session.style);
      page.spend(performance.now() - began);
      done++;
    }
    return waiting;
  }

  /** Ask for finer steps where the cuts have become narrow. */
  #refine(): void {
    const { tiles, style } = this.#session;
    if (!this.#complete || !tiles.info) return;
    const slots: Slot[] = [];
    for (const key of this.#keys) {
      const slot = tiles.get(key);
      if (!slot || slot.refined === style.shadingVersion) continue;
      if (tooCoarse(slot.tile, style.shading, tiles.info)) slots.push(slot);
      else slot.refined = style.shadingVersion;
    }
    tiles.refine(slots, style.shadingVersion);
  }
}
