// Where the pointer of another frame is, at the same pixel or on the same sky.

import { type Pen, strokeHalo } from "./halo";
import type { Point, Viewport } from "./viewport";

export function drawCrosshair(pen: Pen, viewport: Viewport, at: Point): void {
  const { sx, sy } = viewport.toScreen(at.x, at.y);
  strokeHalo(pen, new Path2D(`M${sx - 16} ${sy}h12m8 0h12M${sx} ${sy - 16}v12m0 8v12`), 1.5, "#ffd75e");
}
