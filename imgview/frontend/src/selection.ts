// Which sources are selected, as the trait has it, and the layers that make them stand out.
import { type Geometry, hasSources, type LayerState, type Sources, type SourcesState } from "./geometry";
import type { LayerStore, Placed } from "./layers";
import type { Off, Store } from "./store";

/** Twins of those in imgview/render/overlays/overlay_style.py. */
const HIGHLIGHT = "#ffffff";
const EXTRA = 1.5;
const WIDEST = 20;

export class Selection {
  /** Key of the layer in which they were selected, 0 when nothing is. */
  key = 0;
  /** Rising. */
  rows = new Uint32Array(0);
  readonly #off: Off;
  /** Another selection is drawn as other layers, with keys that no layer has; by those keys, whose rows they show. */
  #own = new Map<number, number>();
  #last = 0;
  #chosen: Set<number> | null = null;

  constructor(private readonly store: Store, private readonly layers: LayerStore) {
    this.#off = store.on("selection", () => this.#read());
    this.#read();
  }

  set(key: number, rows: Iterable<number>): void {
    const sorted = Uint32Array.from(rows).sort();
    this.store.set("selection", sorted.length ? { layer: key, rows: new DataView(sorted.buffer) } : {});
  }

  /** Whether a layer shows the catalogue that something is selected of. */
  concerns(layer: LayerState): layer is SourcesState {
    const from = this.layers.all.find(({ key }) => key === this.key);
    return Boolean(from && hasSources(from) && hasSources(layer) && layer.catalog === from.catalog);
  }

  /** Add sources; `turn`: take away what was there. */
  add(layer: SourcesState, rows: Iterable<number>, turn = false): void {
    const all = new Set(this.concerns(layer) ? this.rows : []);
    for (const row of rows) if (!(turn && all.delete(row))) all.add(row);
    this.set(layer.key, all);
  }

  /** The layers to draw over all others; none when nothing is selected or what shows it is hidden. */
  drawn(): LayerState[] {
    return this.layers.all.filter((layer) => layer.visible && this.concerns(layer) && this.layers.placed(layer.key))
      .map((layer) => {
        let own = [...this.#own].find(([, key]) => key === layer.key)?.[0];
        if (!own) this.#own.set((own = --this.#last), layer.key);
        const width = Math.min(layer.width + EXTRA, WIDEST);
        return { ...layer, key: own, color: HIGHLIGHT, opacity: 1, width };
      });
  }

  placed(key: number): Placed | null {
    const from = this.layers.placed(this.#own.get(key) ?? 0);
    if (!from) return null;
    const { origin, codes } = from;
    const geometry = from.geometry as Sources;
    const chosen = (this.#chosen ??= new Set(this.rows));
    const part: Geometry = {
      bytes: 0,
      near: (...box) => geometry.near(...box).filter((item) => chosen.has(geometry.rowOf(item))),
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
    this.#own.clear();
    this.#chosen = null;
  }
}
