// Mask bytes of a tile -> the few distinct mask states that occur in it, and each pixel's.

/**
 * The distinct mask states of a tile. A state is, for every mask byte, the planes set at the pixel (`own`) and
 * those of them that some 4-neighbour lacks (`edge`).
 */
export interface Pairs {
  /** state number of each pixel, top row first; number 0 is "no plane set". */
  index: Uint8Array | Uint16Array | Uint32Array;
  count: number;
  /** index of the mask byte that each column of `own` and `edge` is. */
  bytes: number[];
  /** (count, bytes.length) */
  own: Uint8Array;
  edge: Uint8Array;
  /** mask bytes of the pixels around the tile: above, below, left and right of it, from the top left. */
  apron: Uint8Array;
}

/** Up to so many states, those that no pixel ended in are not worth looking for. */
const MANY = 4096;

/**
 * States as a tree: a state adds one mask byte to its parent, and a byte without planes adds nothing. That way a
 * pixel costs work only for the bytes that are set there.
 */
class States {
  readonly #slots = new Int32Array(1 << 18).fill(-1);
  #used: number[] = [];
  /** state * 65536 + own * 256 + edge of what made each state, and the byte column it adds. */
  keys: number[] = [];
  columns: number[] = [];

  clear(): void {
    this.nextColumn();
    this.keys = [0];
    this.columns = [0];
  }

  /** Forget which keys have been numbered, not the numbers: the next mask byte makes states of its own. */
  nextColumn(): void {
    for (const slot of this.#used) this.#slots[slot] = -1;
    this.#used = [];
  }

  number(key: number, column: number): number {
    const slots = this.#slots;
    let slot = Math.imul(key, 0x9e3779b1) >>> 14;
    while (slots[slot] >= 0) {
      if (this.keys[slots[slot]] === key) return slots[slot];
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = this.keys.length;
    this.#used.push(slot);
    this.columns.push(column);
    return this.keys.push(key) - 1;
  }
}

const states = new States();

/**
 * Byte planes (bytes.length, height + 2, width + 2) with a 1-pixel apron, lowest row first, in whole 32-bit words
 * -> the tile's mask states; null where no plane is set, nor around it.
 */
export function pairUp(planes: Uint8Array, bytes: number[], height: number, width: number): Pairs | null {
  const stride = width + 2;
  const size = stride * (height + 2);
  const words = new Uint32Array(planes.buffer, planes.byteOffset, (planes.length + 3) >> 2);
  const index = new Uint32Array(height * width);
  states.clear();
  let column = 0;
  let lastKey = -1;
  let lastState = 0;
  for (let word = 0; word < words.length; word++) {
    if (words[word] === 0) continue;
    for (let at = 4 * word; at < 4 * word + 4; at++) {
      const own = planes[at];
      if (!own) continue;
      const b = Math.floor(at / size);
      const y = Math.floor((at - b * size) / stride) - 1;
      const x = at - b * size - (y + 1) * stride - 1;
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      if (b !== column) {
        column = b;
        lastKey = -1;
        states.nextColumn();
      }
      const inner = planes[at - 1] & planes[at + 1] & planes[at - stride] & planes[at + stride];
      const to = (height - 1 - y) * width + x;
      const key = index[to] * 65536 + own * 256 + (own & ~inner);
      if (key !== lastKey) {
        lastKey = key;
        lastState = states.number(key, b);
      }
      index[to] = lastState;
    }
  }
  const made = states.keys.length;
  const apron = apronOf(planes, bytes.length, height, width);
  if (made === 1 && !apron.some(Boolean)) return null;
  return { ...palette(index, bytes, made > MANY ? renumber(index, made) : null), apron };
}

function apronOf(planes: Uint8Array, size: number, height: number, width: number): Uint8Array {
  const stride = width + 2;
  const apron = new Uint8Array(2 * (width + height) * size);
  let to = 0;
  const take = (first: number, step: number, count: number): void => {
    for (let i = 0, at = first; i < count; i++, at += step) {
      for (let b = 0; b < size; b++) apron[to++] = planes[at + b * stride * (height + 2)];
    }
  };
  take((height + 1) * stride + 1, 1, width);
  take(1, 1, width);
  take(height * stride, -stride, height);
  take(height * stride + width + 1, -stride, height);
  return apron;
}

/** Number the states that pixels are in, leaving out those passed through on the way; 0 stays 0. */
function renumber(index: Uint32Array, made: number): Uint32Array {
  const numbers = new Uint32Array(made);
  for (let i = 0; i < index.length; i++) numbers[index[i]] = 1;
  let count = 1;
  for (let state = 1; state < made; state++) if (numbers[state]) numbers[state] = count++;
  numbers[0] = 0;
  for (let i = 0; i < index.length; i++) index[i] = numbers[index[i]];
  return numbers;
}

function palette(index: Uint32Array, bytes: number[], numbers: Uint32Array | null): Omit<Pairs, "apron"> {
  const { keys, columns } = states;
  const size = bytes.length;
  const count = numbers ? numbers.reduce((a, b) => Math.max(a, b), 0) + 1 : keys.length;
  const own = new Uint8Array(count * size);
  const edge = new Uint8Array(count * size);
  for (let state = 1; state < keys.length; state++) {
    const number = numbers ? numbers[state] : state;
    if (!number) continue;
    for (let s = state; s > 0; s = Math.floor(keys[s] / 65536)) {
      own[number * size + columns[s]] = (keys[s] >>> 8) & 255;
      edge[number * size + columns[s]] = keys[s] & 255;
    }
  }
  const Narrow = count <= 256 ? Uint8Array : count <= 65536 ? Uint16Array : Uint32Array;
  return { index: new Narrow(index), count, bytes, own, edge };
}
