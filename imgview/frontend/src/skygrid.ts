// Lines of equal right ascension and declination over the view, labelled where they leave it.

import { type Pen, strokeHalo, textHalo } from "./halo";
import { formatDec, formatRa, type Sky } from "./sky";
import type { Point, Viewport } from "./viewport";

/** CSS pixels between the nodes at which directions are worked out. */
const CELL = 28;
/** CSS pixels wanted between neighbouring lines. */
const SPACING = 170;
const INK = "rgba(150, 215, 255, 0.6)";
const TEXT = "#d9f2ff";
/** Steps in degrees: of time for right ascension (a second is 1/240 degree), of arc for declination. */
const DEC_STEPS = steps([1, 2, 5, 10, 20, 30].flatMap((n) => [n / 3600, n / 60]), [1, 2, 5, 10, 15, 30]);
const RA_STEPS = steps([1, 2, 5, 10, 20, 30].flatMap((n) => [n / 240, n / 4]), [15, 30, 45]);

interface Field {
  nx: number;
  ny: number;
  /** (ny + 1, nx + 1) values in degrees; NaN where there is no sky. */
  ra: Float64Array;
  dec: Float64Array;
}

interface Line {
  level: number;
  label: string;
}

function steps(middle: number[], whole: number[]): number[] {
  const fine = [1e-3, 1e-2, 1e-1].flatMap((power) => [1, 2, 5].map((n) => (n * power * Math.min(...middle))));
  return [...fine, ...middle, ...whole].sort((a, b) => a - b);
}

export function drawSkyGrid(pen: Pen, sky: Sky, viewport: Viewport): void {
  const { width, height } = viewport;
  const field = sample(sky, viewport);
  const path = new Path2D();
  const named: { text: string; ends: Point[]; sides: readonly Side[] }[] = [];
  for (const [values, ladder, print, sides] of [
    [field.ra, RA_STEPS, raText, ["top", "bottom", "left", "right"]],
    [field.dec, DEC_STEPS, decText, ["left", "right", "top", "bottom"]],
  ] as const) {
    for (const { level, label } of lines(values, ladder, Math.hypot(width, height) / SPACING, print)) {
      named.push({ text: label, ends: trace(path, field, values, level, width, height), sides });
    }
  }
  strokeHalo(pen, path, 1, INK, 1.2);
  pen.textAlign = "left";
  pen.textBaseline = "alphabetic";
  // what else stands in the corners: zoom factor, compass and scale bar, navigator
  const taken: Box[] = [[0, 0, 60, 30], [0, height - 84, 250, height], [width - 172, height - 132, width, height]];
  for (const { text, ends, sides } of named) {
    const w = pen.measureText(text).width;
    const place = sides.flatMap((side) => ends.map((end) => labelBox(end, side, w, width, height)))
      .find((box) => box && taken.every((other) => apart(box, other)));
    if (!place) continue;
    taken.push(place);
    textHalo(pen, text, place[0], place[3] - 3, TEXT);
  }
}

type Side = "top" | "bottom" | "left" | "right";
/** x0, y0, x1, y1 */
type Box = readonly [number, number, number, number];

/** Room for a label beside the place where a line meets one side of the view; null: it meets another. */
function labelBox({ x, y }: Point, side: Side, w: number, width: number, height: number): Box | null {
  const off = { top: y, bottom: height - y, left: x, right: width - x }[side];
  if (off > 1) return null;
  const [x0, y0] = {
    top: [x + 5, 9], bottom: [x + 5, height - 22], left: [8, y - 18], right: [width - w - 8, y - 18],
  }[side];
  return x0 < 4 || y0 < 4 || x0 + w > width - 4 || y0 + 16 > height - 4 ? null : [x0, y0, x0 + w, y0 + 16];
}

function apart(a: Box, b: Box): boolean {
  return a[2] + 8 < b[0] || b[2] + 8 < a[0] || a[3] < b[1] || b[3] < a[1];
}

function sample(sky: Sky, viewport: Viewport): Field {
  const nx = Math.max(2, Math.ceil(viewport.width / CELL));
  const ny = Math.max(2, Math.ceil(viewport.height / CELL));
  const ra = new Float64Array((nx + 1) * (ny + 1)).fill(NaN);
  const dec = new Float64Array(ra.length).fill(NaN);
  const middle = sky.radec(viewport.center.x, viewport.center.y)?.ra ?? 0;
  for (let j = 0; j <= ny; j++) {
    for (let i = 0; i <= nx; i++) {
      const { x, y } = viewport.toImage((viewport.width * i) / nx, (viewport.height * j) / ny);
      const at = sky.radec(x, y);
      if (!at) continue;
      // unrolled about the middle, so that 0h is no seam
      ra[j * (nx + 1) + i] = middle + ((at.ra - middle + 540) % 360) - 180;
      dec[j * (nx + 1) + i] = at.dec;
    }
  }
  return { nx, ny, ra, dec };
}

/** Round values that cross the view, about as many as wanted. */
function lines(
  values: Float64Array, ladder: readonly number[], wanted: number, print: (value: number, step: number) => string,
): Line[] {
  const finite = values.filter(Number.isFinite);
  if (!finite.length) return [];
  const low = finite.reduce((a, b) => Math.min(a, b));
  const high = finite.reduce((a, b) => Math.max(a, b));
  const step = ladder.find((size) => (high - low) / size <= wanted) ?? ladder[ladder.length - 1];
  const found: Line[] = [];
  for (let n = Math.ceil(low / step); n * step <= high; n++) {
    found.push({ level: n * step, label: print(n * step, step) });
  }
  return found;
}

/** Add the contour of one level to the path; gives the places where it meets the sides of the view. */
function trace(
  path: Path2D, field: Field, values: Float64Array, level: number, width: number, height: number,
): Point[] {
  const { nx, ny } = field;
  const ends: Point[] = [];
  const cross = (i: number, j: number, di: number, dj: number): Point | null => {
    const a = values[j * (nx + 1) + i] - level;
    const b = values[(j + dj) * (nx + 1) + i + di] - level;
    // a jump of half a turn is the seam opposite the middle, not a line
    if (!(a < 0 !== b < 0) || Math.abs(a - b) > 170) return null;
    const t = a / (a - b);
    return { x: ((i + di * t) * width) / nx, y: ((j + dj * t) * height) / ny };
  };
  for (let j = 0; j < ny; j++) {
    for (let i = 0; i < nx; i++) {
      const points = [cross(i, j, 1, 0), cross(i, j + 1, 1, 0), cross(i, j, 0, 1), cross(i + 1, j, 0, 1)]
        .filter((point) => point !== null);
      if (points.length < 2) continue;
      path.moveTo(points[0].x, points[0].y);
      path.lineTo(points[1].x, points[1].y);
      for (const point of points) {
        const { x, y } = point;
        if (x < 1 || y < 1 || x > width - 1 || y > height - 1) ends.push(point);
      }
    }
  }
  return ends;
}

function raText(value: number, step: number): string {
  const seconds = step * 240;
  const text = formatRa(value, seconds < 1 ? Math.ceil(-Math.log10(seconds) - 1e-9) : 0);
  return seconds >= 60 ? text.slice(0, 5) : text;
}

function decText(value: number, step: number): string {
  const seconds = step * 3600;
  const text = formatDec(value, seconds < 1 ? Math.ceil(-Math.log10(seconds) - 1e-9) : 0);
  return seconds >= 60 ? text.slice(0, 6) : text;
}
