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

/** Where a straight device pixel lies on screen: [xx, yx, xy, yy, x0, y0], x' = xx * x + xy * y + x0, and so on. */
export type Turn = [number, number, number, number, number, number];

const MAX_ZOOM = 64;
/** How far beyond what a hand can reach a zoom may be asked for. */
const BEYOND = 16;
/** Cosine and sine of quarter turns, which must be exact. */
const QUARTERS = [[1, 0], [0, 1], [-1, 0], [0, -1]];
/** Degrees from a multiple of 90 within which nobody sees a turn. */
const UPRIGHT = 1e-3;

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** An angle as 0 to 360 degrees, and as a multiple of 90 where it is too near one to tell. */
export function settled(degrees: number): number {
  const right = 90 * Math.round(degrees / 90);
  return (((Math.abs(degrees - right) < UPRIGHT ? right : degrees) % 360) + 360) % 360;
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
  /** [xx, yx, xy, yy] of `Turn`. */
  #turned = [1, 0, 0, 1];
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
    const [cos, sin] = this.#turned.map(Math.abs);
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
    const [xx, yx, xy, yy] = this.#turned;
    return { x: xx * dx + yx * dy, y: -xy * dx - yy * dy };
  }

  /** The way on the screen, y down, of a way on the image, y up; of the same length. */
  across(dx: number, dy: number): Point {
    const [xx, yx, xy, yy] = this.#turned;
    return { x: xx * dx - xy * dy, y: yx * dx - yy * dy };
  }

  toScreen(x: number, y: number): ScreenPoint {
    const [y0, x0] = this.#box.start;
    const { left, bottom, scale } = this.device();
    const [xx, yx, xy, yy, ox, oy] = this.turning();
    const [px, py] = [left + (x - (x0 - 0.5)) * scale, bottom - (y - (y0 - 0.5)) * scale];
    return { sx: (xx * px + xy * py + ox) / this.dpr, sy: (yx * px + yy * py + oy) / this.dpr };
  }

  toImage(sx: number, sy: number): Point {
    const [y0, x0] = this.#box.start;
    const { left, bottom, scale } = this.device();
    const { x, y } = this.#straight(sx * this.dpr, sy * this.dpr);
    return { x: (x - left) / scale + (x0 - 0.5), y: (bottom - y) / scale + (y0 - 0.5) };
  }

  /** Device pixels before turning: where the image's lower left corner is, and device pixels per image pixel. */
  device(): { left: number; bottom: number; scale: number } {
    const { x, y, scale } = this.#corner();
    return { left: Math.round(x), bottom: Math.round(y), scale };
  }

  /** From device pixels before turning to those of the canvas. */
  turning(): Turn {
    const [xx, yx, xy, yy] = this.#turned;
    const { x, y, mx, my } = this.#corner();
    // What the corner is rounded by is made up for, so that a drag does not move in whole steps; by quarter turns
    // all must stay whole.
    const { exact } = this;
    const [fx, fy] = exact ? [mx, my] : [mx - x + Math.round(x), my - y + Math.round(y)];
    const [ox, oy] = [mx - xx * fx - xy * fy, my - yx * fx - yy * fy];
    return [xx, yx, xy, yy, exact ? Math.round(ox) : ox, exact ? Math.round(oy) : oy];
  }

  /** The rectangle of device pixels before turning that covers the canvas. */
  covered(): Rectangle {
    const { mx, my } = this.#corner();
    const { x, y } = this.#straight(mx, my);
    const [cos, sin] = this.#turned.map(Math.abs);
    // Some pixels more for what is smoothed.
    const more = this.exact ? 0 : 2;
    const [hx, hy] = [mx * cos + my * sin + more, my * cos + mx * sin + more];
    return { x0: Math.round(x - hx), y0: Math.round(y - hy), x1: Math.round(x + hx), y1: Math.round(y + hy) };
  }

  /** Device pixels of the canvas before they were turned. */
  #straight(x: number, y: number): Point {
    const [xx, yx, xy, yy, ox, oy] = this.turning();
    const [dx, dy] = [x - ox, y - oy];
    return { x: xx * dx + yx * dy, y: xy * dx + yy * dy };
  }

  onChange(callback: () => void): Off {
    this.#listeners.add(callback);
    return () => this.#listeners.delete(callback);
  }

  /** The image's lower left corner and the middle of the canvas, device pixels before any rounding. */
  #corner(): { x: number; y: number; mx: number; my: number; scale: number } {
    const [y0, x0] = this.#box.start;
    const scale = this.zoom * this.dpr;
    const [mx, my] = [(this.width * this.dpr) / 2, (this.height * this.dpr) / 2];
    return { x: mx + (x0 - 0.5 - this.center.x) * scale, y: my - (y0 - 0.5 - this.center.y) * scale, mx, my, scale };
  }

  #turn(rotation: number, flip: boolean): void {
    const degrees = settled(rotation);
    if (degrees === this.rotation && flip === this.flip) return;
    const angle = (degrees * Math.PI) / 180;
    const [cos, sin] = QUARTERS[degrees / 90] ?? [Math.cos(angle), Math.sin(angle)];
    this.rotation = degrees;
    this.flip = flip;
    this.#turned = flip ? [-cos, sin, sin, cos] : [cos, -sin, sin, cos];
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
