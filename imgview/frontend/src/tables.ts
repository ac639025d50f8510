// The rows of the kernel's stretch and colormap tables, for the small pictures of the menus.

import type { Store } from "./store";

function row(view: DataView, index: number, bytes: number): DataView | null {
  if (index < 0 || (index + 1) * bytes > view.byteLength) return null;
  return new DataView(view.buffer, view.byteOffset + index * bytes, bytes);
}

/** RGB of the 256 display levels of a colormap, or null where the kernel has not sent it. */
export function colormapTable(store: Store, name: string, inverted: boolean): Uint8Array | null {
  const data = row(store.get("colormap_tables"), store.get("colormap_names").indexOf(name), 768);
  if (!data) return null;
  const table = new Uint8Array(768);
  for (let i = 0; i < 256; i++) {
    const from = inverted ? 255 - i : i;
    for (let c = 0; c < 3; c++) table[i * 3 + c] = data.getUint8(from * 3 + c);
  }
  return table;
}

/** The 255 thresholds of a stretch (fractions of the cuts), or null. */
export function stretchTable(store: Store, name: string): Float32Array | null {
  const data = row(store.get("stretch_tables"), store.get("stretch_names").indexOf(name), 1020);
  if (!data) return null;
  return Float32Array.from({ length: 255 }, (_, k) => data.getFloat32(k * 4, true));
}

/** A small picture of a colormap. */
export function drawColormap(canvas: HTMLCanvasElement, table: Uint8Array): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const picture = context.createImageData(canvas.width, 1);
  for (let x = 0; x < canvas.width; x++) {
    const i = Math.round((255 * x) / (canvas.width - 1)) * 3;
    picture.data.set([table[i] ?? 0, table[i + 1] ?? 0, table[i + 2] ?? 0, 255], x * 4);
  }
  for (let y = 0; y < canvas.height; y++) context.putImageData(picture, 0, y);
}
