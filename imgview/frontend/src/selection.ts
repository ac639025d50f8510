// Which sources are selected, as the trait has it, and the layer that makes them stand out.
import type { Geometry, LayerState } from "./geometry";
import type { LayerStore, Placed } from "./layers";
import type { Off, Store } from "./store";

/** Twins of those in imgview/render/overlay_style.py. */
const HIGHLIGHT = "#ffffff";
const EXTRA = 1.5;
const WIDEST = 20;

export class Selection {
  /** Key of the layer, 0 when nothing is selected. */
  key = 0;
  /** Rising. */
  rows = new Uint32Array(0);
  readonly #off: Off;
  /** Another selection is another layer, with a key that no other layer has. */
  #own = 0;
  #chosen: Set<number> | null = null;

  constructor(private readonly store: Store, private readonly layers: LayerStore) {
    this.#off = store.on("selection", () => this.#read());
    this.#read();
  }

  set(key: number, rows: Iterable<number>): void {
    const sorted = Uint32Array.from(rows).sort();
    this.store.set("selection", sorted.length ? { layer: key, rows: new DataView(sorted.buffer) } : {});
  }

  /** Add sources; `turn`: take away what was there. */
  add(key: number, rows: Iterable<number>, turn = false): void {
    const all = new Set(key === this.key ? this.rows : []);
    for (const row of rows) if (!(turn && all.delete(row))) all.add(row);
    this.set(key, all);
  }

  /** The layer to draw over all others; none when nothing is selected or its layer is hidden. */
  drawn(): LayerState[] {
    const layer = this.layers.all.find(({ key }) => key === this.key);
    if (!layer?.visible || !this.placed(this.#own)) return [];
    const width = Math.min(layer.width + EXTRA, WIDEST);
    return [{ ...layer, key: this.#own, color: HIGHLIGHT, opacity: 1, width }];
  }

  placed(key: number): Placed | null {
    const from = key === this.#own ? this.layers.placed(this.key) : null;
    if (!from) return null;
    const { geometry, origin, codes } = from;
    const chosen = (this.#chosen ??= new Set(this.rows));
    const part: Geometry = {
      bytes: 0,
      near: (...box) => geometry.near(...box).filter((row) => chosen.has(row)),
      draw: (...how) => geometry.draw(...how),
    };
    return { geometry: part, origin, codes: { ...codes, colors: undefined } };
  }

  dispose(): void {
    this.#off();
  }

  #read(): void {
    const { layer, rows } = this.store.get("selection");
    this.key = layer ?? 0;
    const bytes = rows ? rows.buffer.slice(rows.byteOffset, rows.byteOffset + rows.byteLength) : new ArrayBuffer(0);
    this.rows = new Uint32Array(bytes as ArrayBuffer);
    this.#own--;
    this.#chosen = null;
  }
}
