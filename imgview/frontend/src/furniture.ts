// What lies over the image, on a canvas of its own: zoom factor, compass, scale bar, grids, the pixel being read.

import type { ViewContext } from "./context";
import { drawCrosshair } from "./crosshair";
import { h, perFrame, sizeCanvas } from "./dom";
import { zoomFactor } from "./format";
import { type Pen, strokeHalo, textHalo } from "./halo";
import { imageInfo } from "./info";
import { scaleBar } from "./scalebar";
import { drawSkyGrid } from "./skygrid";
import type { Point, Viewport } from "./viewport";

const BOX_FROM_ZOOM = 4;
const GRID_FROM_ZOOM = 16;
const MARGIN = 12;
const ARROW = 34;

export function createFurniture(view: ViewContext): HTMLElement {
  const { painter, probe, session, store, root } = view;
  const { viewport } = painter;
  const canvas = h("canvas", { class: "iv-furniture", attrs: { "aria-hidden": "true" } });

  let font = "";

  const draw = (): void => {
    later.cancel();
    const { width, height } = viewport;
    const pen = sizeCanvas(canvas, width, height, viewport.dpr);
    if (!pen) return;
    pen.clearRect(0, 0, width, height);
    const info = imageInfo(store);
    root.dataset.zoom = String(viewport.zoom);
    if (!info || width < 60 || height < 60) return;
    font ||= `12px ${getComputedStyle(root).fontFamily}`;
    pen.font = font;
    if (viewport.zoom >= GRID_FROM_ZOOM) drawPixelGrid(pen, viewport);
    if (store.get("show_grid") && session.sky.known) drawSkyGrid(pen, session.sky, viewport);
    if (probe.at) drawPixel(pen, viewport, probe.at, probe.pinned);
    if (view.frame.marked) drawCrosshair(pen, viewport, view.frame.marked);
    pen.textBaseline = "alphabetic";
    pen.textAlign = "left";
    textHalo(pen, zoomFactor(viewport.zoom), MARGIN, MARGIN + 10);
    const used = height > 150 ? drawCompass(pen, view) : 0;
    drawScaleBar(pen, view, used);
  };
  const later = perFrame(draw);

  // in the frame of the image, so that it does not trail behind
  view.onClose(painter.onFrame(draw));
  view.onClose(probe.onChange(later.ask));
  view.frame.draw = later.ask;
  view.onClose(later.cancel);
  view.watch(["show_grid", "image_info", "sky_grid"], later.ask);
  return canvas;
}

/** Faint lines between the pixels, dark and light so that they show on both. */
function drawPixelGrid(pen: Pen, viewport: Viewport): void {
  const { dpr } = viewport;
  const [ny, nx] = viewport.box.shape;
  const [y0, x0] = viewport.box.start;
  const seen = viewport.covered();
  const at = viewport.device();
  const [left, right] = [Math.max((seen.x0 - at.left) / at.scale, 0), Math.min((seen.x1 - at.left) / at.scale, nx)];
  const [low, high] = [Math.max((at.bottom - seen.y1) / at.scale, 0), Math.min((at.bottom - seen.y0) / at.scale, ny)];
  const path = new Path2D();
  const crisp = (value: number): number => (Math.round(value * dpr) + 0.5) / dpr;
  const line = (ax: number, ay: number, bx: number, by: number): void => {
    const [a, b] = [[ax, ay], [bx, by]].map(([x, y]) => viewport.toScreen(x0 - 0.5 + x, y0 - 0.5 + y));
    if (viewport.upright) {
      const axis = Math.abs(b.sx - a.sx) < Math.abs(b.sy - a.sy) ? "sx" : "sy";
      a[axis] = b[axis] = crisp(a[axis]);
    }
    path.moveTo(a.sx, a.sy);
    path.lineTo(b.sx, b.sy);
  };
  for (let x = Math.ceil(left); x <= right; x++) line(x, high, x, low);
  for (let y = Math.ceil(low); y <= high; y++) line(left, y, right, y);
  pen.lineWidth = 1 / dpr;
  pen.strokeStyle = "rgba(128, 128, 128, 0.4)";
  pen.stroke(path);
}

/** The pixel that is read: a box from zoom 4 up; pinned, also a cross that can be found at any zoom. */
function drawPixel(pen: Pen, viewport: Viewport, at: Point, pinned: boolean): void {
  const [x, y] = [Math.round(at.x), Math.round(at.y)];
  const [ny, nx] = viewport.box.shape;
  const [y0, x0] = viewport.box.start;
  if (x < x0 || y < y0 || x >= x0 + nx || y >= y0 + ny) return;
  const path = new Path2D();
  if (viewport.zoom >= BOX_FROM_ZOOM) {
    for (const [dx, dy] of [[-0.5, 0.5], [0.5, 0.5], [0.5, -0.5], [-0.5, -0.5]]) {
      const { sx, sy } = viewport.toScreen(x + dx, y + dy);
      path.lineTo(sx, sy);
    }
    path.closePath();
  }
  if (pinned) {
    const { sx: mx, sy: my } = viewport.toScreen(x, y);
    const inner = viewport.zoom / 2 + 4;
    for (const [right, up] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
      const { x: dx, y: dy } = viewport.across(right, up);
      path.moveTo(mx + dx * inner, my + dy * inner);
      path.lineTo(mx + dx * (inner + 12), my + dy * (inner + 12));
    }
  }
  strokeHalo(pen, path, 1.25);
}

/** North and east from the real projection at the middle of the view; gives the width it took. */
function drawCompass(pen: Pen, view: ViewContext): number {
  const { viewport } = view.painter;
  const rose = view.session.sky.compass(viewport.center.x, viewport.center.y);
  if (!rose || !Number.isFinite(rose.north.x + rose.east.x)) return 0;
  const tips = [rose.north, rose.east].map(({ x, y }) => viewport.across(x * ARROW, y * ARROW));
  const labels = tips.map(({ x, y }) => ({ x: x * (1 + 11 / ARROW), y: y * (1 + 11 / ARROW) }));
  const reach = (values: number[]): [number, number] => [Math.min(0, ...values), Math.max(0, ...values)];
  const [left, right] = reach(labels.flatMap(({ x }) => [x - 5, x + 5]));
  const [, bottom] = reach(labels.flatMap(({ y }) => [y - 5, y + 5]));
  const ox = MARGIN - left;
  const oy = viewport.height - MARGIN - bottom;
  const path = new Path2D();
  for (const { x, y } of tips) {
    path.moveTo(ox, oy);
    path.lineTo(ox + x, oy + y);
    const [ux, uy] = [x / ARROW, y / ARROW];
    for (const side of [1, -1]) {
      path.moveTo(ox + x, oy + y);
      path.lineTo(ox + x - 6 * ux + side * 3.5 * uy, oy + y - 6 * uy - side * 3.5 * ux);
    }
  }
  strokeHalo(pen, path);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  ["N", "E"].forEach((name, i) => textHalo(pen, name, ox + labels[i].x, oy + labels[i].y));
  return right - left + 18;
}

function drawScaleBar(pen: Pen, view: ViewContext, used: number): void {
  const { viewport } = view.painter;
  const scale = localScale(view);
  const bar = scaleBar((scale ?? 1) / viewport.zoom, scale !== null);
  if (!bar) return;
  const x = MARGIN + used;
  const y = viewport.height - MARGIN - 1;
  if (x + bar.length > viewport.width - MARGIN) return;
  const path = new Path2D();
  path.moveTo(x, y - 4);
  path.lineTo(x, y + 1);
  path.moveTo(x, y - 1.5);
  path.lineTo(x + bar.length, y - 1.5);
  path.moveTo(x + bar.length, y - 4);
  path.lineTo(x + bar.length, y + 1);
  strokeHalo(pen, path);
  pen.textAlign = "center";
  pen.textBaseline = "alphabetic";
  textHalo(pen, bar.label, x + bar.length / 2, y - 9);
}

/** Arcsec a pixel along the screen's horizontal at the middle of the view; null without a sky. */
function localScale(view: ViewContext): number | null {
  const { viewport } = view.painter;
  const { x, y } = viewport.center;
  const to = viewport.along(5, 0);
  const a = view.session.sky.radec(x - to.x, y - to.y);
  const b = view.session.sky.radec(x + to.x, y + to.y);
  if (!a || !b) return null;
  const rad = Math.PI / 180;
  const dec = ((b.dec - a.dec) * rad) / 2;
  const ra = ((b.ra - a.ra) * rad) / 2;
  const half = Math.sin(dec) ** 2 + Math.cos(a.dec * rad) * Math.cos(b.dec * rad) * Math.sin(ra) ** 2;
  return (2 * Math.asin(Math.sqrt(half)) * 3600) / rad / 10;
}
