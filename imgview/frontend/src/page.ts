// What all viewers of a page share, although each widget loads its own copy of this module: memory and time.

/** Bytes of tiles and pictures that a page keeps. */
const MEMORY = 96e6;
/** Milliseconds of a frame that all viewers together may spend on compositing. */
const FRAME = 8;

/** Something in memory that can be given up. */
export interface Entry {
  bytes: number;
  /** in use: not to be given up now. */
  pinned(): boolean;
  evict(): void;
}

class Page {
  /** least recently used first. */
  readonly #entries = new Set<Entry>();
  #bytes = 0;
  #frame = -1;
  #spent = 0;

  /** Count an entry (again, when its size has changed) as the most recently used one. */
  keep(entry: Entry, bytes: number): void {
    this.drop(entry);
    entry.bytes = bytes;
    this.#entries.add(entry);
    this.#bytes += bytes;
    if (this.#bytes > MEMORY) this.#evict();
  }

  touch(entry: Entry): void {
    if (this.#entries.delete(entry)) this.#entries.add(entry);
  }

  drop(entry: Entry): void {
    if (this.#entries.delete(entry)) this.#bytes -= entry.bytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Milliseconds left in the animation frame that began at `frame`. */
  timeLeft(frame: number): number {
    if (frame !== this.#frame) {
      this.#frame = frame;
      this.#spent = 0;
    }
    return FRAME - this.#spent;
  }

  spend(milliseconds: number): void {
    this.#spent += milliseconds;
  }

  #evict(): void {
    for (const entry of this.#entries) {
      if (this.#bytes <= MEMORY) return;
      if (entry.pinned()) continue;
      this.drop(entry);
      entry.evict();
    }
  }
}

// Widgets are separate modules; versions whose page object differs must not meet.
const KEY = Symbol.for("imgview.page.1");
const globals = globalThis as unknown as Record<symbol, Page | undefined>;
export const page: Page = (globals[KEY] ??= new Page());
