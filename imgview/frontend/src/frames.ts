// Viewers that stand side by side: those of a group find each other in the page and follow without the kernel.

import { aligned, mapped } from "./alignment";
import { Blink } from "./blink";
import type { ViewContext } from "./context";
import { h, perFrame, setText } from "./dom";
import { imageInfo } from "./info";
import type { Frames, PolynomialMap, Viewport as View } from "./protocol";
import type { Point, Viewport } from "./viewport";

/** What frames with the same cuts have in common: the same value is equally bright in all. */
const SHARED = ["cuts", "stretch", "stretch_parameter", "contrast", "bias"] as const;

// Widgets may be separate modules; versions whose groups differ must not meet.
const KEY = Symbol.for("imgview.frames.1");
const globals = globalThis as unknown as Record<symbol, Record<string, Group> | undefined>;
const groups = (globals[KEY] ??= {});

/** The displays of the viewers of one group. */
export class Group {
  readonly blink = new Blink(() => this.frames);
  readonly #members = new Set<Frame>();
  /** whose view the others have. */
  #leader: Frame | null = null;
  #busy = false;
  readonly #later = perFrame(() => this.#match());

  /** One display of each viewer, in order. */
  get frames(): Frame[] {
    const one: Frame[] = [];
    for (const frame of this.#members) one[frame.state.order] = frame;
    return one.filter(Boolean);
  }

  join(frame: Frame): void {
    this.#members.add(frame);
    this.settle();
  }

  leave(frame: Frame): void {
    this.#members.delete(frame);
    if (this.#leader === frame) this.#leader = null;
    frame.lay(0);
    if (this.#members.size) this.blink.settle();
    else {
      this.blink.set(0);
      this.#later.cancel();
    }
  }

  /** Bring all to one view in the next frame: one has come, has another image or another size. */
  settle(): void {
    this.#later.ask();
  }

  /** Have the others show what a frame shows. */
  lead(leader: Frame): void {
    this.#leader = leader;
    const { lock } = leader.state;
    if (!lock) return;
    leader.viewport.float(false);
    this.#others(leader, (frame) => frame.take(leader.seenBy(frame), lock === "wcs"));
  }

  /** Give the others the cuts of a frame. */
  share(from: Frame): void {
    if (!from.state.cuts) return;
    const { store } = from.view;
    this.#others(from, ({ view: { store: other } }) => {
      const mode = String(other.get("cuts")) === String(store.get("cuts")) ? other.get("cuts_mode") : "explicit";
      for (const key of SHARED) other.set(key, store.get(key));
      other.set("cuts_mode", mode);
    });
  }

  /** Show in the others where a frame is pointed at. */
  point(from: Frame): void {
    const at = from.state.crosshair ? from.view.probe.place() : null;
    from.mark(null);
    this.#others(from, (frame) => frame.mark(at && from.place(at, frame)));
  }

  /** Whether what happens now follows from what happened to another frame. */
  get busy(): boolean {
    return this.#busy;
  }

  #others(but: Frame, act: (frame: Frame) => void): void {
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (const frame of this.frames) if (frame !== but) act(frame);
    } finally {
      this.#busy = false;
    }
  }

  #match(): void {
    const [first] = this.frames;
    if (!first) return;
    this.lead(this.#leader ?? first);
    this.blink.settle();
  }
}

/** One display as a member of its group. */
export class Frame {
  group: Group | null = null;
  /** The place another frame is pointed at. */
  marked: Point | null = null;
  /** Draws what is marked. */
  draw = (): void => undefined;
  readonly viewport: Viewport;
  readonly #tag = h("span", { class: "iv-busy" });
  #name = "";
  #size = "";

  constructor(readonly view: ViewContext) {
    const { store, painter: { viewport }, stage, signal, probe } = view;
    this.viewport = viewport;
    stage.append(this.#tag);
    const point = perFrame(() => this.group?.point(this));
    for (const type of ["pointermove", "pointerleave"]) stage.addEventListener(type, point.ask, { signal });
    view.onClose(probe.onChange(point.ask));
    view.onClose(point.cancel);
    view.onClose(viewport.onChange(() => this.#moved()));
    for (const key of SHARED) {
      view.onClose(store.on(key, () => {
        if (store.pending(key)) this.group?.share(this);
      }));
    }
    view.watch(["frames"], () => this.#join());
    view.watch(["blink"], () => this.group?.blink.set(store.get("blink")));
    view.onClose(() => this.group?.leave(this));
  }

  /** As Python says; only while there is a group. */
  get state(): Frames {
    return this.view.store.get("frames") as Frames;
  }

  /** What stands in the grid. */
  get element(): HTMLElement {
    return this.view.root.parentElement as HTMLElement;
  }

  /** Show a place of the image, or none. */
  mark(at: Point | null): void {
    if (!at && !this.marked) return;
    this.marked = at;
    this.draw();
  }

  /** Lie over the others, so high; or stand beside them (0). */
  lay(height: number): void {
    const { root, store } = this.view;
    this.element.style.gridArea = height ? "1 / 1 / 2 / -1" : "";
    root.style.height = `${Math.max(height, store.get("height"))}px`;
    if (!height) this.show(true);
  }

  show(seen: boolean, number?: string): void {
    this.element.style.visibility = seen ? "" : "hidden";
    setText(this.#tag, number ? `${number}  ${imageInfo(this.view.store)?.title ?? ""}` : "");
  }

  /** The view of another frame that shows what this one shows; null where there is none. */
  seenBy({ viewport: to, state: { order } }: Frame): View | null {
    const { viewport } = this;
    const maps = this.#maps(order);
    if (!maps || viewport.width <= 1 || to.width <= 1) return null;
    // What is truly shown: the picture lies on whole device pixels. The same pixels come to lie on the same ones.
    const { x, y } = maps.length ? viewport.toImage(viewport.width / 2, viewport.height / 2) : viewport.center;
    const { rotation, flip } = viewport;
    const fov = Math.min(to.width, to.height) / viewport.zoom;
    return maps.reduce<View>((view, map) => aligned(map, view), { center: [x, y], fov, rotation, flip });
  }

  /** Where a place of this image is in that of another frame. */
  place(at: Point, { state: { order } }: Frame): Point {
    return (this.#maps(order) ?? []).reduce<Point>((place, map) => mapped(map, place.x, place.y), at);
  }

  /** Show what another frame asks for, to a fraction of a device pixel if so. */
  take(view: View | null, floating: boolean): void {
    if (!view) return;
    this.viewport.float(floating);
    this.viewport.show({ ...view, center: { x: view.center[0], y: view.center[1] } });
  }

  /** The maps to go by, one after the other; null where the lock knows no way. */
  #maps(order: number): PolynomialMap[] | null {
    const { lock, maps } = this.state;
    if (lock === "pixel") return [];
    if (maps[order]) return [maps[order]];
    // Of many frames each knows the way to the first one only.
    const last = this.group?.frames[0].state.maps[order];
    return maps[0] && last ? [maps[0], last] : lock ? null : [];
  }

  #join(): void {
    const name = this.state.group ?? "";
    if (name === this.#name) return this.group?.settle();
    this.group?.leave(this);
    this.#name = name;
    this.group = name ? (groups[name] ??= new Group()) : null;
    this.group?.join(this);
    this.group?.blink.set(this.view.store.get("blink"));
  }

  #moved(): void {
    const { group, viewport: { width, height } } = this;
    const size = `${width} ${height}`;
    const resized = size !== this.#size;
    this.#size = size;
    if (!group || group.busy) return;
    // The kernel moves all frames by itself.
    if (resized) group.settle();
    else if (this.view.store.pending("viewport")) group.lead(this);
  }
}
