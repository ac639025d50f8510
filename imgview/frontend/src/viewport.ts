// The map between absolute image pixels and the canvas. Pure arithmetic: no page, no kernel.
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

const MAX_ZOOM = 64;

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/**
 * Absolute pixels (integer = pixel centre, y up) <-> CSS pixels of the canvas (origin top left, y down).
 *
 * The image's lower left corner always falls on a whole device pixel, so that at an integer zoom every image
 * pixel is an exact block of device pixels.
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
  /** the whole image is shown, and stays so when the canvas changes its size. */
  fitted = true;
  #box: ImageBox = { shape: [1, 1], start: [0, 0] };
  #home: { center: Point; fov: number } | null = null;
  readonly #listeners = new Set<() => void>();

  get box(): ImageBox {
    return this.#box;
  }

  /** Image pixels across the shorter side of the canvas. */
  get fov(): number {
    return Math.min(this.width, this.height) / this.zoom;
  }

  get fitZoom(): number {
    const [ny, nx] = this.#box.shape;
    return Math.min(this.width / Math.max(nx, 1), this.height / Math.max(ny, 1));
  }

  get minZoom(): number {
    return Math.min(this.fitZoom / 4, 1);
  }

  get maxZoom(): number {
    return Math.max(this.fitZoom, MAX_ZOOM);
  }

  /** A new image: show what `view` says (null: all of it) and take that as home. */
  setImage(box: ImageBox, view: { center: Point; fov: number } | null): void {
    this.#box = box;
    this.#home = view;
    this.show(view);
  }

  resize(width: number, height: number, dpr: number): void {
    const { center, fov, fitted } = this;
    this.width = Math.max(width, 1);
    this.height = Math.max(height, 1);
    this.dpr = dpr;
    this.show(fitted ? null : { center, fov });
  }

  /** Show `fov` pixels about a centre; null fits the image. */
  show(view: { center: Point; fov: number } | null): void {
    if (!view) return this.fit();
    this.#set(Math.min(this.width, this.height) / view.fov, view.center.x, view.center.y);
  }

  fit(): void {
    const [ny, nx] = this.#box.shape;
    const [y0, x0] = this.#box.start;
    this.#set(this.fitZoom, x0 + (nx - 1) / 2, y0 + (ny - 1) / 2, true);
  }

  /** One image pixel on one CSS pixel, or on the nearest whole number of device pixels to it. */
  oneToOne(): void {
    this.#set(Math.max(1, Math.round(this.dpr)) / this.dpr, this.center.x, this.center.y);
  }

  /** What was shown when the image was loaded. */
  home(): void {
    this.show(this.#home);
  }

  /** Change the zoom and keep the image point under the screen point where it is. */
  zoomAbout(factor: number, sx: number, sy: number): void {
    const zoom = clamp(this.zoom * factor, this.minZoom, this.maxZoom);
    const dx = sx - this.width / 2;
    const dy = sy - this.height / 2;
    const change = 1 / this.zoom - 1 / zoom;
    this.#set(zoom, this.center.x + dx * change, this.center.y - dy * change);
  }

  /** Move the picture by CSS pixels. */
  panBy(dx: number, dy: number): void {
    this.#set(this.zoom, this.center.x - dx / this.zoom, this.center.y + dy / this.zoom);
  }

  centerOn(x: number, y: number): void {
    this.#set(this.zoom, x, y);
  }

  toScreen(x: number, y: number): ScreenPoint {
    const [y0, x0] = this.#box.start;
    const { left, bottom, scale } = this.device();
    return {
      sx: (left + (x - (x0 - 0.5)) * scale) / this.dpr,
      sy: (bottom - (y - (y0 - 0.5)) * scale) / this.dpr,
    };
  }

  toImage(sx: number, sy: number): Point {
    const [y0, x0] = this.#box.start;
    const { left, bottom, scale } = this.device();
    return {
      x: (sx * this.dpr - left) / scale + (x0 - 0.5),
      y: (bottom - sy * this.dpr) / scale + (y0 - 0.5),
    };
  }

  /** Device pixels: where the image's lower left corner is, and device pixels per image pixel. */
  device(): { left: number; bottom: number; scale: number } {
    const [y0, x0] = this.#box.start;
    const scale = this.zoom * this.dpr;
    return {
      left: Math.round((this.width * this.dpr) / 2 + (x0 - 0.5 - this.center.x) * scale),
      bottom: Math.round((this.height * this.dpr) / 2 - (y0 - 0.5 - this.center.y) * scale),
      scale,
    };
  }

  onChange(callback: () => void): Off {
    this.#listeners.add(callback);
    return () => this.#listeners.delete(callback);
  }

  #set(zoom: number, x: number, y: number, fitted = false): void {
    const [ny, nx] = this.#box.shape;
    const [y0, x0] = this.#box.start;
    // The centre stays on the image, so that it cannot be lost.
    const cx = clamp(x, x0 - 0.5, x0 + nx - 0.5);
    const cy = clamp(y, y0 - 0.5, y0 + ny - 0.5);
    const z = fitted ? zoom : clamp(zoom, this.minZoom, this.maxZoom);
    if (z === this.zoom && cx === this.center.x && cy === this.center.y && fitted === this.fitted) return;
    this.zoom = z;
    this.center = { x: cx, y: cy };
    this.fitted = fitted;
    for (const callback of [...this.#listeners]) callback();
  }
}
