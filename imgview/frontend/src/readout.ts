// What is under the pointer: at once and approximately from tiles, then exactly from the kernel.
import type { Channel } from "./channel";
import { holdsAt } from "./expressions";
import type { MaskExpression, MaskPlaneInfo, ReadoutReply } from "./protocol";
import type { Sky, Vector } from "./sky";
import type { Store } from "./store";
import type { TileStore } from "./tiles";

/** Neighbourhoods that are kept. */
const KEPT = 32;

export interface Reading {
  /** whether the pixel is on the image. */
  inside: boolean;
  /** absolute pixel. */
  x: number;
  y: number;
  /** one, or three for red, green, blue; NaN: there is none, or (approximate) it is not known yet. */
  values: number[];
  sigma: number | null;
  /** from a quantised, perhaps coarser tile; the exact reading follows. */
  approximate: boolean;
  /** planes set here, shown or not, in schema order. */
  planes: MaskPlaneInfo[];
  /** conditions on planes that hold here, shown or not, the lowest one first. */
  conditions: MaskExpression[];
  /** ICRS, degrees, of the very place that was asked for. */
  ra: number | null;
  dec: number | null;
}

interface Neighbourhood {
  y0: number;
  x0: number;
  height: number;
  width: number;
  values: DataView;
  sigma: DataView | null;
  mask: DataView | null;
  maskBytes: number;
  channels: number;
  /** what the page's interpolation of the sky is off by here. */
  offset: Vector | null;
}

type Callback = (reading: Reading) => void;

/** Answers what is at a pixel, with one question to the kernel at a time. */
export class Readout {
  readonly #store: Store;
  readonly #channel: Channel;
  readonly #tiles: TileStore;
  readonly #sky: Sky;
  readonly #off: () => void;
  #kept: Neighbourhood[] = [];
  #asking: number | null = null;
  /** the place that is to be read, not yet rounded to its pixel. */
  #next: { x: number; y: number; callback: Callback } | null = null;

  constructor(store: Store, channel: Channel, tiles: TileStore, sky: Sky) {
    this.#store = store;
    this.#channel = channel;
    this.#tiles = tiles;
    this.#sky = sky;
    this.#off = store.on("image_info", () => this.#reset());
  }

  /** Call back with a reading now and, when it was not exact, once more when the exact one has come. */
  at(x: number, y: number, callback: Callback): void {
    const px = Math.round(x);
    const py = Math.round(y);
    this.#next = null;
    const info = this.#tiles.info;
    if (!info) return;
    const [row, col] = [py - info.start[0], px - info.start[1]];
    const inside = row >= 0 && col >= 0 && row < info.shape[0] && col < info.shape[1];
    const reading: Reading = {
      inside, x: px, y: py, values: [NaN], sigma: null, approximate: false, planes: [], conditions: [],
      ...(this.#sky.radec(x, y) ?? { ra: null, dec: null }),
    };
    if (!inside) return callback(reading);
    const exact = this.#exact(reading, x, y);
    if (exact) return callback(exact);
    callback(this.#fromTiles(reading, row, col));
    this.#next = { x, y, callback };
    this.#ask();
  }

  dispose(): void {
    this.#off();
    this.#reset();
  }

  #reset(): void {
    this.#kept = [];
    this.#next = null;
    if (this.#asking !== null) this.#channel.forget(this.#asking);
    this.#asking = null;
  }

  #exact(reading: Reading, x: number, y: number): Reading | null {
    for (const near of this.#kept) {
      const [row, col] = [reading.y - near.y0, reading.x - near.x0];
      if (row < 0 || col < 0 || row >= near.height || col >= near.width) continue;
      const at = row * near.width + col;
      const byte = (index: number) => near.mask?.getUint8(at * near.maskBytes + index) ?? 0;
      return {
        ...reading,
        values: Array.from({ length: near.channels }, (_, c) => near.values.getFloat64(8 * (at * near.channels + c), true)),
        sigma: near.sigma ? near.sigma.getFloat64(8 * at, true) : null,
        ...this.#mask(byte),
        ...this.#sky.radec(x, y, near.offset),
      };
    }
    return null;
  }

  #mask(byte: (index: number) => number): Pick<Reading, "planes" | "conditions"> {
    const set = (bit: number): number => (byte(bit >> 3) >> (bit & 7)) & 1;
    return {
      planes: this.#store.get("mask_planes").filter((plane) => set(8 * plane.byte + plane.bit)),
      conditions: this.#store.get("mask_expressions").filter(({ removed, postfix }) => !removed && holdsAt(postfix, set)),
    };
  }

  /** The finest tile at hand. */
  #fromTiles(reading: Reading, row: number, col: number): Reading {
    const levels = this.#tiles.info?.levels ?? 0;
    const side = this.#tiles.info?.tile ?? 256;
    for (let level = 0; level < levels; level++) {
      const [y, x] = [row >> level, col >> level];
      const tile = this.#tiles.get([level, Math.floor(y / side), Math.floor(x / side)])?.tile;
      if (!tile) continue;
      const at = (tile.height - 1 - (y % side)) * tile.width + (x % side);
      const { pairs } = tile;
      const byte = (index: number) => {
        const column = pairs?.bytes.indexOf(index) ?? -1;
        return pairs && column >= 0 ? pairs.own[pairs.index[at] * pairs.bytes.length + column] : 0;
      };
      const size = tile.width * tile.height;
      const values = Array.from({ length: tile.channels }, (_, c) => tile.codec.value(tile.codes[at + c * size]));
      return { ...reading, values, approximate: true, ...this.#mask(byte) };
    }
    return { ...reading, approximate: true };
  }

  #ask(): void {
    const { info } = this.#tiles;
    if (this.#asking !== null || !this.#next || !info) return;
    const [x, y] = [Math.round(this.#next.x), Math.round(this.#next.y)];
    this.#asking = this.#channel.ask((id) => ({ kind: "readout", id, image: info.id, x, y }), {
      reply: (message, buffers) => {
        this.#asking = null;
        if (message.kind === "readout" && message.image === this.#tiles.info?.id) this.#keep(message, buffers, x, y);
        return true;
      },
      failed: () => {
        this.#asking = null;
      },
    });
  }

  #keep(message: ReadoutReply, [values, sigma, mask]: DataView[], x: number, y: number): void {
    const [y0, x0, height, width] = message.box;
    const next = this.#next;
    if (height * width > 0 && message.component === this.#tiles.info?.component) {
      this.#kept.unshift({
        y0, x0, height, width, values, channels: message.channels, offset: this.#sky.offset(x, y, message.sky),
        sigma: sigma?.byteLength ? sigma : null,
        mask: mask?.byteLength ? mask : null,
        maskBytes: mask ? mask.byteLength / (height * width) : 0,
      });
      this.#kept.length = Math.min(this.#kept.length, KEPT);
    }
    if (next) this.at(next.x, next.y, next.callback);
  }
}
