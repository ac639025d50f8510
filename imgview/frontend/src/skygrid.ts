// Lines of equal right ascension and declination over the view, labelled where they leave it.

import { type Pen, strokeHalo, textHalo } from "./halo";
import { formatDec, formatRa, type Sky } from "./sky";
import type { Viewport } from "./viewport";

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
  const labels: { text: string; x: number; y: number; along: "top" | "left" }[] = [];
  for (const [values, ladder, print] of [
    [field.ra, RA_STEPS, raText], [field.dec, DEC_STEPS, decText],
  ] as const) {
    for (const { level, label } of lines(values, ladder, Math.hypot(width, height) / SPACING, print)) {
      const ends = trace(path, field, values, level, width, height);
      // a line is named once: where it meets the top, else where it meets the left edge
      const top = ends.filter(({ y }) => y < 1).sort((a, b) => a.x - b.x)[0];
      const left = ends.filter(({ x }) => x < 1).sort((a, b) => a.y - b.y)[0];
      if (top && top.x > 70) labels.push({ text: label, ...top, along: "top" });
      else if (left && left.y > 36) labels.push({ text: label, ...left, along: "left" });
    }
  }
  pen.save();
  strokeHalo(pen, path, 1, INK, 1.2);
  pen.textAlign = "left";
  pen.textBaseline = "alphabetic";
  const taken: { x: number; y: number; w: number }[] = [];
  for (const { text, x, y, along } of labels) {
    const w = pen.measureText(text).width;
    const at = along === "top" ? { x: x + 5, y: 24, w } : { x: 8, y: y - 5, w };
    const inside = at.x + w < width - 4 && at.y < height - 110;
    const free = taken.every((o) => Math.abs(o.y - at.y) > 14 || at.x > o.x + o.w + 8 || at.x + w + 8 < o.x);
    if (!inside || !free) continue;
    taken.push(at);
    textHalo(pen, text, at.x, at.y, TEXT);
  }
  pen.restore();
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

/** Add the contour of one level to the path; gives the places where it meets the top and the left edge. */
function trace(
  path: Path2D, field: Field, values: Float64Array, level: number, width: number, height: number,
): { x: number; y: number }[] {
  const { nx, ny } = field;
  const ends: { x: number; y: number }[] = [];
  const cross = (i: number, j: number, di: number, dj: number): { x: number; y: number } | null => {
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
      for (const point of points) if (point.x < 1 || point.y < 1) ends.push(point);
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
