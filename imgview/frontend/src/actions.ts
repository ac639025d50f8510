// The one table of what the viewer can do: it drives the keyboard, the tool bar, the tooltips and the help.

import { clamp } from "./dom";
import type { ViewContext } from "./context";
import type { IconName } from "./icons";
import { inColor } from "./info";
import { placeMenu } from "./placemenu";
import { planeControl } from "./planes";

export interface Action {
  readonly id: string;
  readonly label: string;
  /** KeyboardEvent.key values; the first is shown. */
  readonly keys: readonly string[];
  readonly group: "View" | "Display" | "Mask planes" | "Layers" | "Reading" | "Frames" | "Viewer";
  readonly icon?: IconName;
  /** Text on its button, where it has no icon. */
  readonly text?: string;
  readonly run: (view: ViewContext, event?: KeyboardEvent) => void;
}

const STEP = 0.12;

function pan(view: ViewContext, event: KeyboardEvent | undefined): void {
  if (!event) return;
  const dx = { ArrowLeft: 1, ArrowRight: -1 }[event.key] ?? 0;
  const dy = { ArrowUp: 1, ArrowDown: -1 }[event.key] ?? 0;
  if (event.shiftKey && view.probe.pinned) {
    view.probe.nudge(-dx, -dy);
    return;
  }
  const { viewport } = view.painter;
  const length = STEP * Math.min(viewport.width, viewport.height) * (event.shiftKey ? 5 : 1);
  viewport.panBy(dx * length, dy * length);
}

function zoom(view: ViewContext, factor: number): void {
  const { viewport } = view.painter;
  viewport.zoomAbout(factor, viewport.width / 2, viewport.height / 2);
}

function turn({ painter: { viewport } }: ViewContext, degrees: number): void {
  viewport.turn(viewport.rotation + degrees);
}

function north({ painter: { viewport }, session }: ViewContext): void {
  const rose = session.sky.compass(viewport.center.x, viewport.center.y);
  if (!rose) return;
  const flip = rose.north.x * rose.east.y < rose.north.y * rose.east.x;
  const angle = Math.atan2(rose.north.y, flip ? -rose.north.x : rose.north.x);
  viewport.turn(90 - (angle * 180) / Math.PI, flip);
}

function next<T>(all: readonly T[], current: T, back: boolean): T | undefined {
  const here = all.indexOf(current);
  return all[(here + (back ? all.length - 1 : 1)) % all.length];
}

/** Take cuts by the name of their mode; the numbers come from the kernel's table. */
export function setCutsMode(view: ViewContext, mode: string): void {
  const cuts = view.store.get("cuts_table")[mode];
  if (!cuts) return;
  view.store.set("cuts", cuts);
  view.store.set("cuts_mode", mode);
}

/** Take cuts by hand, in the image's unit. */
export function setCuts(view: ViewContext, low: number, high: number): void {
  if (!(high > low) || !Number.isFinite(low) || !Number.isFinite(high)) return;
  view.store.set("cuts", [low, high]);
  view.store.set("cuts_mode", "explicit");
}

export const ACTIONS: readonly Action[] = [
  { id: "zoom-in", label: "Zoom in", keys: ["+", "="], group: "View", run: (view) => zoom(view, Math.SQRT2) },
  { id: "zoom-out", label: "Zoom out", keys: ["-", "_"], group: "View",
    run: (view) => zoom(view, Math.SQRT1_2) },
  { id: "pan", label: "Pan; with Shift further", group: "View",
    keys: ["ArrowLeft", "ArrowUp", "ArrowDown", "ArrowRight"], run: pan },
  { id: "home", label: "Back to the first view", keys: ["h"], group: "View", icon: "home",
    run: (view) => view.painter.viewport.home() },
  { id: "fit", label: "Fit the whole image", keys: ["f", "0"], group: "View", text: "fit",
    run: (view) => view.painter.viewport.fit() },
  { id: "one", label: "One image pixel a screen pixel", keys: ["1"], group: "View", text: "1:1",
    run: (view) => view.painter.viewport.oneToOne() },
  { id: "turn", label: "Turn by 90\u00b0; with Shift back", keys: ["t", "T"], group: "View",
    run: (view, event) => turn(view, event?.shiftKey ? -90 : 90) },
  { id: "tilt", label: "Turn by 15\u00b0; back", keys: ["(", ")"], group: "View",
    run: (view, event) => turn(view, event?.key === ")" ? -15 : 15) },
  { id: "mirror", label: "Mirror left and right", keys: ["k"], group: "View", run: ({ painter: { viewport } }) =>
    viewport.turn(-viewport.rotation, !viewport.flip) },
  { id: "north", label: "North up, east left", keys: ["u"], group: "View", icon: "north", run: north },
  { id: "grid", label: "Sky coordinate grid", keys: ["g"], group: "View", icon: "grid",
    run: ({ store }) => {
      if (store.get("image_info").has_sky) store.set("show_grid", !store.get("show_grid"));
    } },

  { id: "image", label: "Next of several images; with Shift the previous", keys: ["a", "A"], group: "Display",
    run: ({ store }, event) => {
      const to = next(store.get("image_labels"), store.get("image_label"), event?.shiftKey ?? false);
      if (to) store.set("image_label", to);
    } },
  { id: "component", label: "Next of image, variance, S/N, \u2026; with Shift the previous", keys: ["v", "V"],
    group: "Display", run: ({ store }, event) => {
      const to = next(store.get("image_info").components ?? [], store.get("component"), event?.shiftKey ?? false);
      if (to) store.set("component", to);
    } },
  { id: "stretch", label: "Next stretch; with Shift the previous", keys: ["s", "S"], group: "Display",
    run: ({ store }, event) => {
      const to = next(store.get("stretch_names"), store.get("stretch"), event?.shiftKey ?? false);
      if (to) store.set("stretch", to);
    } },
  { id: "cuts", label: "Next cuts; with Shift the previous", keys: ["c", "C"], group: "Display",
    run: (view, event) => {
      const { store } = view;
      const modes = Object.keys(store.get("cuts_table"));
      const to = next(modes, store.get("cuts_mode"), event?.shiftKey ?? false);
      if (to) setCutsMode(view, to);
    } },
  { id: "invert", label: "Invert the map", keys: ["i"], group: "Display",
    run: ({ store }) => {
      if (!inColor(store)) store.set("inverted", !store.get("inverted"));
    } },
  { id: "reset", label: "Reset contrast and bias", keys: ["r"], group: "Display",
    run: ({ store }) => {
      store.set("contrast", 1);
      store.set("bias", 0.5);
    } },

  { id: "masks", label: "Hide all planes; again shows them", keys: ["m"], group: "Mask planes",
    run: ({ store }) => planeControl(store).toggleAll() },
  { id: "previous-plane", label: "Previous plane alone", keys: ["["], group: "Mask planes",
    run: ({ store }) => planeControl(store).step(-1) },
  { id: "next-plane", label: "Next plane alone", keys: ["]"], group: "Mask planes",
    run: ({ store }) => planeControl(store).step(1) },
  { id: "filter", label: "Find a plane by name", keys: ["/"], group: "Mask planes",
    run: (view) => {
      view.showPanel(true);
      view.root.querySelector<HTMLElement>(".iv-filter")?.focus();
    } },

  { id: "layers", label: "Hide all layers; again shows them", keys: ["l"], group: "Layers",
    run: ({ session }) => session.layers.toggleAll() },
  { id: "box", label: "Select in a box; with Shift add", keys: ["b"], group: "Layers", icon: "box",
    run: ({ picker }) => picker.take("box") },
  { id: "lasso", label: "Select with a lasso; with Shift add", keys: ["o"], group: "Layers", icon: "lasso",
    run: ({ picker }) => picker.take("lasso") },
  { id: "source", label: "Next source; with Shift the previous", keys: ["n", "N"], group: "Layers",
    run: ({ picker }, event) => picker.step(event?.shiftKey ? -1 : 1) },
  { id: "centre", label: "Centre on the source", keys: ["z"], group: "Layers", run: ({ picker }) => picker.centre() },
  { id: "copy", label: "Copy its coordinates", keys: ["y"], group: "Layers", run: ({ picker }) => picker.copy() },
  { id: "menu", label: "Menu of the source or the place", keys: ["ContextMenu", "Shift+F10"], group: "Layers",
    run: (view) => placeMenu(view) },
  { id: "unselect", label: "Put the tool away; select nothing", keys: ["Escape"], group: "Layers",
    run: ({ picker }) => picker.escape() },

  { id: "pin", label: "Pin the reading; again lets go", keys: ["x"], group: "Reading",
    run: (view) => view.probe.togglePin() },
  { id: "nudge", label: "Move the pinned reading by a pixel", keys: ["Shift+Arrows"], group: "Reading",
    run: () => undefined },

  { id: "blink", label: "Blink; again side by side", keys: ["B"], group: "Frames",
    run: ({ frame }) => frame.group?.blink.toggle(frame) },
  { id: "next-frame", label: "Next frame", keys: ["PageDown"], group: "Frames",
    run: ({ frame }) => frame.group?.blink.step(frame, 1) },
  { id: "previous-frame", label: "Previous frame", keys: ["PageUp"], group: "Frames",
    run: ({ frame }) => frame.group?.blink.step(frame, -1) },

  { id: "panel", label: "Side panel", keys: ["p"], group: "Viewer", icon: "panel",
    run: (view) => view.showPanel(!view.panelShown()) },
  { id: "help", label: "Keyboard and mouse", keys: ["?"], group: "Viewer", icon: "help",
    run: (view) => view.toggleHelp() },
];

const byKey = new Map<string, Action>();
for (const action of ACTIONS) for (const key of action.keys) byKey.set(key, action);

export function actionForKey(key: string): Action | undefined {
  return byKey.get(key) ?? byKey.get(key.toLowerCase());
}

export function actionById(id: string): Action {
  const found = ACTIONS.find((action) => action.id === id);
  if (!found) throw new Error(`no action ${id}`);
  return found;
}

const KEY_NAMES: Record<string, string> = {
  ArrowLeft: "\u2190", ArrowUp: "\u2191", ArrowDown: "\u2193", ArrowRight: "\u2192", "-": "\u2212",
  B: "Shift B", Escape: "Esc", ContextMenu: "\u2630", "Shift+Arrows": "Shift \u2190\u2191\u2193\u2192",
};

/** A key as the help and the tooltips print it. */
export function keyName(key: string): string {
  return KEY_NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

/** Label and shortcut, for a tooltip. */
export function tip(action: Action): string {
  return `${action.label} (${keyName(action.keys[0] ?? "")})`;
}

/** Turn a drag into contrast and bias, from where they were when it began. */
export function dragContrast(
  view: ViewContext, from: { contrast: number; bias: number }, dx: number, dy: number,
): void {
  const { width, height } = view.painter.viewport;
  view.store.set("bias", clamp(from.bias + dx / Math.max(width, 1), 0, 1));
  view.store.set("contrast", clamp(from.contrast * Math.exp((-3 * dy) / Math.max(height, 1)), 0.05, 20));
}
