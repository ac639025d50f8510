// A round length for the scale bar: arcseconds, arcminutes or degrees, or pixels without a sky.

const LONGEST = 132;
const ROUND = [1, 2, 5];
const SEXAGESIMAL = [1, 2, 5, 10, 20, 30];

export interface ScaleBar {
  /** CSS pixels on screen. */
  length: number;
  label: string;
}

/** The longest round length that fits; `perPixel` is arcsec (or 1 pixel) in one CSS pixel. */
export function scaleBar(perPixel: number, sky: boolean): ScaleBar | null {
  if (!(perPixel > 0) || !Number.isFinite(perPixel)) return null;
  const most = LONGEST * perPixel;
  const [value, label] = sky ? roundAngle(most) : roundPixels(most);
  return { length: value / perPixel, label };
}

function roundDecimal(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return Math.max(...ROUND.filter((step) => step * power <= most * (1 + 1e-9))) * power;
}

function roundPixels(most: number): [number, string] {
  const value = roundDecimal(most);
  return [value, `${Number(value.toPrecision(1))} px`];
}

function roundAngle(most: number): [number, string] {
  if (most < 1) {
    const value = roundDecimal(most);
    return [value, `${Number(value.toPrecision(1))}\u2033`];
  }
  if (most >= 3600) {
    const value = roundDecimal(most / 3600);
    return [value * 3600, `${Number(value.toPrecision(1))}\u00b0`];
  }
  const [unit, sign] = most >= 60 ? [60, "\u2032"] : [1, "\u2033"];
  const value = Math.max(...SEXAGESIMAL.filter((step) => step * unit <= most));
  return [value * unit, `${value}${sign}`];
}
