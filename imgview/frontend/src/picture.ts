// Keeps a tile's picture in step with the present style.
import { type Compositor, TableCompositor } from "./composite";
import { page } from "./page";
import type { StyleState } from "./style";
import type { Slot } from "./tiles";

const compositor: Compositor = new TableCompositor();

let pixels = new Uint32Array(65536);

/** Whether a tile's picture shows the present style; a change that does not touch the tile makes no difference. */
export function isFresh(slot: Slot, style: StyleState): boolean {
  if (!slot.picture) return false;
  if (slot.styleVersion === style.version) return true;
  if (slot.signature !== compositor.signature(slot.tile, style)) return false;
  slot.styleVersion = style.version;
  return true;
}

/** Composite a tile into its picture, unless that is fresh. */
export function refresh(slot: Slot, style: StyleState): void {
  if (isFresh(slot, style)) return;
  const { tile } = slot;
  const { width, height } = tile;
  if (pixels.length < width * height) pixels = new Uint32Array(width * height);
  compositor.composite(tile, style, pixels);
  if (!slot.picture) {
    slot.picture = new OffscreenCanvas(width, height);
    page.keep(slot, slot.size);
  }
  const bytes = new Uint8ClampedArray(pixels.buffer, 0, 4 * width * height);
  slot.picture.getContext("2d", { alpha: false })?.putImageData(new ImageData(bytes, width, height), 0, 0);
  slot.styleVersion = style.version;
  slot.signature = compositor.signature(tile, style);
}
