// What view of one image shows the sky that a view of another does: the arithmetic of imgview/model/alignment.py.
import type { PolynomialMap, Viewport } from "./protocol";
import { type Point, settled } from "./viewport";

const DEGREE = Math.PI / 180;

/** Where a point comes out; and what comes out in x and y per pixel that goes in, along x and along y. */
export interface Mapped extends Point {
  dx: Point;
  dy: Point;
}

export function mapped(map: PolynomialMap, x: number, y: number): Mapped {
  const [hx, hy] = map.half;
  const unit = (value: number): number => Math.min(Math.max(value, -1), 1);
  const a = unit((x - map.center[0]) / hx);
  const b = unit((y - map.center[1]) / hy);
  const [at, dx, dy] = [{ x: 0, y: 0 }, { x: 0, y: 0 }, { x: 0, y: 0 }];
  let i = 0;
  for (let total = 0; total <= map.degree; total++) {
    for (let q = 0; q <= total; q++, i++) {
      const p = total - q;
      for (const axis of ["x", "y"] as const) {
        const c = map[axis][i];
        at[axis] += c * a ** p * b ** q;
        if (p) dx[axis] += (c * p * a ** (p - 1) * b ** q) / hx;
        if (q) dy[axis] += (c * q * a ** p * b ** (q - 1)) / hy;
      }
    }
  }
  // beyond the box it goes on straight
  const [right, up] = [x - (map.center[0] + hx * a), y - (map.center[1] + hy * b)];
  return { x: at.x + dx.x * right + dy.x * up, y: at.y + dx.y * right + dy.y * up, dx, dy };
}

/** The view of the image that `map` leads to which shows as much sky, with the same direction up. */
export function aligned(map: PolynomialMap, view: Viewport): Viewport {
  const { x, y, dx, dy } = mapped(map, ...view.center);
  const size = dx.x * dy.y - dy.x * dx.y;
  const flip = view.flip ?? false;
  const mirrored = flip !== size < 0;
  const turn = (view.rotation ?? 0) * DEGREE;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [f, g] = [flip ? -1 : 1, mirrored ? -1 : 1];
  // rotation · mirror · inverse of the slopes · mirror; the nearest turn without shear
  const [xx, xy, yx, yy] = [f * dy.y, -f * dy.x, -dx.y, dx.x];
  const right = g * (sin * xx + cos * yx) - (cos * xy - sin * yy);
  const up = g * (cos * xx - sin * yx) + (sin * xy + cos * yy);
  // the determinant's sign was left out of the inverse
  const sign = Math.sign(size);
  const rotation = settled(Math.atan2(sign * right, sign * up) / DEGREE);
  const out: Viewport = { center: [x, y], fov: view.fov * Math.sqrt(Math.abs(size)) };
  if (rotation) out.rotation = rotation;
  if (mirrored) out.flip = true;
  return out;
}
