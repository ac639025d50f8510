// How pixels become colours at this moment: shading and planes, worked out once per change of the shared state.
import type { Codec } from "./codec";
import { inColor } from "./info";
import { CODES, fillLut, LEVELS, levelColors, pack, type Shading } from "./lut";
import type { PlaneState } from "./protocol";
import type { Off, Store } from "./store";

/** What a visible plane or condition is painted with. */
export interface Paint {
  r: number;
  g: number;
  b: number;
  opacity: number;
  outline: boolean;
  /** equal for equal paint. */
  key: string;
}

/** A visible plane, ready for folding. */
export interface PlanePaint extends Paint {
  byte: number;
  bit: number;
}

/** A visible condition on planes. */
export interface ExpressionPaint extends Paint {
  postfix: number[];
}

/** Most codecs whose tables are kept; one is 256 kB. */
const TABLES = 12;

/** "#rrggbb" -> [r, g, b]; anything else is white. */
export function rgb(color: string): [number, number, number] {
  const n = /^#[0-9a-f]{6}$/i.test(color) ? parseInt(color.slice(1), 16) : 0xffffff;
  return [n >> 16, (n >> 8) & 255, n & 255];
}

function paint({ color, opacity, outline }: PlaneState, of: string): Paint {
  const [r, g, b] = rgb(color);
  return { r, g, b, opacity, outline, key: `${of}.${color}.${opacity}.${outline}` };
}

/** Little-endian float32 numbers of a possibly misaligned view. */
function floats(view: DataView, start: number, count: number): Float32Array {
  const out = new Float32Array(count);
  for (let i = 0; i < count; i++) out[i] = view.getFloat32(4 * (start + i), true);
  return out;
}

/** The present style. `version` rises with every change that may change a pixel. */
export class StyleState {
  version = 0;
  /** rises when the colours of codes change. */
  shadingVersion = 0;
  shading: Shading;
  /** visible planes in schema order. */
  planes: PlanePaint[] = [];
  /** visible conditions on planes, the lowest first; they lie over all planes. */
  expressions: ExpressionPaint[] = [];
  readonly #store: Store;
  readonly #offs: Off[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #tables = new Map<string, { version: number; lut: Uint32Array }>();

  constructor(store: Store) {
    this.#store = store;
    this.shading = this.#readShading();
    this.#readPlanes();
    const shading = [
      "cuts", "stretch", "stretch_names", "stretch_tables", "colormap", "colormap_names", "colormap_tables",
      "inverted", "contrast", "bias", "bad_color",
    ] as const;
    const shade = () => {
      this.shading = this.#readShading();
      this.shadingVersion++;
      this.#changed();
    };
    for (const key of shading) this.#offs.push(store.on(key, shade));
    let colored = inColor(store);
    this.#offs.push(store.on("image_info", () => {
      if (colored === inColor(store)) return;
      colored = !colored;
      shade();
    }));
    for (const key of ["planes", "mask_planes", "mask_expressions"] as const) {
      this.#offs.push(store.on(key, () => {
        this.#readPlanes();
        this.#changed();
      }));
    }
  }

  onChange(callback: () => void): Off {
    this.#listeners.add(callback);
    return () => this.#listeners.delete(callback);
  }

  /** Packed colours of all codes of a codec. */
  lut(codec: Codec): Uint32Array {
    let table = this.#tables.get(codec.key);
    if (!table) {
      if (this.#tables.size >= TABLES) this.#tables.delete(this.#tables.keys().next().value as string);
      table = { version: -1, lut: new Uint32Array(CODES) };
      this.#tables.set(codec.key, table);
    }
    if (table.version !== this.shadingVersion) {
      fillLut(table.lut, codec, this.shading);
      table.version = this.shadingVersion;
    }
    return table.lut;
  }

  /** Packed colours of the 256 display levels, for colour bars. */
  bar(): Uint32Array {
    return levelColors(this.shading);
  }

  dispose(): void {
    for (const off of this.#offs) off();
    this.#listeners.clear();
    this.#tables.clear();
  }

  #changed(): void {
    this.version++;
    for (const callback of this.#listeners) callback();
  }

  #readShading(): Shading {
    const store = this.#store;
    const [low, high] = store.get("cuts");
    const row = (names: string[], name: string) => Math.max(names.indexOf(name), 0);
    const stretches = store.get("stretch_tables");
    const colormaps = store.get("colormap_tables");
    const stretch = row(store.get("stretch_names"), store.get("stretch"));
    const colormap = row(store.get("colormap_names"), store.get("colormap"));
    const colors = new Uint8Array(3 * LEVELS);
    const inverted = store.get("inverted");
    const colored = inColor(store);
    for (let i = 0; i < LEVELS; i++) {
      if (colored) {
        colors.fill(i, 3 * i, 3 * i + 3);
        continue;
      }
      const from = 3 * (LEVELS * colormap + (inverted ? LEVELS - 1 - i : i));
      for (let c = 0; c < 3; c++) colors[3 * i + c] = colormaps.getUint8(from + c);
    }
    return {
      low, high, colors,
      thresholds: floats(stretches, (LEVELS - 1) * stretch, LEVELS - 1),
      contrast: store.get("contrast"),
      bias: store.get("bias"),
      bad: pack(...rgb(store.get("bad_color"))),
    };
  }

  #readPlanes(): void {
    const states = this.#store.get("planes");
    this.planes = [];
    for (const { name, byte, bit } of this.#store.get("mask_planes")) {
      const state = Object.hasOwn(states, name) ? states[name] : undefined;
      if (!state?.visible) continue;
      this.planes.push({ byte, bit, ...paint(state, `${byte}.${bit}`) });
    }
    this.expressions = this.#store.get("mask_expressions").filter(({ visible, removed }) => visible && !removed)
      .map((expression) => ({ postfix: expression.postfix, ...paint(expression, expression.postfix.join(".")) }));
  }
}
