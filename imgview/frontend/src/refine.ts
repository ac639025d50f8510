// When a tile's steps have become too coarse for the present cuts and stretch.
import { FIRST_CODE, LAST_CODE } from "./codec";
import { LEVELS, type Shading } from "./lut";
import type { ImageInfo } from "./protocol";
import type { Tile } from "./tile";

/** Steps this many times the finest shown display level are asked for again. */
const TOLERANCE = 4;
const SAMPLE = 4096;

/** Whether the tile's steps show as bands: over TOLERANCE times the narrowest display level its pixels reach. */
export function tooCoarse(tile: Tile, shading: Shading, info: ImageInfo): boolean {
  const { codec } = tile;
  const { low, high, thresholds } = shading;
  const range = high - low;
  if (codec.exact || !(range > 0)) return false;
  // Beyond the reach of the codes all values are one.
  if (!Number.isFinite(codec.stepAt(low) + codec.stepAt(high))) return true;
  const populated = percentiles(tile.codes);
  if (!populated) return false;
  const bottom = Math.max(codec.value(populated[0]), low);
  const top = Math.min(codec.value(populated[1]), high);
  if (bottom > top) return false;
  const at = (level: number) => (level === 0 ? 0 : level === LEVELS ? 1 : thresholds[level - 1]);
  // Steps below what the pixels themselves can tell apart are not to be had.
  const integers = tile.level === 0 && /int/.test(info.dtype);
  const resolution = integers ? 1 : float32Spacing(Math.min(Math.abs(bottom), Math.abs(top)));
  let finest = range;
  for (let level = 0; level < LEVELS; level++) {
    const [a, b] = [at(level) * range, at(level + 1) * range];
    if (b > a && low + b >= bottom && low + a <= top) finest = Math.min(finest, b - a);
  }
  return Math.max(codec.stepAt(bottom), codec.stepAt(top)) > TOLERANCE * Math.max(finest, resolution);
}

function float32Spacing(value: number): number {
  return value > 0 ? 2 ** (Math.floor(Math.log2(value)) - 23) : 0;
}

/** Codes at 0.5 and 99.5 percent of the tile's finite pixels; null without any. */
function percentiles(codes: Uint16Array): [number, number] | null {
  const stride = Math.max(1, Math.floor(codes.length / SAMPLE));
  const sample = new Uint16Array(Math.ceil(codes.length / stride));
  let count = 0;
  for (let i = 0; i < codes.length; i += stride) {
    if (codes[i] >= FIRST_CODE && codes[i] <= LAST_CODE) sample[count++] = codes[i];
  }
  if (!count) return null;
  const sorted = sample.subarray(0, count).sort();
  return [sorted[Math.floor(0.005 * (count - 1))], sorted[Math.ceil(0.995 * (count - 1))]];
}
