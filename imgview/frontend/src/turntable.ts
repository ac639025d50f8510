// Turned pictures. By quarter turns what is drawn falls on whole pixels as it is; by other angles it is drawn straight
// out of sight and then turned as one picture, so that no seams show between tiles.
import type { Viewport } from "./viewport";

export type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

let table: OffscreenCanvasRenderingContext2D | null = null;

/** Let `paint` draw on the device pixels of a viewport before turning; the result lands turned on the pen's canvas. */
export function turned(pen: CanvasRenderingContext2D, viewport: Viewport, paint: (pen: Pen) => void): void {
  if (viewport.straight) return paint(pen);
  pen.save();
  pen.setTransform(...viewport.turning());
  if (viewport.exact) paint(pen);
  else turnedPicture(pen, viewport, paint);
  pen.restore();
}

function turnedPicture(pen: CanvasRenderingContext2D, viewport: Viewport, paint: (pen: Pen) => void): void {
  const { x0, y0, x1, y1 } = viewport.covered();
  const [width, height] = [x1 - x0, y1 - y0];
  table ??= new OffscreenCanvas(1, 1).getContext("2d");
  if (!table) return;
  const { canvas } = table;
  if (canvas.width < width) canvas.width = width;
  if (canvas.height < height) canvas.height = height;
  table.setTransform(1, 0, 0, 1, -x0, -y0);
  table.clearRect(x0, y0, width, height);
  table.save();
  paint(table);
  table.restore();
  pen.globalAlpha = 1;
  pen.imageSmoothingEnabled = true;
  pen.drawImage(canvas, 0, 0, width, height, x0, y0, width, height);
}
