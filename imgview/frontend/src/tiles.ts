// The tiles a viewer holds, and which of the missing ones are asked for.
import type { Channel } from "./channel";
import { page, type Entry } from "./page";
import type { ImageInfo, KernelMessage, TileMeta } from "./protocol";
import type { Store } from "./store";
import { decodeTile, type Tile } from "./tile";

export type TileKey = readonly [level: number, row: number, col: number];

/** Milliseconds between two questions while one is open, so that a moving view does not flood the kernel. */
const PACE = 50;
/** Milliseconds before tiles that did not come are asked for again; doubled each time. */
const FIRST_RETRY = 1000;
const LAST_RETRY = 60000;

/** A tile with its picture in the style of some moment. */
export class Slot implements Entry {
  bytes = 0;
  picture: OffscreenCanvas | null = null;
  /** style version the picture is known to be right for, -1 for none. */
  styleVersion = -1;
  /** what the compositor made the picture from. */
  signature = "";
  /** shading version at which the steps were last found fine enough, or finer ones were asked for. */
  refined = -1;

  constructor(readonly id: string, public tile: Tile, private readonly owner: TileStore) {}

  get size(): number {
    return this.tile.bytes + (this.picture ? 4 * this.tile.width * this.tile.height : 0);
  }

  pinned(): boolean {
    return this.owner.pinned(this.id);
  }

  evict(): void {
    this.picture = null;
    this.owner.evicted(this.id);
  }

  dropPicture(): void {
    if (!this.picture) return;
    this.picture = null;
    this.styleVersion = -1;
    this.signature = "";
    page.keep(this, this.size);
  }
}

interface Question {
  id: number;
  /** slot ids that have not come yet. */
  left: Set<string>;
  /** what is here already and wanted finer, null for tiles that are missing. */
  refine: { slots: Slot[]; shadingVersion: number } | null;
}

/** Bounded cache of decoded tiles of one viewer; asks the kernel for what its views lack. */
export class TileStore {
  readonly #store: Store;
  readonly #channel: Channel;
  readonly #slots = new Map<string, Slot>();
  readonly #decoding = new Set<string>();
  readonly #wants = new Map<object, TileKey[]>();
  readonly #listeners = new Set<() => void>();
  readonly #offs: (() => void)[];
  #wanted = new Set<string>();
  #info: ImageInfo | null = null;
  readonly #questions = new Set<Question>();
  #view = 0;
  #asked = -Infinity;
  #timer = 0;
  #retry = FIRST_RETRY;
  #notBefore = -Infinity;

  constructor(store: Store, channel: Channel) {
    this.#store = store;
    this.#channel = channel;
    this.#offs = [
      store.on("image_info", () => this.#newImage()),
      store.on("first_tiles", () => this.#firstTiles()),
    ];
    this.#newImage();
    this.#firstTiles();
  }

  /** The image whose tiles these are; null without one. */
  get info(): ImageInfo | null {
    return this.#info;
  }

  get(key: TileKey): Slot | undefined {
    const slot = this.#slots.get(this.#id(key));
    if (slot) page.touch(slot);
    return slot;
  }

  /** The single tile of the coarsest level, which stays in memory. */
  get overview(): TileKey {
    return [Math.max((this.#info?.levels ?? 1) - 1, 0), 0, 0];
  }

  /** What a view shows now, most wanted first; it replaces what the view wanted before. */
  want(view: object, keys: TileKey[]): void {
    this.#wants.set(view, keys);
    this.#rewant();
  }

  /** A view shows nothing now. */
  forget(view: object): void {
    if (!this.#wants.delete(view)) return;
    this.#rewant();
    if (!this.#wants.size) for (const slot of this.#slots.values()) slot.dropPicture();
  }

  /** Ask for the same tiles in finer steps for a shading, unless something else is being asked. */
  refine(slots: Slot[], shadingVersion: number): void {
    if (this.#questions.size || !this.#info || !slots.length) return;
    // The kernel chooses the steps for its cuts and stretch: it must know the page's first.
    this.#store.flush();
    this.#ask(slots.map(({ tile }) => [tile.level, tile.row, tile.col]), { slots, shadingVersion });
  }

  /** Called when tiles have come or the image has changed. */
  onChange(callback: () => void): () => void {
    this.#listeners.add(callback);
    return () => this.#listeners.delete(callback);
  }

  /** A reply's tiles are good whether or not its question is still open; true when it was the last reply. */
  receive(message: KernelMessage, buffers: DataView[]): boolean {
    if (message.kind !== "tiles") return true;
    if (message.image === this.#info?.id) {
      message.tiles.forEach((meta, i) => this.#accept(message.component, meta, buffers[i]));
      if (message.tiles.length) this.#retry = FIRST_RETRY;
    }
    return message.done;
  }

  pinned(id: string): boolean {
    return this.#wanted.has(id);
  }

  evicted(id: string): void {
    this.#slots.delete(id);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const off of this.#offs) off();
    this.#listeners.clear();
    this.#wants.clear();
    this.#clear();
    this.#info = null;
  }

  #id([level, row, col]: TileKey, component: string = this.#info?.component ?? "image"): string {
    return `${this.#info?.id}/${component}/${level}/${row}/${col}`;
  }

  #changed(): void {
    for (const callback of [...this.#listeners]) callback();
  }

  #clear(): void {
    for (const slot of this.#slots.values()) page.drop(slot);
    this.#slots.clear();
    this.#decoding.clear();
    this.#cancel();
  }

  #cancel(): void {
    for (const { id } of this.#questions) this.#channel.cancel(id);
    this.#questions.clear();
  }

  #newImage(): void {
    const info = this.#store.get("image_info");
    const next = "shape" in info ? (info as ImageInfo) : null;
    // Of several images each may be shown again: their tiles stay as long as there is room.
    if (next?.id !== this.#info?.id && this.#store.get("image_labels").length < 2) this.#clear();
    else if (next?.id !== this.#info?.id || next?.component !== this.#info?.component) this.#cancel();
    this.#info = next;
    this.#retry = FIRST_RETRY;
    this.#notBefore = -Infinity;
    this.#wants.clear();
    this.#rewant();
    this.#changed();
  }

  #firstTiles(): void {
    if (!this.#info) return;
    for (const first of this.#store.get("first_tiles")) this.#accept(this.#info.component, first, first.data);
  }

  #accept(component: string, meta: TileMeta, data: DataView): void {
    const id = this.#id([meta.level, meta.row, meta.col], component);
    const image = this.#info?.id;
    this.#decoding.add(id);
    for (const { left } of this.#questions) left.delete(id);
    decodeTile(meta, data)
      .then((tile) => image === this.#info?.id && this.#put(id, tile))
      .catch((error: unknown) => {
        this.#store.local.set("error", `A tile could not be read: ${String(error)}`);
        this.#backOff();
      })
      .finally(() => {
        this.#decoding.delete(id);
        if (image === this.#info?.id) this.#changed();
      });
  }

  #put(id: string, tile: Tile): void {
    let slot = this.#slots.get(id);
    if (slot) {
      // The old picture stays until the new one is composited.
      slot.tile = tile;
      slot.styleVersion = -1;
      slot.signature = "";
    } else {
      slot = new Slot(id, tile, this);
      this.#slots.set(id, slot);
    }
    page.keep(slot, slot.size);
  }

  #rewant(): void {
    this.#wanted = new Set([...this.#wants.values()].flat().map((key) => this.#id(key)));
    if (this.#info) this.#wanted.add(this.#id(this.overview));
    this.#review();
  }

  /** Wanted tiles that are neither here nor being decoded, the views taking turns. */
  #missing(): TileKey[] {
    if (!this.#wants.size) return [];
    const lists = [...this.#wants.values(), [this.overview]];
    const found = new Map<string, TileKey>();
    const longest = Math.max(...lists.map((list) => list.length));
    for (let i = 0; i < longest; i++) {
      for (const list of lists.slice(0, -1)) this.#note(list[i], found);
    }
    this.#note(this.overview, found);
    return [...found.values()];
  }

  #note(key: TileKey | undefined, found: Map<string, TileKey>): void {
    if (!key) return;
    const id = this.#id(key);
    if (!this.#slots.has(id) && !this.#decoding.has(id)) found.set(id, key);
  }

  /** Ask, wait or cancel, as what is missing now demands. */
  #review(): void {
    clearTimeout(this.#timer);
    const missing = this.#info ? this.#missing() : [];
    this.#store.local.set("waiting", missing.length > 0);
    const refining = [...this.#questions].some(({ refine }) => refine);
    if (!missing.length) {
      this.#store.local.set("error", "");
      if (!refining) this.#cancel();
      return;
    }
    const coming = new Set([...this.#questions].flatMap(({ left }) => [...left]));
    const news = missing.filter((key) => !coming.has(this.#id(key)));
    const useful = missing.length - news.length;
    // Asking anew sends the useful ones twice, keeping the question sends the useless ones first.
    const moved = refining || coming.size - useful > useful;
    if (!news.length && !moved) return;
    const due = Math.max(this.#questions.size ? this.#asked + PACE : 0, this.#notBefore);
    const now = performance.now();
    if (due > now) {
      this.#timer = setTimeout(() => this.#review(), due - now);
    } else if (moved) {
      // A higher view number makes the older questions moot in the kernel; what they still bring is kept.
      for (const { id } of this.#questions) this.#channel.forget(id);
      this.#questions.clear();
      this.#view++;
      this.#ask(missing, null);
    } else {
      this.#ask(news, null);
    }
  }

  #ask(want: TileKey[], refine: Question["refine"]): void {
    const { id: image, component } = this.#info as ImageInfo;
    const question: Question = { id: 0, left: new Set(want.map((key) => this.#id(key))), refine };
    this.#questions.add(question);
    this.#asked = performance.now();
    const { client } = this.#channel;
    question.id = this.#channel.ask(
      (id) => ({
        kind: "tiles", id, client, image, component, view: this.#view, refine: refine !== null,
        want: want.map(([level, row, col]) => [level, row, col]),
      }),
      {
        reply: (message, buffers) => {
          const done = this.receive(message, buffers);
          if (done) this.#answered(question);
          return done;
        },
        failed: (error) => {
          if (error) this.#store.local.set("error", error.error);
          this.#answered(question);
        },
      },
    );
  }

  /** A question is over; what did not come is asked for again, later and later. */
  #answered(question: Question): void {
    if (!this.#questions.delete(question)) return;
    const { refine, left } = question;
    if (refine) {
      // Asking once more for the same shading would bring the same steps.
      for (const slot of refine.slots) slot.refined = refine.shadingVersion;
    } else if (left.size) {
      this.#backOff();
    }
    this.#review();
  }

  #backOff(): void {
    this.#notBefore = performance.now() + this.#retry;
    this.#retry = Math.min(2 * this.#retry, LAST_RETRY);
  }
}
