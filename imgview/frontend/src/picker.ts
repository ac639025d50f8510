// Sources under the hand: what is told of them, and how they are selected.
import type { ViewContext } from "./context";
import { h, perFrame, setAttr } from "./dom";
import { hasSources, type Sources, type SourcesState } from "./geometry";
import type { Placed } from "./layers";

export type Tool = "pan" | "box" | "lasso";

declare module "./store" {
  interface LocalState {
    /** What a drag on the image does. */
    tool: Tool;
  }
}

/** Rows whose text is kept. */
const KEPT = 500;
/** CSS pixels between the corners of a lasso. */
const STRIDE = 3;

/** CSS pixels on the canvas. */
export interface Spot {
  sx: number;
  sy: number;
}
/** Absolute pixels. */
interface Place {
  x: number;
  y: number;
}
export interface Source extends Spot {
  layer: SourcesState;
  row: number;
}

export class Picker {
  readonly nodes: Element[];
  readonly #tip = h("div", { class: "iv-tip", attrs: { role: "status", hidden: true } });
  readonly #line = document.createElementNS("http://www.w3.org/2000/svg", "polygon");
  #source: Source | null = null;
  #pointer: Spot | null = null;
  #path: Spot[] = [];
  #tool: Tool = "pan";
  #asked: number | null = null;
  #told = new Map<string, [string, string][]>();

  constructor(private readonly view: ViewContext) {
    const { stage, painter, store, signal } = view;
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "iv-area");
    svg.append(this.#line);
    this.nodes = [svg, this.#tip];
    const look = perFrame(() => {
      if (this.#pointer) this.#show(this.at(this.#pointer));
    });
    stage.addEventListener("pointermove", (event) => {
      const free = !event.buttons && event.target === painter.canvas;
      const frame = stage.getBoundingClientRect();
      this.#pointer = free ? { sx: event.clientX - frame.left, sy: event.clientY - frame.top } : null;
      if (free) look.ask();
      else this.#show(null);
    }, { signal });
    stage.addEventListener("pointerleave", () => {
      this.#pointer = null;
      this.#show(null);
    }, { signal });
    view.onClose(look.cancel);
    view.onClose(painter.viewport.onChange(() => (this.#pointer ? look.ask() : this.#show(null))));
    view.watch(["layers"], () => {
      this.#told.clear();
      this.#show(null);
    });
    view.onClose(store.local.on("tool", () => setAttr(stage, "data-tool", this.tool)));
  }

  get tool(): Tool {
    return this.view.store.local.get("tool") ?? "pan";
  }

  /** Take a tool; the one that is in the hand is put away. */
  take(tool: Tool): void {
    this.view.store.local.set("tool", this.tool === tool ? "pan" : tool);
  }

  /** Put the tool away; without one: select nothing. */
  escape(): void {
    if (this.tool === "pan") this.view.session.selection.set(0, []);
    else this.take("pan");
  }

  /** The smallest source at a place of the canvas. */
  at(spot: Spot): Source | null {
    const { viewport } = this.view.painter;
    const { x, y } = viewport.toImage(spot.sx, spot.sy);
    let least = Infinity;
    let found: Source | null = null;
    for (const [layer, shapes, [x0, y0], codes] of this.#sources()) {
      const hit = shapes.at(x - x0, y - y0, layer, viewport.zoom, codes);
      if (!hit || hit.area >= least) continue;
      least = hit.area;
      found = { layer, row: hit.row, ...spot };
    }
    return found;
  }

  /** Select what is at a place. */
  click(spot: Spot, add: boolean): void {
    const source = this.at(spot);
    const { selection } = this.view.session;
    if (!source) return;
    if (add) selection.add(source.layer, [source.row], true);
    else selection.set(source.layer.key, [source.row]);
  }

  begin(tool: Tool, spot: Spot): void {
    this.#tool = tool;
    this.#path = [spot];
  }

  /** Draw the area on. */
  extend(spot: Spot): void {
    const [first] = this.#path;
    const last = this.#path[this.#path.length - 1];
    if (this.#tool === "box") {
      this.#path = [first, { sx: spot.sx, sy: first.sy }, spot, { sx: first.sx, sy: spot.sy }];
    } else if (Math.hypot(spot.sx - last.sx, spot.sy - last.sy) >= STRIDE) this.#path.push(spot);
    this.#line.setAttribute("points", this.#path.map(({ sx, sy }) => `${sx},${sy}`).join(" "));
  }

  /** Select what lies in the area: of one layer, the uppermost that has something there. */
  finish(add: boolean): void {
    const { session: { selection }, painter: { viewport } } = this.view;
    const corners = this.#path.map(({ sx, sy }) => viewport.toImage(sx, sy));
    this.drop();
    if (corners.length < 3) return;
    const all = this.#sources();
    for (const [layer, shapes, [x0, y0], codes] of all) {
      if (add && !selection.concerns(layer) && all.some(([one]) => selection.concerns(one))) continue;
      const rows = shapes.within(corners.map(({ x }) => x - x0), corners.map(({ y }) => y - y0), codes);
      if (!rows.length) continue;
      if (add) selection.add(layer, rows);
      else selection.set(layer.key, rows);
      return;
    }
    if (!add) selection.set(0, []);
  }

  drop(): void {
    this.#path = [];
    this.#line.removeAttribute("points");
  }

  /** Select the next or the previous row that has a place, and say what it is. */
  step(by: number): void {
    const { session: { selection }, painter: { viewport } } = this.view;
    const all = this.#sources();
    const [layer, shapes, , codes] = all.find(([{ key }]) => key === selection.key) ?? all[0] ?? [];
    if (!layer || !shapes || !codes) return;
    const { rows } = selection;
    const from = selection.concerns(layer) && rows.length ? rows[by > 0 ? rows.length - 1 : 0] : by > 0 ? -1 : shapes.rows;
    const row = shapes.next(from, by, codes);
    if (row === null) return;
    selection.set(layer.key, [row]);
    const spot = this.#spot(layer.key, row);
    const { width, height } = viewport;
    const away = Math.abs(spot.sx - width / 2) > width / 2 || Math.abs(spot.sy - height / 2) > height / 2;
    this.#pointer = null;
    this.#show(null);
    if (away) this.centre();
    this.#show({ layer, row, ...this.#spot(layer.key, row) });
  }

  centre(at = this.meant()): void {
    if (at) this.view.painter.viewport.centerOn(at.x, at.y);
  }

  /** Put right ascension and declination in degrees, or else x and y, on the clipboard. */
  copy(): void {
    const at = this.meant();
    if (at) this.clip(this.radec(at) ?? `${at.x.toFixed(3)} ${at.y.toFixed(3)}`);
  }

  radec({ x, y }: Place): string | null {
    const sky = this.view.session.sky.radec(x, y);
    return sky && `${sky.ra.toFixed(7)} ${sky.dec.toFixed(7)}`;
  }

  /** Put a text on the clipboard, and say so at a spot; in the tip of a source where there is one. */
  clip(text: string, spot?: Spot): void {
    const { local } = this.view.store;
    // There is none on a page that came over plain http.
    void Promise.resolve(navigator.clipboard?.writeText(text) ?? Promise.reject()).then(
      () => {
        if (this.#tip.hidden && spot) {
          this.#tip.replaceChildren();
          this.#tip.hidden = false;
          this.#put(spot);
        }
        this.#tip.append(h("i", {}, `copied ${text}`));
      },
      () => local.set("error", `The page may not use the clipboard. It would hold: ${text}`),
    );
  }

  /** Put what a source is called on the clipboard, or else its row number. */
  identify({ layer: { key }, row, sx, sy }: Source): void {
    this.view.session.channel.ask((id) => ({ kind: "row", id, layer: key, row }), {
      reply: (message) => {
        if (message.kind === "row") this.clip(message.called || String(row), { sx, sy });
        return true;
      },
      failed: (error) => this.view.store.local.set("error", error?.error ?? "The kernel does not answer"),
    });
  }

  close(): void {
    if (this.#asked !== null) this.view.session.channel.cancel(this.#asked);
  }

  /** Visible layers with sources, the uppermost first. */
  #sources(): [SourcesState, Sources, Placed["origin"], Placed["codes"]][] {
    const { layers } = this.view.session;
    return [...layers.all].reverse().flatMap((layer) => {
      const placed = layer.visible && hasSources(layer) ? layers.placed(layer.key) : null;
      return placed ? [[layer as SourcesState, placed.geometry as Sources, placed.origin, placed.codes]] : [];
    });
  }

  #place(key: number, row: number): Place | null {
    const placed = this.view.session.layers.placed(key);
    if (!placed) return null;
    const [x, y] = (placed.geometry as Sources).place(row);
    return { x: x + placed.origin[0], y: y + placed.origin[1] };
  }

  #spot(key: number, row: number): Spot {
    const { x, y } = this.#place(key, row) ?? { x: 0, y: 0 };
    return this.view.painter.viewport.toScreen(x, y);
  }

  /** The source that is told of, else the first selected one. */
  source(): Source | null {
    const { key, rows } = this.view.session.selection;
    const layer = this.view.session.layers.all.find((one) => one.key === key);
    if (this.#source) return this.#source;
    return layer && hasSources(layer) && rows.length ? { layer, row: rows[0], ...this.#spot(key, rows[0]) } : null;
  }

  /** Where a source is. */
  meant(source = this.source()): Place | null {
    return source && this.#place(source.layer.key, source.row);
  }

  #show(source: Source | null): void {
    const old = this.#source;
    this.#source = source;
    setAttr(this.view.stage, "data-source", source !== null);
    if (source && old?.row === source.row && old.layer.key === source.layer.key) return this.#put(source);
    const { channel } = this.view.session;
    if (this.#asked !== null) channel.cancel(this.#asked);
    this.#asked = null;
    this.#tip.hidden = true;
    if (!source) return;
    const { layer: { key, hover }, row } = source;
    const id = `${key} ${row}`;
    const told = this.#told.get(id) ?? (hover.length ? null : []);
    if (told) return this.#tell(source, told);
    this.#asked = channel.ask((number) => ({ kind: "row", id: number, layer: key, row }), {
      reply: (message) => {
        this.#asked = null;
        if (message.kind !== "row") return true;
        if (this.#told.size > KEPT) this.#told.clear();
        this.#told.set(id, message.cells);
        if (this.#source?.row === row && this.#source.layer.key === key) this.#tell(this.#source, message.cells);
        return true;
      },
      failed: () => (this.#asked = null),
    });
  }

  #tell(source: Source, cells: [string, string][]): void {
    this.#tip.replaceChildren(
      h("b", {}, `${source.layer.name} ${source.row}`),
      h("dl", {}, ...cells.flatMap(([name, text]) => [h("dt", {}, name), h("dd", {}, text)])),
    );
    this.#tip.hidden = false;
    this.#put(source);
  }

  /** Beside the pointer, on the side where there is room. */
  #put({ sx, sy }: Spot): void {
    const { style, offsetWidth, offsetHeight } = this.#tip;
    const { width, height } = this.view.painter.viewport;
    style.left = `${Math.max(sx + 16 + offsetWidth > width ? sx - 12 - offsetWidth : sx + 16, 0)}px`;
    style.top = `${Math.max(sy + 12 + offsetHeight > height ? sy - 8 - offsetHeight : sy + 12, 0)}px`;
  }
}
