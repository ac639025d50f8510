// 65,536 packed colours for one codec: cuts, stretch and colormap folded together (twin of composite.lut).
import { type Codec, FIRST_CODE, LAST_CODE, MINUS_INFINITY_CODE, NAN_CODE, PLUS_INFINITY_CODE } from "./codec";

export const CODES = 65536;
export const LEVELS = 256;
const OPAQUE = 0xff000000;

/** Pack a colour as the bytes R, G, B, 255 of a little-endian 32-bit word. */
export function pack(r: number, g: number, b: number): number {
  return (OPAQUE | (b << 16) | (g << 8) | r) >>> 0;
}

export interface Shading {
  low: number;
  high: number;
  /** 255 rising thresholds in 0..1; the display level is how many of them are at or below x. */
  thresholds: Float32Array;
  /** 256 RGB rows, already turned round when inverted. */
  colors: Uint8Array;
  contrast: number;
  bias: number;
  /** packed colour of pixels without a value. */
  bad: number;
}

/** Packed colours of the 256 display levels through contrast and bias. */
export function levelColors(shading: Shading): Uint32Array {
  const packed = new Uint32Array(LEVELS);
  const { colors, contrast, bias } = shading;
  for (let level = 0; level < LEVELS; level++) {
    const y = Math.min(Math.max((level / 255 - bias) * contrast + 0.5, 0), 1);
    const i = 3 * Math.floor(y * 255 + 0.5);
    packed[level] = pack(colors[i], colors[i + 1], colors[i + 2]);
  }
  return packed;
}

/** Fill `lut` for a codec. Values rise with the code, so each level is a run found by bisection. */
export function fillLut(lut: Uint32Array, codec: Codec, shading: Shading): void {
  const { low, high, thresholds } = shading;
  const colors = levelColors(shading);
  let start = FIRST_CODE;
  for (let level = 0; level < LEVELS - 1 && start <= LAST_CODE; level++) {
    const threshold = thresholds[level];
    let a = start;
    let b = LAST_CODE + 1;
    while (a < b) {
      const middle = (a + b) >> 1;
      if ((codec.value(middle) - low) / (high - low) >= threshold) b = middle;
      else a = middle + 1;
    }
    lut.fill(colors[level], start, a);
    start = a;
  }
  lut.fill(colors[LEVELS - 1], start, LAST_CODE + 1);
  lut[NAN_CODE] = shading.bad;
  lut[MINUS_INFINITY_CODE] = colors[0];
  lut[PLUS_INFINITY_CODE] = colors[LEVELS - 1];
}
