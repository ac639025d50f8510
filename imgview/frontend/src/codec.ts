// Values <-> 16-bit codes; the twin of imgview/render/tiles/codec.py, same operations in the same order.

export const NAN_CODE = 0;
export const MINUS_INFINITY_CODE = 1;
export const FIRST_CODE = 2;
export const LAST_CODE = 65534;
export const PLUS_INFINITY_CODE = 65535;

/** Steps in one octave of the companded part. */
const OCTAVE = 1024;
/** A codec with so long a linear part never compands: integers are kept exactly. */
const EXACT_LINEAR = 65535;

/** How one tile's codes stand for values: linear about `center`, logarithmic far from it. */
export class Codec {
  readonly key: string;

  constructor(
    readonly center: number, readonly step: number, readonly linear: number, readonly zero: number,
  ) {
    this.key = `${center},${step},${linear},${zero}`;
  }

  get exact(): boolean {
    return this.linear >= EXACT_LINEAR;
  }

  /** The value a code stands for; rises with the code from 1 to 65535, NaN for 0. */
  value(code: number): number {
    if (code === NAN_CODE) return NaN;
    if (code === MINUS_INFINITY_CODE) return -Infinity;
    if (code === PLUS_INFINITY_CODE) return Infinity;
    const n = code - this.zero;
    const k = Math.abs(n);
    let a = k;
    if (k > this.linear) {
      let bin = k - this.linear - 1;
      let base = this.linear;
      for (; bin >= OCTAVE; bin -= OCTAVE) base *= 2;
      const unit = base / OCTAVE;
      a = base + bin * unit + unit / 2;
    }
    return this.center + (n < 0 ? -a : a) * this.step;
  }

  /** Distance between neighbouring values at a value; infinite beyond the reach of the codes. */
  stepAt(value: number): number {
    if (value < this.value(FIRST_CODE) || value > this.value(LAST_CODE)) return Infinity;
    const a = Math.abs(value - this.center) / this.step;
    if (a <= this.linear) return this.step;
    return (this.linear * 2 ** Math.floor(Math.log2(a / this.linear)) / OCTAVE) * this.step;
  }
}
