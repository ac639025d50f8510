// The layers over the image: their looks, as the trait has them, and their geometries, each asked for once.
import type { Channel } from "./channel";
import type { Codes, Geometry, LayerState } from "./geometry";
import { Footprints } from "./footprints";
import type { Bounds } from "./gridindex";
import { Marks } from "./marks";
import { Outline } from "./outline";
import type { LayerReply, ShapesLayer } from "./protocol";
import { Shapes } from "./shapes";
import type { Off, Store } from "./store";
import { imageInfo } from "./info";

const KINDS = { outline: Outline, footprints: Footprints, shapes: Shapes } as const;
/** Milliseconds before a geometry that did not come is asked for again; doubled each time. */
const FIRST_RETRY = 1000;
const LAST_RETRY = 60000;

/** A geometry with the absolute pixel that its numbers are relative to. */
export interface Placed {
  geometry: Geometry;
  origin: [number, number];
  /** those before until all new ones have come. */
  codes: Codes;
}

interface Asked {
  /** the question that is open, null between two. */
  id: number | null;
  timer: number;
  retry: number;
  data: Uint8Array | null;
  got: number;
}

/** Keys of a layer's geometry and of what there is of each of its sources. */
function partsOf(layer: LayerState): number[] {
  const { key } = layer;
  return layer.kind === "shapes" ? [key, layer.colors, layer.sizes, layer.shown, layer.labels].filter(Boolean) : [key];
}

/** What a viewer's displays share of its layers. */
export class LayerStore {
  readonly #store: Store;
  readonly #channel: Channel;
  readonly #offs: Off[];
  readonly #placed = new Map<number, Omit<Placed, "codes"> & { codes: Codes | null }>();
  /** what there is of each source, by its key, as it came. */
  readonly #codes = new Map<number, Uint8Array>();
  readonly #asked = new Map<number, Asked>();
  readonly #listeners = new Set<() => void>();
  #hidden: Set<number> | null = null;

  constructor(store: Store, channel: Channel) {
    this.#store = store;
    this.#channel = channel;
    this.#offs = [store.on("layers", () => this.#changed()), store.on("drawings", () => this.#changed())];
    this.#changed();
  }

  /** The lowest one first. */
  get all(): LayerState[] {
    return this.#store.get("layers");
  }

  /** Null until it has come. */
  placed(key: number): Placed | null {
    const placed = this.#placed.get(key);
    return placed?.codes ? (placed as Placed) : null;
  }

  /** Change the look of a layer. */
  set(key: number, change: Partial<ShapesLayer>): void {
    this.#store.set("layers", this.all.map((layer) => (layer.key === key ? { ...layer, ...change } as LayerState : layer)));
  }

  toggle(key: number): void {
    this.set(key, { visible: !this.all.find((layer) => layer.key === key)?.visible });
  }

  /** Hide all layers; again: show those that were hidden so. */
  toggleAll(): void {
    const shown = this.all.filter(({ visible }) => visible).map(({ key }) => key);
    const again = this.#hidden;
    this.#hidden = shown.length ? new Set(shown) : null;
    this.#store.set("layers", this.all.map((layer) => (
      { ...layer, visible: !shown.length && (again?.has(layer.key) ?? true) })));
  }

  /** Called when a look has changed or a geometry has come. */
  onChange(callback: () => void): Off {
    this.#listeners.add(callback);
    return () => this.#listeners.delete(callback);
  }

  dispose(): void {
    for (const off of this.#offs) off();
    for (const key of [...this.#asked.keys()]) this.#forget(key);
    this.#listeners.clear();
    this.#placed.clear();
    this.#codes.clear();
  }

  #tell(): void {
    for (const callback of [...this.#listeners]) callback();
  }

  #changed(): void {
    const keys = new Set(this.all.flatMap(partsOf));
    for (const key of [...this.#asked.keys()]) if (!keys.has(key)) this.#forget(key);
    for (const key of [...this.#placed.keys()]) if (!keys.has(key)) this.#placed.delete(key);
    for (const key of [...this.#codes.keys()]) if (!keys.has(key)) this.#codes.delete(key);
    // A hidden layer travels when it is first shown.
    for (const layer of this.all) {
      if (!layer.visible || !layer.count) continue;
      if (layer.kind === "marks") {
        this.#place(layer.key);
        continue;
      }
      for (const key of partsOf(layer)) {
        if (this.#placed.has(key) || this.#codes.has(key) || this.#asked.has(key)) continue;
        this.#asked.set(key, { id: null, timer: 0, retry: FIRST_RETRY, data: null, got: 0 });
        this.#ask(key);
      }
    }
    this.#colour();
    this.#tell();
  }

  /** Take marks from the state: they travel with it. */
  #place(key: number): void {
    const data = this.#store.get("drawings")[key];
    const bounds = this.#bounds([0, 0]);
    if (!data || !bounds || this.#placed.has(key)) return;
    const geometry = new Marks(data, bounds);
    this.#placed.set(key, { geometry, origin: geometry.origin, codes: {} });
  }

  /** The image, as numbers relative to an origin. */
  #bounds([ox, oy]: [number, number]): Bounds | null {
    const info = imageInfo(this.#store);
    if (!info) return null;
    const { start: [y0, x0], shape: [ny, nx] } = info;
    return { x0: x0 - ox, x1: x0 - ox + nx, y0: y0 - oy, y1: y0 - oy + ny };
  }

  #forget(key: number): void {
    const asked = this.#asked.get(key);
    this.#asked.delete(key);
    if (!asked) return;
    clearTimeout(asked.timer);
    if (asked.id !== null) this.#channel.forget(asked.id);
  }

  #ask(key: number): void {
    const asked = this.#asked.get(key);
    if (!asked) return;
    asked.data = null;
    asked.got = 0;
    asked.id = this.#channel.ask((id) => ({ kind: "layer", id, layer: key }), {
      reply: (message, buffers) => message.kind !== "layer" || this.#receive(asked, message, buffers[0]),
      failed: (error) => {
        if (error) this.#store.local.set("error", error.error);
        asked.id = null;
        asked.timer = setTimeout(() => this.#ask(key), asked.retry);
        asked.retry = Math.min(2 * asked.retry, LAST_RETRY);
      },
    });
  }

  /** True when it was the last part. */
  #receive(asked: Asked, message: LayerReply, part: DataView): boolean {
    const { layer: key, size, offset, rows, origin, done } = message;
    asked.data ??= new Uint8Array(size);
    asked.data.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), offset);
    asked.got += part.byteLength;
    if (!done) return false;
    this.#asked.delete(key);
    const layer = this.all.find((one) => partsOf(one).includes(key));
    if (layer && layer.key !== key && asked.got === size) {
      this.#codes.set(key, asked.data);
      this.#colour();
      this.#tell();
      return true;
    }
    const kind = layer?.kind;
    const bounds = this.#bounds(origin);
    // Nothing comes of a layer that has gone meanwhile.
    if (kind && kind !== "marks" && bounds && size && asked.got === size) {
      this.#placed.set(key, { geometry: new KINDS[kind](asked.data.buffer as ArrayBuffer, rows, bounds), origin, codes: null });
      this.#colour();
      this.#tell();
    }
    return true;
  }

  /** Give layers the colours and sizes that they ought to have, where all of them have come; labels come later. */
  #colour(): void {
    for (const layer of this.all) {
      const placed = this.#placed.get(layer.key);
      if (!placed || layer.kind !== "shapes") {
        if (placed) placed.codes = {};
        continue;
      }
      if (![layer.colors, layer.sizes, layer.shown].every((key) => !key || this.#codes.has(key))) continue;
      placed.codes = {};
      const [colors, sizes, shown, labels] = [layer.colors, layer.sizes, layer.shown, layer.labels].map((key) => this.#codes.get(key));
      if (shown) placed.codes.shown = { key: layer.shown, codes: shown };
      if (colors) placed.codes.colors = { key: layer.colors, table: colors.subarray(0, 768), codes: colors.subarray(768) };
      if (sizes) {
        const table = new Float32Array(sizes.buffer as ArrayBuffer, 0, 256);
        placed.codes.sizes = { key: layer.sizes, table, codes: sizes.subarray(1024) };
      }
      if (labels) {
        const starts = new Uint32Array(labels.buffer as ArrayBuffer, 0, (placed.geometry as Shapes).rows + 1);
        placed.codes.labels = { key: layer.labels, starts, text: labels.subarray(starts.byteLength) };
      }
    }
  }
}
