// One tile: bytes off the wire -> codes and mask states, kept top row first, as pictures want them.
import { Codec } from "./codec";
import { pairUp, type Pairs } from "./pairs";
import type { TileMeta } from "./protocol";

export interface Tile {
  readonly level: number;
  readonly row: number;
  readonly col: number;
  readonly width: number;
  readonly height: number;
  readonly codec: Codec;
  /** code planes: 1, or 3 for red, green, blue. */
  readonly channels: number;
  /** plane after plane. */
  readonly codes: Uint16Array;
  readonly pairs: Pairs | null;
  readonly bytes: number;
}

/** Inflate to a known length. By hand, because a Blob's stream or a Response costs more than the inflating. */
async function inflate(data: DataView, offset: number, length: number, size: number): Promise<Uint8Array> {
  const stream = new DecompressionStream("deflate");
  const writer = stream.writable.getWriter();
  const written = writer.write(new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset + offset, length));
  const closed = written.then(() => writer.close());
  // A fault surfaces in the reader; here it would be reported a second time, as nobody's.
  closed.catch(() => undefined);
  const reader = stream.readable.getReader();
  // Room for whole 32-bit words, by which a mask is searched.
  const out = new Uint8Array(new ArrayBuffer((size + 3) & ~3), 0, size);
  let at = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (at + value.length > size) throw new Error(`more than ${size} bytes in a tile`);
    out.set(value, at);
    at += value.length;
  }
  if (at !== size) throw new Error(`${at} instead of ${size} bytes in a tile`);
  return out;
}

/** Decode a tile; throws when the bytes are not what the meta data say. */
export async function decodeTile(meta: TileMeta, data: DataView): Promise<Tile> {
  const { level, row, col, channels, image, mask } = meta;
  const [height, width] = meta.shape;
  const [shuffled, planes] = await Promise.all([
    inflate(data, 0, image, 2 * height * width * channels),
    mask ? inflate(data, image, mask, meta.bytes.length * (height + 2) * (width + 2)) : null,
  ]);
  const codes = new Uint16Array(height * width * channels);
  for (let c = 0; c < channels; c++) unshuffle(shuffled, codes, c * height * width, height, width);
  const pairs = planes ? pairUp(planes, meta.bytes, height, width) : null;
  const bytes = codes.byteLength + (pairs ? pairs.index.byteLength + 2 * pairs.own.byteLength + pairs.apron.byteLength : 0);
  return { level, row, col, width, height, codec: new Codec(...meta.codec), channels, codes, pairs, bytes };
}

/** One plane: all high bytes then all low bytes, lowest row first -> codes, top row first. */
function unshuffle(shuffled: Uint8Array, codes: Uint16Array, first: number, height: number, width: number): void {
  const size = height * width;
  for (let y = 0; y < height; y++) {
    let from = 2 * first + y * width;
    let to = first + (height - 1 - y) * width;
    for (const end = from + width; from < end; from++, to++) {
      codes[to] = (shuffled[from] << 8) | shuffled[size + from];
    }
  }
}
