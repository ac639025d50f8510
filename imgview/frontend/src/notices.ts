// Waiting and trouble: a thin line while the kernel is silent, an error that can be put away, a word where
// there is no image.

import type { ViewContext } from "./context";
import { h, setText } from "./dom";
import { icon } from "./icons";
import { imageInfo } from "./info";

/** Milliseconds of silence before the progress line shows. */
const QUIET = 300;

/** The line under the tool bar. */
export function createProgress(view: ViewContext): HTMLElement {
  const { store } = view;
  const text = h("span", { class: "iv-busy" });
  const line = h("div", {
    class: "iv-progress", attrs: { role: "progressbar", "aria-label": "Waiting for the kernel", hidden: true },
  }, h("i", {}), text);
  let timer = 0;
  const update = (): void => {
    const waiting = Boolean(store.local.get("waiting")) || store.get("busy") !== "";
    const stalled = Boolean(store.local.get("stalled"));
    setText(text, store.get("busy") || (stalled ? "The kernel does not answer. It may be busy: wait, or interrupt its cell; if it has stopped,"
      + " restart it and run this cell again." : ""));
    if (!waiting && !stalled) {
      clearTimeout(timer);
      timer = 0;
      line.hidden = true;
    } else {
      timer ||= window.setTimeout(() => (line.hidden = false), QUIET);
    }
  };
  view.watch(["busy"], update);
  for (const key of ["waiting", "stalled"] as const) view.onClose(store.local.on(key, update));
  view.onClose(() => clearTimeout(timer));
  return line;
}

/** What went wrong and what to do, under the image, until it is put away. */
export function createErrorLine(view: ViewContext): HTMLElement {
  const { store } = view;
  const text = h("span", { class: "iv-error-text" });
  const close = h("button", {
    class: "iv-button iv-plain", title: "Dismiss", attrs: { "aria-label": "Dismiss" },
    on: {
      click: () => {
        store.set("error", "");
        store.local.set("error", "");
      },
    },
  }, icon("close"));
  const line = h("div", { class: "iv-error", attrs: { role: "alert", hidden: true } }, icon("warning"), text, close);
  const update = (): void => {
    const message = store.get("error") || store.local.get("error") || "";
    setText(text, message);
    line.hidden = message === "";
  };
  view.watch(["error"], update);
  view.onClose(store.local.on("error", update));
  return line;
}

/** The sentence in the middle of an empty viewer. */
export function createEmpty(view: ViewContext): HTMLElement {
  const node = h("div", { class: "iv-nothing", attrs: { hidden: true } },
    h("span", {}, "No image yet."), h("code", {}, "viewer.load_image(image)"), h("span", {}, "shows one."));
  view.watch(["image_info"], () => (node.hidden = imageInfo(view.store) !== null));
  return node;
}
