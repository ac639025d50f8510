// What the engine asks of a layer's geometry, whatever its kind.
import type { Bounds } from "./gridindex";
import type { Ink } from "./ink";
import type { OutlineLayer, ShapesLayer } from "./protocol";

export type LayerState = OutlineLayer | ShapesLayer;

/** From a geometry's numbers to a tile's pixels: x * scale + left, top - y * scale. */
export interface Placing {
  left: number;
  top: number;
  /** device pixels per image pixel, and per CSS pixel. */
  scale: number;
  dpr: number;
}

export interface Geometry {
  /** Items that may show in a box of the geometry's own coordinates. */
  near(box: Bounds, state: LayerState, scale: number, dpr: number): Uint32Array;
  /** Draw some of those items. */
  draw(ink: Ink, items: Uint32Array, place: Placing, state: LayerState): void;
  /** Bytes in memory. */
  readonly bytes: number;
}
