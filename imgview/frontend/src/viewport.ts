// The map between absolute image pixels and the canvas. Pure arithmetic: no page, no kernel.
import type { Rectangle } from "./layout";
import type { Off } from "./store";

export interface Point {
  x: number;
  y: number;
}

export interface ScreenPoint {
  sx: number;
  sy: number;
}

/** Shape and origin of the image: [ny, nx] and [y0, x0]. */
export interface ImageBox {
  shape: [number, number];
  start: [number, number];
}

/** Part of the image on the canvas; a turn that is absent is none. */
export interface View {
  center: Point;
  fov: number;
  rotation?: number;
  flip?: boolean;
}

/** Where a straight device pixel lies on screen: x' = xx * x + xy * y + x0, y' = yx * x + yy * y + y0. */
export interface Turn {
  xx: number;
  xy: number;
  yx: number;
  yy: number;
  x0: number;
  y0: number;
}

const MAX_ZOOM = 64;
/** How far beyond what a hand can reach a zoom may be asked for. */
const BEYOND = 16;
/** Cosine and sine of quarter turns, which must be exact. */
const QUARTERS = [[1, 0], [0, 1], [-1, 0], [0, -1]];

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/**
 * Absolute pixels (integer = pixel centre, y up) <-> CSS pixels of the canvas (origin top left, y down).
 *
 * The image's lower left corner always falls on a whole device pixel, so that at an integer zoom every image
 * pixel is an exact block of device pixels. A turned view is first drawn straight, y up, on device pixels that
 * go on beyond the canvas, and then turned about its middle: by quarter turns the blocks stay exact.
 */
export class Viewport {
  center: Point = { x: 0, y: 0 };
  /** CSS pixels per image pixel. */
  zoom = 1;
  /** CSS pixels of the canvas. */
  width = 1;
  height = 1;
  /** device pixels per CSS pixel. */
  dpr = 1;
  /** degrees that the image is turned counter-clockwise, 0 to 360; before that it may be mirrored in x. */
  rotation = 0;
  flip = false;
  /** the whole image is shown, and stays so when the canvas changes its size. */
  fitted = true;
  /** cosine and sine of the rotation, and the mirror's sign. */
  #cos = 1;
  #sin = 0;
  #mirror = 1;
  /** placed to fractions of a device pixel, because another viewer shows the same sky. */
  #floating = false;
  /** turned, but nobody has been told. */
  #stale = false;
  #box: ImageBox = { shape: [1, 1], start: [0, 0] };
  #home: View | null = null;
  readonly #listeners = new Set<() => void>();

  get box(): ImageBox {
    return this.#box;
  }

  /** Image pixels across the shorter side of the canvas. */
  get fov(): number {
    return Math.min(this.width, this.height) / this.zoom;
  }

  get turned(): boolean {
    return this.rotation !== 0 || this.flip;
  }

  /** Whether image pixels lie on device pixels just as they are drawn. */
  get straight(): boolean {
    return !this.turned && !this.#floating;
  }

  /** Whether every pixel becomes an exact block of device pixels at a whole zoom. */
  get exact(): boolean {
    return this.upright && !this.#floating;
  }

  /** Whether the image's axes run along the screen's. */
  get upright(): boolean {
    return this.rotation % 90 === 0;
  }

  get fitZoom(): number {
    const [ny, nx] = this.#box.shape;
    const [cos, sin] = [Math.abs(this.#cos), Math.abs(this.#sin)];
    return Math.min(
      this.width / Math.max(nx * cos + ny * sin, 1), this.height / Math.max(ny * cos + nx * sin, 1),
    );
  }

  get minZoom(): number {
    return Math.min(this.fitZoom / 4, 1);
  }

  get maxZoom(): number {
    return Math.max(this.fitZoom, MAX_ZOOM);
  }

  /** A new image: show what `view` says (null: all of it) and take that as home. */
  setImage(box: ImageBox, view: View | null): void {
    this.#box = box;
    this.#home = view;
    this.show(view);
  }

  resize(width: number, height: number, dpr: number): void {
    const { center, fov, fitted, rotation, flip } = this;
    this.width = Math.max(width, 1);
    this.height = Math.max(height, 1);
    this.dpr = dpr;
    if (fitted) this.fit();
    else this.show({ center, fov, rotation, flip });
  }

  /** Show `fov` pixels about a centre; null fits the image as it is, not turned. */
  show(view: View | null): void {
    this.#turn(view?.rotation ?? 0, view?.flip ?? false);
    if (!view) return this.fit();
    this.#set(Math.min(this.width, this.height) / view.fov, view.center.x, view.center.y, false, true);
  }

  /** Turn the image about the middle of the canvas; all of it stays in view if it was. */
  turn(rotation: number, flip = this.flip): void {
    this.#turn(rotation, flip);
    if (this.fitted) this.fit();
    else this.#set(this.zoom, this.center.x, this.center.y);
  }

  fit(): void {
    const [ny, nx] = this.#box.shape;
    const [y0, x0] = this.#box.start;
    this.#set(this.fitZoom, x0 + (nx - 1) / 2, y0 + (ny - 1) / 2, true, true);
  }

  /** One image pixel on one CSS pixel, or on the nearest whole number of device pixels to it. */
  oneToOne(): void {
    this.#set(Math.max(1, Math.round(this.dpr)) / this.dpr, this.center.x, this.center.y);
  }

  /** What was shown when the image was loaded. */
  home(): void {
    this.show(this.#home);
  }

  /** Place the picture to fractions of a device pixel, or on whole ones. */
  float(floating: boolean): void {
    this.#stale ||= floating !== this.#floating;
    this.#floating = floating;
  }

  /** Change the zoom and keep the image point under the screen point where it is. */
  zoomAbout(factor: number, sx: number, sy: number): void {
    const zoom = this.#possible(this.zoom * factor);
    const dx = sx - this.width / 2;
    const dy = sy - this.height / 2;
    const change = 1 / this.zoom - 1 / zoom;
    const { x, y } = this.along(dx, dy);
    this.#set(zoom, this.center.x + x * change, this.center.y + y * change);
  }

  /** Move the picture by CSS pixels. */
  panBy(dx: number, dy: number): void {
    const { x, y } = this.along(dx, dy);
    this.#set(this.zoom, this.center.x - x / this.zoom, this.center.y - y / this.zoom);
  }

  centerOn(x: number, y: number): void {
    this.#set(this.zoom, x, y);
  }

  /** The way on the image, y up, of a way on the screen, y down; of the same length. */
  along(dx: number, dy: number): Point {
    return { x: this.#mirror * (this.#cos * dx - this.#sin * dy), y: -this.#sin * dx - this.#cos * dy };
  }

  /** The way on the screen, y down, of a way on the image, y up; of the same length. */
  across(dx: number, dy: number): Point {
    const x = this.#mirror * dx;
    return { x: this.#cos * x - this.#sin * dy, y: -this.#sin * x - this.#cos * dy };
  }

  toScreen(x: number, y: number): ScreenPoint {
    const [y0, x0] = this.#box.start;
    const { left, bottom, scale } = this.device();
    const [straightX, straightY] = [left + (x - (x0 - 0.5)) * scale, bottom - (y - (y0 - 0.5)) * scale];
    const t = this.turning();
    return {
      sx: (t.xx * straightX + t.xy * straightY + t.x0) / this.dpr,
      sy: (t.yx * straightX + t.yy * straightY + t.y0) / this.dpr,
    };
  }

  toImage(sx: number, sy: number): Point {
    const [y0, x0] = this.#box.start;
    const { left, bottom, scale } = this.device();
    const t = this.turning();
    const [x, y] = [sx * this.dpr - t.x0, sy * this.dpr - t.y0];
    return {
      x: (t.xx * x + t.yx * y - left) / scale + (x0 - 0.5),
      y: (bottom - (t.xy * x + t.yy * y)) / scale + (y0 - 0.5),
    };
  }

  /** Device pixels before turning: where the image's lower left corner is, and device pixels per image pixel. */
  device(): { left: number; bottom: number; scale: number } {
    const { x, y, scale } = this.#corner();
    return { left: Math.round(x), bottom: Math.round(y), scale };
  }

  /** From device pixels before turning to those of the canvas. */
  turning(): Turn {
    const [xx, xy, yx, yy] = [this.#mirror * this.#cos, this.#sin, -this.#mirror * this.#sin, this.#cos];
    if (this.straight) return { xx, xy: 0, yx: 0, yy, x0: 0, y0: 0 };
    const [mx, my] = [(this.width * this.dpr) / 2, (this.height * this.dpr) / 2];
    if (this.exact) {
      return { xx, xy, yx, yy, x0: Math.round(mx - xx * mx - xy * my), y0: Math.round(my - yx * mx - yy * my) };
    }
    // What the corner was rounded by is made up for here, so that a drag does not move in whole steps.
    const { x, y } = this.#corner();
    const [fx, fy] = [mx - x + Math.round(x), my - y + Math.round(y)];
    return { xx, xy, yx, yy, x0: mx - xx * fx - xy * fy, y0: my - yx * fx - yy * fy };
  }

  /** The rectangle of device pixels before turning that covers the canvas. */
  covered(): Rectangle {
    const [width, height] = [this.width * this.dpr, this.height * this.dpr];
    if (this.straight) return { x0: 0, y0: 0, x1: width, y1: height };
    const t = this.turning();
    const corners = [[0, 0], [width, 0], [0, height], [width, height]].map(([x, y]) => [x - t.x0, y - t.y0]);
    const xs = corners.map(([x, y]) => t.xx * x + t.yx * y);
    const ys = corners.map(([x, y]) => t.xy * x + t.yy * y);
    // A pixel more for what is smoothed.
    const more = this.exact ? 0 : 1;
    return {
      x0: Math.floor(Math.min(...xs)) - more, y0: Math.floor(Math.min(...ys)) - more,
      x1: Math.ceil(Math.max(...xs)) + more, y1: Math.ceil(Math.max(...ys)) + more,
    };
  }

  onChange(callback: () => void): Off {
    this.#listeners.add(callback);
    return () => this.#listeners.delete(callback);
  }

  #corner(): { x: number; y: number; scale: number } {
    const [y0, x0] = this.#box.start;
    const scale = this.zoom * this.dpr;
    return {
      x: (this.width * this.dpr) / 2 + (x0 - 0.5 - this.center.x) * scale,
      y: (this.height * this.dpr) / 2 - (y0 - 0.5 - this.center.y) * scale,
      scale,
    };
  }

  #turn(rotation: number, flip: boolean): void {
    const degrees = ((rotation % 360) + 360) % 360;
    if (degrees === this.rotation && flip === this.flip) return;
    const angle = (degrees * Math.PI) / 180;
    this.rotation = degrees;
    this.flip = flip;
    this.#mirror = flip ? -1 : 1;
    [this.#cos, this.#sin] = QUARTERS[degrees / 90] ?? [Math.cos(angle), Math.sin(angle)];
    this.#stale = true;
  }

  /** The nearest zoom that a hand can reach; what was shown otherwise may be beyond. */
  #possible(zoom: number): number {
    return clamp(zoom, Math.min(this.minZoom, this.zoom), Math.max(this.maxZoom, this.zoom));
  }

  /** `asked`: just that was asked for, for instance by another viewer of the same sky. */
  #set(zoom: number, x: number, y: number, fitted = false, asked = false): void {
    const [ny, nx] = this.#box.shape;
    const [y0, x0] = this.#box.start;
    // A hand keeps the centre on the image, or no farther off than it is, so that it cannot be lost.
    const along = (to: number, from: number, first: number, size: number): number =>
      clamp(to, Math.min(first - 0.5, from), Math.max(first + size - 0.5, from));
    const cx = asked ? x : along(x, this.center.x, x0, nx);
    const cy = asked ? y : along(y, this.center.y, y0, ny);
    const z = fitted ? zoom : asked ? clamp(zoom, this.minZoom / BEYOND, this.maxZoom * BEYOND) : this.#possible(zoom);
    const same = z === this.zoom && cx === this.center.x && cy === this.center.y && fitted === this.fitted;
    if (same && !this.#stale) return;
    this.#stale = false;
    this.zoom = z;
    this.center = { x: cx, y: cy };
    this.fitted = fitted;
    for (const callback of [...this.#listeners]) callback();
  }
}
