// The shown image as the page knows it.

import type { ImageInfo } from "./protocol";
import type { Store } from "./store";

/** What the kernel said about the image; null while none is loaded. */
export function imageInfo(store: Store): ImageInfo | null {
  const info = store.get("image_info");
  return "shape" in info ? (info as ImageInfo) : null;
}

/** Whether the shown pixels have colours of their own, to which no colour map applies. */
export function inColor(store: Store): boolean {
  const info = imageInfo(store);
  return info !== null && info.color && info.component === "image";
}

/** Pixels of the image, 0 without one. */
export function pixelCount(store: Store): number {
  const [ny, nx] = imageInfo(store)?.shape ?? [0, 0];
  return ny * nx;
}
