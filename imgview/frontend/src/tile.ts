// One tile: bytes off the wire -> codes and mask pairs, kept top row first, as pictures want them.
import { Codec } from "./codec";
import type { TileMeta } from "./protocol";

/**
 * The distinct mask states of a tile. A state is, for every mask byte, the planes set at the pixel (`own`) and
 * those of them that some 4-neighbour lacks (`edge`).
 */
export interface Pairs {
  /** state number of each pixel; number 0 is "no plane set". */
  index: Uint8Array | Uint16Array | Uint32Array;
  count: number;
  /** index of the mask byte that each column of `own` and `edge` is. */
  bytes: number[];
  /** (count, bytes.length) */
  own: Uint8Array;
  edge: Uint8Array;
}

export interface Tile {
  readonly level: number;
  readonly row: number;
  readonly col: number;
  readonly width: number;
  readonly height: number;
  readonly codec: Codec;
  readonly codes: Uint16Array;
  readonly pairs: Pairs | null;
  readonly bytes: number;
}

async function inflate(data: BufferSource): Promise<Uint8Array> {
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Decode a tile; throws when the bytes are not what the meta data say. */
export async function decodeTile(meta: TileMeta, data: DataView): Promise<Tile> {
  const [height, width] = meta.shape;
  const part = (offset: number, length: number) =>
    inflate(new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset + offset, length));
  const [shuffled, planes] = await Promise.all([
    part(0, meta.image),
    meta.mask ? part(meta.image, meta.mask) : null,
  ]);
  if (shuffled.length !== 2 * height * width) {
    throw new Error(`tile ${meta.level}/${meta.row}/${meta.col}: ${shuffled.length} bytes of codes`);
  }
  const codes = unshuffle(shuffled, height, width);
  const pairs = planes ? pairUp(planes, meta.bytes, height, width) : null;
  const bytes = codes.byteLength + (pairs ? pairs.index.byteLength + 2 * pairs.own.byteLength : 0);
  const { level, row, col } = meta;
  return { level, row, col, width, height, codec: new Codec(...meta.codec), codes, pairs, bytes };
}

/** All high bytes then all low bytes, lowest row first -> codes, top row first. */
function unshuffle(shuffled: Uint8Array, height: number, width: number): Uint16Array {
  const size = height * width;
  const codes = new Uint16Array(size);
  for (let y = 0; y < height; y++) {
    let from = y * width;
    let to = (height - 1 - y) * width;
    for (const end = from + width; from < end; from++, to++) {
      codes[to] = (shuffled[from] << 8) | shuffled[size + from];
    }
  }
  return codes;
}

/** Numbers distinct (previous number, own, edge) triples in the order of their first appearance. */
class Numbering {
  readonly #slots = new Int32Array(1 << 18);
  readonly #keys: number[] = [];

  /** Clear, and give the triple of zeros the number 0. */
  reset(): void {
    this.#slots.fill(-1);
    this.#keys.length = 0;
    this.number(0);
  }

  number(key: number): number {
    const slots = this.#slots;
    const keys = this.#keys;
    let slot = (Math.imul(key, 0x9e3779b1) >>> 14) & (slots.length - 1);
    for (;;) {
      const n = slots[slot];
      if (n < 0) {
        slots[slot] = keys.length;
        return keys.push(key) - 1;
      }
      if (keys[n] === key) return n;
      slot = (slot + 1) & (slots.length - 1);
    }
  }

  get keys(): readonly number[] {
    return this.#keys;
  }
}

const numbering = new Numbering();

/** Byte planes with a 1-pixel apron, lowest row first -> the tile's distinct mask states. */
function pairUp(planes: Uint8Array, bytes: number[], height: number, width: number): Pairs | null {
  const stride = width + 2;
  const size = stride * (height + 2);
  if (planes.length !== bytes.length * size) throw new Error(`tile: ${planes.length} bytes of mask`);
  const index = new Uint32Array(height * width);
  // Each byte plane splits the states found so far; `parents` remembers from which (state, own, edge).
  const parents: (readonly number[])[] = [];
  for (let b = 0; b < bytes.length; b++) {
    numbering.reset();
    let lastKey = 0;
    let lastNumber = 0;
    for (let y = 0; y < height; y++) {
      let from = b * size + (y + 1) * stride + 1;
      let to = (height - 1 - y) * width;
      for (const end = from + width; from < end; from++, to++) {
        const own = planes[from];
        const inner = planes[from - 1] & planes[from + 1] & planes[from - stride] & planes[from + stride];
        const key = index[to] * 65536 + own * 256 + (own & ~inner);
        if (key !== lastKey) {
          lastKey = key;
          lastNumber = numbering.number(key);
        }
        index[to] = lastNumber;
      }
    }
    parents.push([...numbering.keys]);
  }
  const count = parents[parents.length - 1].length;
  const own = new Uint8Array(count * bytes.length);
  const edge = new Uint8Array(count * bytes.length);
  for (let state = 0; state < count; state++) {
    let n = state;
    for (let b = bytes.length - 1; b >= 0; b--) {
      const key = parents[b][n];
      own[state * bytes.length + b] = (key >>> 8) & 255;
      edge[state * bytes.length + b] = key & 255;
      n = Math.floor(key / 65536);
    }
  }
  if (count === 1) return null;
  const narrow = count <= 256 ? Uint8Array : count <= 65536 ? Uint16Array : Uint32Array;
  return { index: new narrow(index), count, bytes, own, edge };
}
