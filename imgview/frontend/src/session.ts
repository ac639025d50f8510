// Everything the views of one viewer share: state, tiles, style, readout, sky.
import { Channel } from "./channel";
import type { Protocol } from "./protocol";
import { LayerStore } from "./layers";
import { Readout } from "./readout";
import { Selection } from "./selection";
import { Sky } from "./sky";
import { type Model, Store } from "./store";
import { StyleState } from "./style";
import { TileStore } from "./tiles";

const PROTOCOL: Protocol = 3;

/** Why this page must not draw for that kernel, null when both speak the same protocol. */
export function mismatch(model: Model): string | null {
  const theirs = model.get("protocol");
  if (theirs === PROTOCOL) return null;
  return (
    `This page and the kernel run different versions of imgview (page protocol ${PROTOCOL}, ` +
    `kernel protocol ${String(theirs)}): reload the page or restart the kernel.`
  );
}

/** One viewer's shared half; each of its displays adds a `Painter`. */
export class Session {
  readonly store: Store;
  readonly channel: Channel;
  readonly style: StyleState;
  readonly tiles: TileStore;
  readonly sky: Sky;
  readonly readout: Readout;
  readonly layers: LayerStore;
  readonly selection: Selection;

  constructor(model: Model) {
    this.store = new Store(model);
    this.channel = new Channel(model, this.store.local, (message, buffers) => this.tiles.receive(message, buffers));
    this.style = new StyleState(this.store);
    this.tiles = new TileStore(this.store, this.channel);
    this.sky = new Sky(this.store);
    this.readout = new Readout(this.store, this.channel, this.tiles, this.sky);
    this.layers = new LayerStore(this.store, this.channel);
    this.selection = new Selection(this.store, this.layers);
  }

  dispose(): void {
    this.selection.dispose();
    this.layers.dispose();
    this.readout.dispose();
    this.sky.dispose();
    this.tiles.dispose();
    this.style.dispose();
    this.channel.dispose();
    this.store.dispose();
  }
}
