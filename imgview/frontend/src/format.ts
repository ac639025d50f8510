// Numbers as a person reads them: grouped thousands, a true minus sign, digits that mean something.

const MINUS = "\u2212";
const formats = new Map<number, Intl.NumberFormat>();

function fixed(value: number, decimals: number): string {
  let format = formats.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat("en-US", {
      minimumFractionDigits: decimals, maximumFractionDigits: decimals,
    });
    formats.set(decimals, format);
  }
  return format.format(value).replace("-", MINUS);
}

/** Power of ten of the leading digit; 0 for zero. */
function magnitude(value: number): number {
  return value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)) + 1e-12);
}

function special(value: number): string | null {
  if (Number.isNaN(value)) return "NaN";
  if (value === Infinity) return "+inf";
  return value === -Infinity ? `${MINUS}inf` : null;
}

export function integer(value: number): string {
  return special(value) ?? fixed(value, 0);
}

/** A number with at most `digits` significant digits, trailing zeros dropped; exponent where it must be. */
export function significant(value: number, digits: number): string {
  const odd = special(value);
  if (odd) return odd;
  const power = magnitude(value);
  if (power >= Math.max(digits, 7) + 2 || power < -4) {
    return value.toExponential(digits - 1).replace(/\.?0+e/, "e").replace("e+", "e").replace(/-/g, MINUS);
  }
  const text = fixed(value, clampDecimals(digits - 1 - power));
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function clampDecimals(decimals: number): number {
  return Math.min(Math.max(decimals, 0), 12);
}

/**
 * A pixel value and its sigma to the same decimals: three digits of sigma, and never more than seven
 * significant digits of the value. An integer, and a value without sigma, keep all their digits.
 */
export function measured(value: number, sigma: number | null, isInteger: boolean): string {
  const known = sigma !== null && sigma > 0 && Number.isFinite(sigma);
  const tail = known ? ` \u00b1 ` : "";
  const odd = special(value);
  const power = magnitude(odd ? 0 : value);
  if (odd || power >= 9 || (value !== 0 && power < -4)) {
    return `${odd ?? significant(value, 7)}${known ? tail + significant(sigma, 3) : ""}`;
  }
  const exact = isInteger && Number.isInteger(value);
  const worth = known ? Math.max(2 - magnitude(sigma), 0) : exact ? 0 : 6 - power;
  const decimals = clampDecimals(Math.min(6 - power, worth));
  const text = fixed(value, exact ? 0 : decimals);
  if (!known) return text;
  const lost = sigma < 10 ** -decimals;
  return text + tail + (lost ? significant(sigma, 3) : fixed(sigma, exact ? clampDecimals(worth) : decimals));
}

/** Signal to noise: two decimals, fewer where it is large. */
export function ratio(value: number): string {
  return special(value) ?? fixed(value, Math.abs(value) >= 99.95 ? 0 : Math.abs(value) >= 9.995 ? 1 : 2);
}

/** A value at an end of an axis of that range: as many digits as tell neighbours apart, few otherwise. */
export function short(value: number, range = Math.abs(value)): string {
  if (!Number.isFinite(value) || !(range > 0)) return significant(value, 4);
  const decimals = 2 - magnitude(range);
  const rounded = decimals > 12 ? value : Number(value.toFixed(Math.max(decimals, 0)));
  return significant(rounded, Math.max(3, magnitude(rounded) + 1 + Math.max(decimals, 0)));
}

export function zoomFactor(zoom: number): string {
  return `${fixed(zoom, clampDecimals(1 - magnitude(zoom)))}\u00d7`;
}
