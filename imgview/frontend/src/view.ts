// One display of a viewer: lays the parts out, ties them to the session, takes them down again.

import { createColorbar } from "./colorbar";
import type { ViewContext } from "./context";
import { clamp, drag, h, setAttr } from "./dom";
import { attachEvents } from "./events";
import { Frame } from "./frames";
import { createFurniture } from "./furniture";
import { createHelp } from "./help";
import { createHistogram } from "./histogram";
import { imageInfo } from "./info";
import { attachKeyboard } from "./keyboard";
import { createLayerList } from "./layerlist";
import { createLegend } from "./legend";
import { createNavigator } from "./navigator";
import { createEmpty, createErrorLine, createProgress } from "./notices";
import { createOverlay } from "./overlay";
import { Painter } from "./painter";
import { attachPointer } from "./pointer";
import { Picker } from "./picker";
import { Popup } from "./popup";
import { Probe } from "./probe";
import type { Session } from "./session";
import { createStatusLine } from "./statusline";
import type { Off } from "./store";
import { followTheme } from "./theme";
import { createToolbar } from "./toolbar";

declare module "./store" {
  interface LocalState {
    /** CSS pixels of the side panel, as it was dragged. */
    panelWidth: number;
  }
}

const PANEL = { usual: 258, least: 190, most: 480 };
/** Below this width the panel lies over the image instead of beside it, closed at first. */
const NARROW = 620;
const MEDIUM = 860;

/** Build a view in an element; the result takes it down. */
export function createView(session: Session, el: HTMLElement): Off {
  const { store } = session;
  const closing = new AbortController();
  const offs: Off[] = [];
  const stage = h("div", { class: "iv-stage", attrs: { tabindex: 0, role: "application" } });
  const root = h("div", {
    class: "imgview", attrs: { "data-lm-suppress-shortcuts": "true", "data-size": "wide", tabindex: -1 },
  });
  const painter = new Painter(session, stage);
  const probe = new Probe(session, painter);
  let drawer = false;

  const view: ViewContext = {
    session, store, painter, probe, root, stage, popup: new Popup(root), signal: closing.signal,
    get picker() {
      return picker;
    },
    get frame() {
      return frame;
    },
    watch: (keys, callback) => {
      for (const key of keys) offs.push(store.on(key, callback));
      callback();
    },
    onClose: (off) => offs.push(off),
    panelShown: () => (root.dataset.size === "narrow" ? drawer : store.get("panel_open")),
    showPanel: (open) => {
      if (root.dataset.size === "narrow") drawer = open;
      else store.set("panel_open", open);
      showPanel();
    },
    toggleHelp: () => help.toggle(),
  };

  const picker = new Picker(view);
  view.onClose(() => picker.close());
  const frame = new Frame(view);
  view.onClose(followTheme(root));
  const help = createHelp(view);
  const panel = h("aside", { class: "iv-panel", attrs: { "aria-label": "Mask planes, layers and histogram" } },
    edge(view), createLegend(view), createLayerList(view),
    h("section", { class: "iv-levels", attrs: { "aria-label": "Cuts" } }, createHistogram(view), createColorbar(view)));
  const showPanel = (): void => {
    const shown = view.panelShown();
    if (!shown && panel.contains(document.activeElement)) stage.focus();
    panel.hidden = !shown;
    root.dispatchEvent(new Event("iv-panel"));
  };
  stage.append(createOverlay(view), createFurniture(view), createNavigator(view), createEmpty(view), ...picker.nodes);
  root.append(
    createToolbar(view),
    h("div", { class: "iv-body" }, createProgress(view), stage, panel, help.node),
    createErrorLine(view),
    createStatusLine(view),
  );
  el.append(root);

  attachPointer(view);
  attachKeyboard(view);
  attachEvents(view);
  view.watch(["panel_open"], showPanel);
  view.watch(["height"], () => (root.style.height = `${store.get("height")}px`));
  view.watch(["image_info"], () => {
    const title = imageInfo(store)?.title;
    setAttr(stage, "aria-label", `${title || "Image"}; press ? for the keys`);
    probe.refresh();
  });
  offs.push(painter.viewport.onChange(() => probe.refresh()));

  const resize = (): void => {
    const { clientWidth: width, clientHeight: height } = stage;
    if (width && height) painter.resize(width, height, window.devicePixelRatio || 1);
  };
  const classify = (): void => {
    const width = root.clientWidth;
    const size = width < NARROW ? "narrow" : width < MEDIUM ? "medium" : "wide";
    if (!width || root.dataset.size === size) return;
    root.dataset.size = size;
    showPanel();
  };
  const resized = new ResizeObserver(() => {
    classify();
    resize();
  });
  classify();
  resized.observe(root);
  resized.observe(stage);
  // a window moved to another screen has other device pixels
  window.addEventListener("resize", resize, { signal: closing.signal });
  resize();

  return () => {
    closing.abort();
    resized.disconnect();
    view.popup.close();
    for (const off of offs) off();
    probe.close();
    painter.dispose();
    root.remove();
  };
}

/** The panel's edge: drag it, or use the arrow keys; double click for the usual width. */
function edge(view: ViewContext): HTMLElement {
  const { local } = view.store;
  const set = (width: number): void => local.set("panelWidth", Math.round(clamp(width, PANEL.least, PANEL.most)));
  const width = (): number => local.get("panelWidth") ?? PANEL.usual;
  const node = h("div", {
    class: "iv-edge", title: "Drag to resize; double click for the usual width",
    attrs: { role: "separator", tabindex: 0, "aria-orientation": "vertical", "aria-label": "Panel width" },
    on: {
      dblclick: () => set(PANEL.usual),
      keydown: (event) => {
        const step = { ArrowLeft: 12, ArrowRight: -12 }[event.key];
        if (!step) return;
        event.preventDefault();
        event.stopPropagation();
        set(width() + step);
      },
      pointerdown: (event) => {
        if (event.button !== 0) return;
        const from = width();
        drag(event, node, (dx) => set(from - dx));
      },
    },
  });
  const apply = (): void => {
    view.root.style.setProperty("--iv-panel", `${width()}px`);
    setAttr(node, "aria-valuenow", String(width()));
    setAttr(node, "aria-valuemin", String(PANEL.least));
    setAttr(node, "aria-valuemax", String(PANEL.most));
  };
  view.onClose(local.on("panelWidth", apply));
  apply();
  return node;
}
