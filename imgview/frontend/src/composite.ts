// Codes and mask states -> colours (twin of imgview/render/composite.py, equal bit for bit).
import { type States, statesOf } from "./expressions";
import type { Pairs } from "./pairs";
import type { Paint, StyleState } from "./style";
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
    for (const expression of style.expressions) key += "|" + expression.key;
    return key;
  }

  composite(tile: Tile, style: StyleState, out: Uint32Array): void {
    const size = tile.width * tile.height;
    paint(tile, style.lut(tile.codec), out);
    const states = style.expressions.length ? statesOf(tile, style.expressions) : null;
    if (!this.#foldStates(tile, states, style)) return;
    const index = states?.index ?? (tile.pairs as Pairs).index;
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

  /** Fold the visible planes of each state in schema order, then conditions; false when no state is touched. */
  #foldStates({ pairs }: Tile, states: States | null, style: StyleState): boolean {
    const count = states?.parent.length ?? pairs?.count ?? 0;
    if (this.#fold.k.length < count) this.#fold = newFold(count);
    const { k, r, g, b, painted } = this.#fold;
    k.fill(1, 0, count);
    for (const part of [r, g, b, painted]) part.fill(0, 0, count);
    let touched = false;
    const add = (state: number, paint: Paint): void => {
      const { opacity } = paint;
      const rest = 1 - opacity;
      k[state] *= rest;
      r[state] = r[state] * rest + paint.r * opacity;
      g[state] = g[state] * rest + paint.g * opacity;
      b[state] = b[state] * rest + paint.b * opacity;
      painted[state] = 1;
      touched = true;
    };
    for (const plane of style.planes) {
      const column = pairs ? pairs.bytes.indexOf(plane.byte) : -1;
      if (!pairs || column < 0) continue;
      const words = plane.outline ? pairs.edge : pairs.own;
      for (let state = 0, at = column; state < pairs.count; state++, at += pairs.bytes.length) {
        if ((words[at] >> plane.bit) & 1) add(state, plane);
      }
    }
    if (!states) return touched;
    for (let state = pairs?.count ?? 1; state < count; state++) {
      for (const part of [k, r, g, b, painted]) part[state] = part[states.parent[state]];
    }
    style.expressions.forEach((expression, e) => {
      const where = states.painted[e];
      for (let state = 0; state < count; state++) if (where[state]) add(state, expression);
    });
    return touched;
  }
}
