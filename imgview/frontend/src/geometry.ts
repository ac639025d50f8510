// What the engine asks of a layer's geometry, whatever its kind.
import type { Bounds } from "./gridindex";
import type { Ink } from "./ink";
import type { FootprintsLayer, MarksLayer, OutlineLayer, ShapesLayer } from "./protocol";

export type SourcesState = FootprintsLayer | ShapesLayer;
export type LayerState = OutlineLayer | SourcesState | MarksLayer;

/** From a geometry's numbers to a tile's pixels: x * scale + left, top - y * scale. */
export interface Placing {
  left: number;
  top: number;
  /** device pixels per image pixel, and per CSS pixel. */
  scale: number;
  dpr: number;
}

/** What columns make of the sources of a layer: a table and a byte for each of them. */
export interface Codes {
  /** of red, green, blue; and the key that it came by. */
  colors?: { key: number; table: Uint8Array; codes: Uint8Array };
  /** of widths. */
  sizes?: { key: number; table: Float32Array; codes: Uint8Array };
  /** 1 for sources that are shown; all are without it. */
  shown?: { key: number; codes: Uint8Array };
  /** where the text of each begins, and all of them. */
  labels?: { key: number; starts: Uint32Array; text: Uint8Array };
}

export interface Geometry {
  /** Items that may show in a box of the geometry's own coordinates. */
  near(box: Bounds, state: LayerState, scale: number, dpr: number, codes: Codes): Uint32Array;
  /** Draw some of those items. */
  draw(ink: Ink, items: Uint32Array, place: Placing, state: LayerState, codes: Codes): void;
  /** Bytes in memory. */
  readonly bytes: number;
  /** Red, green, blue by the number of an item's colour, where the geometry has colours of its own. */
  palette?(state: LayerState): ArrayLike<number>;
  /** Items with words in a box, and how many of them may lie over one another. */
  words?(box: Bounds, codes: Codes): Uint32Array;
  readonly crowd?: number;
  /** `zoom`: CSS pixels per image pixel; `heading`: of the screen's upper right, radians from +x to +y. */
  word?(item: number, state: LayerState, zoom: number, heading: number, codes: Codes): Word;
}

/** What is written of an item. */
export interface Word {
  text(): string;
  /** Of the text, bytes. */
  length: number;
  /** CSS pixels; 0 for nothing. */
  size: number;
  x: number;
  y: number;
  /** CSS pixels to the right and upwards, to where the text begins; 0 when it is centred. */
  away: number;
  /** degrees, counter-clockwise. */
  angle: number;
  font: number;
  /** number of its colour. */
  color: number;
}

/** One of many texts that lie one after the other. */
export function textAt(text: Uint8Array, starts: Uint32Array, nth: number): string {
  return new TextDecoder().decode(text.subarray(starts[nth], starts[nth + 1]));
}

/** A geometry whose items belong to rows of a catalogue. */
export interface Sources extends Geometry {
  /** Rows that there may be. */
  readonly rows: number;
  rowOf(item: number): number;
  /** Where a row is; NaN where that is not known. */
  place(row: number): [number, number];
  /** The next row that has a place and is shown; null after the last one. */
  next(row: number, by: number, codes: Codes): number | null;
  /** The source that is drawn over a place, or a line's reach beside it; and how large it is. */
  at(x: number, y: number, state: LayerState, zoom: number, codes: Codes): { row: number; area: number } | null;
  /** Rows that are shown and whose places lie in a polygon, by the even-odd rule. */
  within(xs: number[], ys: number[], codes: Codes): number[];
}

/** Whether a layer shows rows of a catalogue. */
export function hasSources(layer: LayerState): layer is SourcesState {
  return "catalog" in layer;
}
