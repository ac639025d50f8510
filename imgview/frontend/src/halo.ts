// Lines and words that read on any picture: white over a wider dark stroke.

export type Pen = CanvasRenderingContext2D;

const HALO = "rgba(0, 0, 0, 0.7)";
const INK = "#ffffff";

export function strokeHalo(pen: Pen, path: Path2D, width = 1.5, ink = INK, halo = 2.5): void {
  pen.lineJoin = pen.lineCap = "round";
  pen.strokeStyle = HALO;
  pen.lineWidth = width + halo;
  pen.stroke(path);
  pen.strokeStyle = ink;
  pen.lineWidth = width;
  pen.stroke(path);
}

export function textHalo(pen: Pen | OffscreenCanvasRenderingContext2D, text: string, x: number, y: number, ink = INK): void {
  pen.lineJoin = "round";
  pen.strokeStyle = HALO;
  pen.lineWidth = 3;
  pen.strokeText(text, x, y);
  pen.fillStyle = ink;
  pen.fillText(text, x, y);
}
