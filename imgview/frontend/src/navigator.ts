// The whole image in a corner, with a box about what is shown; drag it to move there.

import type { ViewContext } from "./context";
import { drag, h, perFrame } from "./dom";
import { imageInfo } from "./info";

const LONGEST = { width: 150, height: 110 };
/** Milliseconds between two pictures of the whole while its style is being dragged. */
const REDRAW = 250;

export function createNavigator(view: ViewContext): HTMLElement {
  const { painter, store } = view;
  const { viewport } = painter;
  const picture = h("canvas", { attrs: { "aria-hidden": "true" } });
  const window_ = h("span", { class: "iv-visible" });
  const box = h("div", {
    class: "iv-navigator", title: "The whole image: drag to move",
    attrs: { role: "img", "aria-label": "The whole image, with a box about the part that is shown", hidden: true },
    on: {
      pointerdown: (event) => {
        if (event.button !== 0) return;
        event.stopPropagation();
        go(event);
        drag(event, box, (_dx, _dy, next) => go(next));
      },
      dblclick: (event) => event.stopPropagation(),
    },
  }, picture, window_);

  const go = (event: PointerEvent): void => {
    const info = imageInfo(store);
    if (!info) return;
    const frame = picture.getBoundingClientRect();
    const [ny, nx] = info.shape;
    const [y0, x0] = info.start;
    viewport.centerOn(
      x0 - 0.5 + (nx * (event.clientX - frame.left)) / frame.width,
      y0 - 0.5 + (ny * (frame.bottom - event.clientY)) / frame.height,
    );
  };

  const place = perFrame(() => {
    const info = imageInfo(store);
    const { width, height, zoom, center, rotation, flip } = viewport;
    if (!info) {
      box.hidden = true;
      return;
    }
    const [ny, nx] = info.shape;
    const [y0, x0] = info.start;
    const roomy = width >= 330 && height >= 230;
    const whole = [[0, 0], [nx, 0], [0, ny], [nx, ny]].every(([x, y]) => {
      const { sx, sy } = viewport.toScreen(x0 - 0.5 + x, y0 - 0.5 + y);
      return Math.abs(sx / width - 0.5) <= 0.501 && Math.abs(sy / height - 0.5) <= 0.501;
    });
    box.hidden = whole || !roomy;
    if (box.hidden) return;
    // Straight, the frame ends where the image ends; turned, it is cut off there.
    const percent = (value: number): string => `${(rotation ? value : Math.min(Math.max(value, 0), 1)) * 100}%`;
    const [w, h] = [width / zoom / nx / 2, height / zoom / ny / 2];
    const [x, y] = [(center.x - x0 + 0.5) / nx, (center.y - y0 + 0.5) / ny];
    Object.assign(window_.style, {
      left: percent(x - w), right: percent(1 - x - w), bottom: percent(y - h), top: percent(1 - y - h),
      transform: `rotate(${flip ? -rotation : rotation}deg)`,
    });
    if (stale) redraw();
  });

  let stale = true;
  let timer = 0;
  const redraw = (): void => {
    if (timer) return;
    timer = window.setTimeout(() => {
      timer = 0;
      if (!box.hidden && stale) paint();
    }, drawn ? REDRAW : 0);
  };
  let drawn = false;
  const paint = (): void => {
    const { dpr } = viewport;
    const made = painter.thumbnail(LONGEST.width * dpr, LONGEST.height * dpr);
    if (!made) return;
    stale = false;
    drawn = true;
    picture.width = made.width;
    picture.height = made.height;
    picture.style.width = `${made.width / dpr}px`;
    picture.getContext("2d")?.drawImage(made, 0, 0);
  };
  const outdated = (): void => {
    stale = true;
    place.ask();
  };

  view.onClose(viewport.onChange(place.ask));
  view.onClose(view.session.style.onChange(outdated));
  view.onClose(painter.onFrame(() => {
    // tiles of the coarsest level may have come since
    if (!drawn && !box.hidden) redraw();
    place.ask();
  }));
  view.watch(["image_info"], () => {
    drawn = false;
    outdated();
  });
  view.onClose(() => {
    place.cancel();
    clearTimeout(timer);
  });
  return box;
}
