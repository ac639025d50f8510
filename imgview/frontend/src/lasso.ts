// Which places lie in a polygon that a hand has drawn.
import type { GridIndex } from "./gridindex";

/** Into which the polygon is cut. */
const STRIPS = 256;

/** Numbers of the indexed places in a polygon, by the even-odd rule. */
export function lassoed(index: GridIndex, x: Float32Array, y: Float32Array, xs: number[], ys: number[]): number[] {
  const [y0, y1] = [Math.min(...ys), Math.max(...ys)];
  // Each place looks only at the edges that cross its strip.
  const strips: number[][] = Array.from({ length: STRIPS }, () => []);
  const strip = (at: number): number => Math.min(Math.floor(((at - y0) / (y1 - y0 || 1)) * STRIPS), STRIPS - 1);
  const before = (i: number): number => (i || xs.length) - 1;
  xs.forEach((_, i) => {
    const [from, to] = [strip(ys[i]), strip(ys[before(i)])].sort((a, b) => a - b);
    for (let at = from; at <= to; at++) strips[at].push(i);
  });
  const found: number[] = [];
  for (const k of index.near({ x0: Math.min(...xs), x1: Math.max(...xs), y0, y1 }, 0, 0)) {
    if (!(y[k] >= y0 && y[k] <= y1)) continue;
    let inside = false;
    for (const i of strips[strip(y[k])]) {
      const j = before(i);
      if (ys[i] > y[k] !== ys[j] > y[k] && x[k] < ((xs[j] - xs[i]) * (y[k] - ys[i])) / (ys[j] - ys[i]) + xs[i]) {
        inside = !inside;
      }
    }
    if (inside) found.push(k);
  }
  return found;
}
