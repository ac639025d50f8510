// The layers over the image, on a canvas of their own: what is sharp, what is stretched until it is, and when
// there is time to draw.
import type { ViewContext } from "./context";
import { h, setAttr } from "./dom";
import type { LayerState } from "./geometry";
import type { Placed } from "./layers";
import { page } from "./page";
import { Writing } from "./text";
import { Sheet, signatureOf } from "./sheet";
import { turned } from "./turntable";

/** Milliseconds of a frame that are spent on layers, however busy it is; and at most, when nothing moves. */
const LEAST = 2;
const MOST = 14;
/** Milliseconds without a change of zoom before a layer is drawn anew that takes longer than a frame. */
const STILL = 30;

/** A layer as it is shown, and as it is being drawn for another zoom or look. */
interface Shown {
  front: Sheet | null;
  next: Sheet | null;
  words: Writing;
  /** milliseconds that the last complete drawing took. */
  cost: number;
}

export function createOverlay(view: ViewContext): HTMLElement {
  const { painter, session } = view;
  const { viewport } = painter;
  const { layers, selection } = session;
  const all = (): LayerState[] => [...layers.all, ...selection.drawn()];
  const placedAt = (key: number): Placed | null => selection.placed(key) ?? layers.placed(key);
  const canvas = h("canvas", { class: "iv-overlay", attrs: { "aria-hidden": "true", hidden: true } });
  const context = canvas.getContext("2d");
  const shown = new Map<number, Shown>();
  let frame = 0;
  let later = 0;
  let zoom = 0;
  let where = "";
  let zoomed = -Infinity;
  /** whether the canvas shows something else than it should: to put the same pictures there again costs as much as lines. */
  let stale = true;

  const ask = (): void => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      draw();
    });
  };

  /** True when the layer is sharp in the whole view. */
  const prepare = (key: number, deadline: number, moving: boolean): boolean => {
    const layer = all().find((one) => one.key === key);
    const placed = placedAt(key);
    if (!layer || !placed) return true;
    let state = shown.get(key);
    if (!state) shown.set(key, (state = { front: null, next: null, words: new Writing(), cost: 0 }));
    const signature = signatureOf(layer, placed, viewport);
    if (state.front?.signature === signature) {
      state.next?.dispose();
      state.next = null;
      const { drawn } = state.front;
      const ready = state.front.fill(viewport, deadline);
      stale ||= state.front.drawn > drawn;
      return ready;
    }
    if (state.next?.signature !== signature) {
      state.next?.dispose();
      state.next = new Sheet(signature, placed, layer, viewport);
    }
    // What would not be ready before the zoom has changed again is not begun.
    if (moving && state.front && state.cost > MOST / 2) return false;
    if (!state.next.fill(viewport, deadline)) return false;
    state.front?.dispose();
    state.cost = state.next.cost;
    state.front = state.next;
    state.next = null;
    stale = true;
    return true;
  };

  const draw = (): void => {
    clearTimeout(later);
    const visible = all().filter(({ key, visible: on }) => on && placedAt(key));
    canvas.hidden = visible.length === 0;
    if (canvas.hidden || !context) {
      const waiting = layers.all.some(({ visible: on, count }) => on && count);
      return setAttr(canvas, "data-sharp", String(!waiting));
    }
    const now = performance.now();
    if (viewport.zoom !== zoom) [zoom, zoomed] = [viewport.zoom, now];
    const moving = now - zoomed < STILL;
    const { left, bottom } = viewport.device();
    const moved = where !== `${left} ${bottom} ${zoom}`;
    where = `${left} ${bottom} ${zoom}`;
    const rest = page.timeLeft(Number(document.timeline.currentTime));
    const deadline = now + (moved ? Math.max(rest, LEAST) : MOST);
    let sharp = true;
    for (const layer of visible) {
      const { key } = layer;
      sharp = prepare(key, deadline, moving) && sharp;
      const placed = placedAt(key);
      const words = shown.get(key)?.words;
      if (!placed || !words) continue;
      sharp = words.fill(layer, placed, viewport, deadline, moving) && sharp;
      stale ||= words.fresh;
    }
    if (stale) paint(context, visible);
    page.spend(performance.now() - now);
    setAttr(canvas, "data-sharp", String(sharp));
    if (!sharp) ask();
    else ring();
  };

  const paint = (pen: CanvasRenderingContext2D, visible: LayerState[]): void => {
    stale = false;
    const { width, height } = painter.canvas;
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      canvas.style.width = painter.canvas.style.width;
      canvas.style.height = painter.canvas.style.height;
    } else pen.clearRect(0, 0, width, height);
    turned(pen, viewport, (straight) => {
      for (const layer of visible) shown.get(layer.key)?.front?.paint(straight, viewport, layer);
    });
    for (const layer of visible) shown.get(layer.key)?.words.paint(pen, layer, viewport);
  };

  /** With time to spare, tiles just out of sight: panning then finds them drawn. */
  const ring = (): void => {
    later = setTimeout(() => {
      const deadline = performance.now() + MOST / 2;
      let ready = true;
      for (const { front } of shown.values()) ready = (front?.fill(viewport, deadline, 1) ?? true) && ready;
      if (!ready) ring();
    }, STILL);
  };

  view.onClose(painter.onFrame(() => {
    stale = true;
    draw();
  }));
  const changed = (): void => {
    const keys = new Set(all().map(({ key }) => key));
    for (const [key, { front, next }] of shown) {
      if (keys.has(key)) continue;
      front?.dispose();
      next?.dispose();
      shown.delete(key);
    }
    setAttr(canvas, "data-sharp", "false");
    stale = true;
    ask();
  };
  view.onClose(layers.onChange(changed));
  view.onClose(view.store.on("selection", changed));
  view.onClose(() => {
    cancelAnimationFrame(frame);
    clearTimeout(later);
    for (const { front, next } of shown.values()) {
      front?.dispose();
      next?.dispose();
    }
  });
  return canvas;
}
