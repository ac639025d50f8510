// Which tiles a viewport shows, and on which device pixels they land.
import type { ImageInfo } from "./protocol";
import type { TileKey } from "./tiles";
import type { Viewport } from "./viewport";

/** Device pixels of the canvas. */
export interface Rectangle {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** The level whose pixels are drawn at 1:1 or a little reduced. */
export function levelFor({ zoom, dpr }: Viewport, levels: number): number {
  // The tiny allowance keeps a zoom of exactly 1/2, 1/4, … from falling to a finer level by rounding.
  const level = Math.floor(Math.log2(1 / (zoom * dpr)) + 1e-9);
  return Math.min(Math.max(level, 0), levels - 1);
}

/** Where a box of local image pixels lands, its edges rounded as every neighbour rounds them. */
export function rectangleOf(viewport: Viewport, x: number, y: number, width: number, height: number): Rectangle {
  const { left, bottom, scale } = viewport.device();
  return {
    x0: Math.round(left + x * scale),
    x1: Math.round(left + (x + width) * scale),
    y0: Math.round(bottom - (y + height) * scale),
    y1: Math.round(bottom - y * scale),
  };
}

/** Keys of the tiles of a level that the canvas shows, most central first. */
export function visibleTiles(viewport: Viewport, info: ImageInfo, level: number): TileKey[] {
  const { left, bottom, scale } = viewport.device();
  const width = viewport.width * viewport.dpr;
  const height = viewport.height * viewport.dpr;
  const { x0, y0, x1, y1 } = viewport.covered();
  const [cos, sin] = viewport.turning().map(Math.abs);
  const side = info.tile * 2 ** level;
  const size = side * scale;
  const [ny, nx] = info.shape;
  const firstCol = Math.max(0, Math.floor((x0 - left) / size));
  const lastCol = Math.min(Math.ceil(nx / side), Math.ceil((x1 - left) / size)) - 1;
  const firstRow = Math.max(0, Math.floor((bottom - y1) / size));
  const lastRow = Math.min(Math.ceil(ny / side), Math.ceil((bottom - y0) / size)) - 1;
  const middleCol = (width / 2 - left) / size - 0.5;
  const middleRow = (bottom - height / 2) / size - 0.5;
  const found: { key: TileKey; distance: number }[] = [];
  // how far the middle of a turned tile may be from that of the canvas
  const reach = (size / 2) * (cos + sin) + 1;
  for (let row = firstRow; row <= lastRow; row++) {
    for (let col = firstCol; col <= lastCol; col++) {
      const { x, y } = viewport.across((col - middleCol) * size, (row - middleRow) * size);
      if (Math.abs(x) > width / 2 + reach || Math.abs(y) > height / 2 + reach) continue;
      found.push({ key: [level, row, col], distance: Math.hypot(col - middleCol, row - middleRow) });
    }
  }
  return found.sort((a, b) => a.distance - b.distance).map(({ key }) => key);
}
