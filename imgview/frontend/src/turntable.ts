// Turned pictures: drawn straight out of sight, and then turned as a whole, so that no seams show between tiles.
import type { Viewport } from "./viewport";

export type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

let table: OffscreenCanvasRenderingContext2D | null = null;

/** Give `paint` a pen for the device pixels of a viewport before turning, and put the result on its canvas. */
export function turned(pen: CanvasRenderingContext2D, viewport: Viewport, paint: (pen: Pen) => void): void {
  if (viewport.straight) return paint(pen);
  const { x0, y0, x1, y1 } = viewport.covered();
  const [width, height] = [x1 - x0, y1 - y0];
  table ??= new OffscreenCanvas(1, 1).getContext("2d");
  if (!table) return;
  const { canvas } = table;
  if (canvas.width < width) canvas.width = width;
  if (canvas.height < height) canvas.height = height;
  table.setTransform(1, 0, 0, 1, 0, 0);
  table.clearRect(0, 0, width, height);
  table.setTransform(1, 0, 0, 1, -x0, -y0);
  table.save();
  paint(table);
  table.restore();
  const t = viewport.turning();
  pen.save();
  pen.setTransform(t.xx, t.yx, t.xy, t.yy, t.x0, t.y0);
  pen.globalAlpha = 1;
  pen.imageSmoothingEnabled = !viewport.exact;
  pen.drawImage(canvas, 0, 0, width, height, x0, y0, width, height);
  pen.restore();
}
