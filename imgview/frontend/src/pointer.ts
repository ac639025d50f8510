// The mouse, the pen and the fingers on the image: zoom, pan, contrast and bias, and where the reading is taken.

import { dragContrast } from "./actions";
import type { ViewContext } from "./context";
import { perFrame } from "./dom";
import { tellClick } from "./events";
import { placeMenu } from "./placemenu";

/** One notch of a wheel (100 px) zooms by a quarter. */
const WHEEL = Math.log(1.25) / 100;
/** A pinch on a trackpad arrives as a ctrl-wheel with small steps. */
const PINCH = 0.01;
const LINE = 33;
const PAGE = 400;
/** Milliseconds in which a wheel's step is drawn out. */
const GLIDE = 45;
/** A press that moves less is a click. */
const SLACK = 3;

interface Finger {
  x: number;
  y: number;
}

function spotOf({ x, y }: Finger): { sx: number; sy: number } {
  return { sx: x, sy: y };
}

export function attachPointer(view: ViewContext): void {
  const { stage, painter, picker, probe, store, signal } = view;
  const { viewport } = painter;
  const fingers = new Map<number, Finger>();
  let gesture: "none" | "pan" | "contrast" | "pinch" | "select" = "none";
  let start = { x: 0, y: 0, contrast: 1, bias: 0.5 };
  let moved = false;
  let frame = stage.getBoundingClientRect();

  const place = (event: MouseEvent): Finger => ({ x: event.clientX - frame.left, y: event.clientY - frame.top });
  const measure = (): void => {
    frame = stage.getBoundingClientRect();
  };

  const wheel = glider((factor, at) => viewport.zoomAbout(factor, at.x, at.y));
  view.onClose(wheel.cancel);
  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    measure();
    const unit = event.deltaMode === 1 ? LINE : event.deltaMode === 2 ? PAGE : 1;
    const delta = (event.deltaY || event.deltaX) * unit;
    const speed = event.ctrlKey ? PINCH : WHEEL;
    wheel.push(Math.max(-1.2, Math.min(1.2, -delta * speed)), place(event));
  }, { passive: false, signal });

  const contrast = perFrame(() => {
    const [finger] = fingers.values();
    if (gesture === "contrast" && finger) dragContrast(view, start, finger.x - start.x, finger.y - start.y);
  });
  view.onClose(contrast.cancel);

  stage.addEventListener("pointerdown", (event) => {
    if (event.target !== stage && !(event.target instanceof HTMLCanvasElement)) return;
    if (event.button === 1) return;
    measure();
    stage.focus({ preventScroll: true });
    stage.setPointerCapture(event.pointerId);
    const at = place(event);
    fingers.set(event.pointerId, at);
    start = { ...at, contrast: store.get("contrast"), bias: store.get("bias") };
    const tool = event.ctrlKey || event.metaKey ? "box" : event.altKey ? "lasso" : picker.tool;
    if (fingers.size === 2) gesture = "pinch";
    else if (tool !== "pan" && event.button === 0) gesture = "select";
    else gesture = event.button === 2 || event.shiftKey ? "contrast" : "pan";
    picker.drop();
    if (gesture === "select") picker.begin(tool, spotOf(at));
    moved = fingers.size > 1;
  }, { signal });

  stage.addEventListener("pointermove", (event) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) {
      if ((event.target as Element).closest(".iv-navigator")) return probe.leave();
      measure();
      const at = place(event);
      probe.moveTo(at.x, at.y);
      return;
    }
    const at = place(event);
    if (!moved && Math.hypot(at.x - start.x, at.y - start.y) < SLACK) return;
    moved = true;
    stage.dataset.gesture = gesture;
    if (gesture === "pan") viewport.panBy(at.x - finger.x, at.y - finger.y);
    else if (gesture === "pinch") pinch(event.pointerId, at);
    else if (gesture === "select") picker.extend(spotOf(at));
    fingers.set(event.pointerId, at);
    if (gesture === "contrast") contrast.ask();
    else probe.moveTo(at.x, at.y);
  }, { signal });

  const pinch = (id: number, at: Finger): void => {
    const here = fingers.get(id);
    const other = [...fingers].find(([key]) => key !== id)?.[1];
    if (!here || !other) return;
    const before = Math.hypot(here.x - other.x, here.y - other.y);
    const after = Math.hypot(at.x - other.x, at.y - other.y);
    viewport.panBy((at.x - here.x) / 2, (at.y - here.y) / 2);
    if (before > 0 && after > 0) {
      viewport.zoomAbout(after / before, (at.x + other.x) / 2, (at.y + other.y) / 2);
    }
  };

  const release = (event: PointerEvent): void => {
    if (!fingers.delete(event.pointerId)) return;
    const { x, y } = place(event);
    if (!moved && event.type === "pointerup") tellClick(view, event, viewport.toImage(x, y));
    if (event.type === "pointercancel") picker.drop();
    else if (!moved && event.button === 0) picker.click(spotOf(place(event)), event.shiftKey);
    else if (!moved && event.button === 2) placeMenu(view, spotOf(place(event)));
    else if (gesture === "select") picker.finish(event.shiftKey);
    gesture = fingers.size === 1 ? "pan" : "none";
    if (gesture === "none") delete stage.dataset.gesture;
  };
  stage.addEventListener("pointerup", release, { signal });
  stage.addEventListener("pointercancel", release, { signal });
  stage.addEventListener("pointerleave", (event) => {
    if (!fingers.has(event.pointerId)) probe.leave();
  }, { signal });

  stage.addEventListener("dblclick", (event) => {
    measure();
    const { x, y } = place(event);
    const there = viewport.toImage(x, y);
    viewport.centerOn(there.x, there.y);
  }, { signal });
  // the right button turns contrast and bias, as in ds9, and has a menu of its own: not the browser's, not the notebook's
  stage.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    event.stopPropagation();
  }, { signal });
}

/** Draw the steps of a wheel out over a few frames, so that a notch glides instead of jumping. */
function glider(apply: (factor: number, at: Finger) => void): {
  push: (log: number, at: Finger) => void;
  cancel: () => void;
} {
  let left = 0;
  let where: Finger = { x: 0, y: 0 };
  let last = 0;
  const frame = perFrame(() => {
    const now = performance.now();
    const part = 1 - Math.exp(-Math.min(now - last, 100) / GLIDE);
    last = now;
    const step = Math.abs(left) < 0.004 ? left : left * part;
    left -= step;
    apply(Math.exp(step), where);
    if (left) frame.ask();
  });
  return {
    push: (log, at) => {
      // turning round answers at once
      left = Math.sign(left) === -Math.sign(log) ? log : left + log;
      where = at;
      if (Math.abs(log) < 0.06) {
        apply(Math.exp(left), at);
        left = 0;
        return;
      }
      if (left === log) last = performance.now() - 16;
      frame.ask();
    },
    cancel: frame.cancel,
  };
}
