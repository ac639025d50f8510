// Conditions on mask planes, worked out for the mask states of a tile.
import type { Pairs } from "./pairs";
import type { ExpressionPaint } from "./style";
import type { Tile } from "./tile";

const NOT = -1;
const AND = -2;

/** For which of `count` mask pixels a condition holds (twin of holds in imgview/model/plane_expression.py). */
export function holds(postfix: number[], bytes: number[], words: Uint8Array, count: number): Uint8Array {
  const stack: Uint8Array[] = [];
  for (const step of postfix) {
    if (step >= 0) {
      const value = new Uint8Array(count);
      const column = bytes.indexOf(step >> 3);
      if (column >= 0) {
        for (let i = 0, at = column; i < count; i++, at += bytes.length) value[i] = (words[at] >> (step & 7)) & 1;
      }
      stack.push(value);
      continue;
    }
    const value = stack.pop() as Uint8Array;
    if (step === NOT) {
      for (let i = 0; i < count; i++) value[i] ^= 1;
      stack.push(value);
      continue;
    }
    const other = stack[stack.length - 1];
    if (step === AND) for (let i = 0; i < count; i++) other[i] &= value[i];
    else for (let i = 0; i < count; i++) other[i] |= value[i];
  }
  return stack.pop() as Uint8Array;
}

/** Whether a condition holds where `set` tells 1 or 0 of each bit. */
export function holdsAt(postfix: number[], set: (bit: number) => number): boolean {
  const stack: number[] = [];
  for (const step of postfix) {
    const value = step >= 0 ? set(step) : (stack.pop() ?? 0);
    if (step >= 0) stack.push(value);
    else if (step === NOT) stack.push(1 - value);
    else stack.push(step === AND ? (stack.pop() ?? 0) & value : (stack.pop() ?? 0) | value);
  }
  return stack[0] === 1;
}

/** The mask states of a tile, told further apart by the rims of conditions. */
export interface States {
  /** state number of each pixel, top row first. */
  index: Pairs["index"];
  /** the mask state that each is; the first ones are those themselves. */
  parent: number[];
  /** for each condition, by state, 1 where it is painted. */
  painted: number[][];
}

/** A tile in which no plane is set. */
function bare({ width, height }: Tile): Pairs {
  const none = new Uint8Array(0);
  return { index: new Uint8Array(width * height), count: 1, bytes: [], own: new Uint8Array(1), edge: none, apron: none };
}

export function statesOf(tile: Tile, expressions: ExpressionPaint[]): States {
  const { bytes, own, count, index, apron } = tile.pairs ?? bare(tile);
  const parent = Array.from({ length: count }, (_, state) => state);
  const inside = expressions.map(({ postfix }) => holds(postfix, bytes, own, count));
  const painted = inside.map((values, e) => expressions[e].outline ? new Array<number>(count).fill(0) : [...values]);
  // Where nothing is set, on the tile and around it, nothing has a rim.
  if (!tile.pairs || !expressions.some(({ outline }) => outline)) return { index, parent, painted };
  const split = new Uint32Array(index);
  expressions.forEach(({ postfix, outline }, e) => {
    if (!outline) return;
    const outside = holds(postfix, bytes, apron, 2 * (tile.width + tile.height));
    const numbers = new Map<number, number>();
    eachRim(tile, index, inside[e], outside, (i) => {
      const from = split[i];
      let to = numbers.get(from);
      if (to === undefined) {
        to = parent.push(parent[from]) - 1;
        painted.forEach((values, other) => values.push(other === e ? 1 : values[from]));
        numbers.set(from, to);
      }
      split[i] = to;
    });
  });
  return { index: split, parent, painted };
}

/** Visit the pixels in which a condition holds, and not in all four neighbours; the apron lies around the tile. */
function eachRim(
  { width, height }: Tile, index: Pairs["index"], inside: Uint8Array, outside: Uint8Array,
  visit: (i: number) => void,
): void {
  const [below, left, right] = [width, 2 * width, 2 * width + height];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!inside[index[i]]) continue;
      const up = y > 0 ? inside[index[i - width]] : outside[x];
      const down = y < height - 1 ? inside[index[i + width]] : outside[below + x];
      const before = x > 0 ? inside[index[i - 1]] : outside[left + y];
      const after = x < width - 1 ? inside[index[i + 1]] : outside[right + y];
      if (!(up & down & before & after)) visit(i);
    }
  }
}
