// Codes and mask states -> colours (twin of imgview/render/composite.py, equal bit for bit).
import type { Pairs } from "./pairs";
import type { StyleState } from "./style";
import type { Tile } from "./tile";

/** Turns a tile into colours; another implementation (a GPU one) may stand beside the one here. */
export interface Compositor {
  /** Write the tile's packed colours, top row first. */
  composite(tile: Tile, style: StyleState, out: Uint32Array): void;
  /** Equal for two styles that give the tile the same colours. */
  signature(tile: Tile, style: StyleState): string;
}

/** Folded paint of every mask state: colour = floor(base * k + c + 0.5). */
interface Fold {
  k: Float64Array;
  r: Float64Array;
  g: Float64Array;
  b: Float64Array;
  /** 1 where some visible plane touches the state. */
  painted: Uint8Array;
}

function newFold(size: number): Fold {
  const make = () => new Float64Array(size);
  return { k: make(), r: make(), g: make(), b: make(), painted: new Uint8Array(size) };
}

/** The colours of the pixels themselves; of three codes each gives its own part of the colour. */
function paint({ codes, channels, width, height }: Tile, lut: Uint32Array, out: Uint32Array): void {
  const size = width * height;
  if (channels === 1) {
    for (let i = 0; i < size; i++) out[i] = lut[codes[i]];
    return;
  }
  for (let i = 0; i < size; i++) {
    const green = lut[codes[size + i]] & 0xff00;
    out[i] = ((lut[codes[i]] & 0xff) | green | (lut[codes[2 * size + i]] & 0xff0000) | 0xff000000) >>> 0;
  }
}

/** The compositor of lookup tables and typed arrays. */
export class TableCompositor implements Compositor {
  #fold = newFold(256);

  signature(tile: Tile, style: StyleState): string {
    const { pairs } = tile;
    let key = String(style.shadingVersion);
    if (pairs) {
      const present = new Uint8Array(pairs.bytes.length);
      for (let i = 0; i < pairs.own.length; i++) present[i % present.length] |= pairs.own[i];
      for (const plane of style.planes) {
        const b = pairs.bytes.indexOf(plane.byte);
        if (b >= 0 && (present[b] >> plane.bit) & 1) key += "|" + plane.key;
      }
    }
    return key;
  }

  composite(tile: Tile, style: StyleState, out: Uint32Array): void {
    const { pairs } = tile;
    const size = tile.width * tile.height;
    paint(tile, style.lut(tile.codec), out);
    if (!pairs || !this.#foldStates(pairs, style)) return;
    const { index } = pairs;
    const { k, r, g, b, painted } = this.#fold;
    for (let i = 0; i < size; i++) {
      const state = index[i];
      if (painted[state] === 0) continue;
      const base = out[i];
      const keep = k[state];
      // The sums are never negative, so that truncation is the floor.
      out[i] =
        (((base & 255) * keep + r[state] + 0.5) |
          ((((base >>> 8) & 255) * keep + g[state] + 0.5) << 8) |
          ((((base >>> 16) & 255) * keep + b[state] + 0.5) << 16) |
          0xff000000) >>> 0;
    }
  }

  /** Fold the visible planes of each state in schema order; false when no state is touched. */
  #foldStates(pairs: Pairs, style: StyleState): boolean {
    const { count, bytes, own, edge } = pairs;
    if (this.#fold.k.length < count) this.#fold = newFold(count);
    const { k, r, g, b, painted } = this.#fold;
    k.fill(1, 0, count);
    for (const part of [r, g, b, painted]) part.fill(0, 0, count);
    let touched = false;
    for (const plane of style.planes) {
      const column = bytes.indexOf(plane.byte);
      if (column < 0) continue;
      const words = plane.outline ? edge : own;
      const rest = 1 - plane.opacity;
      for (let state = 0, at = column; state < count; state++, at += bytes.length) {
        if (((words[at] >> plane.bit) & 1) === 0) continue;
        k[state] *= rest;
        r[state] = r[state] * rest + plane.r * plane.opacity;
        g[state] = g[state] * rest + plane.g * plane.opacity;
        b[state] = b[state] * rest + plane.b * plane.opacity;
        painted[state] = 1;
        touched = true;
      }
    }
    return touched;
  }
}
