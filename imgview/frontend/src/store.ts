// State shared with the kernel (the model's traits) and state that never leaves the page (`local`).
import type { Traits } from "./protocol";

export type Off = () => void;

/** The part of an anywidget model that is used here. */
export interface Model {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes(): void;
  send(content: unknown): void;
  on(event: string, callback: (...args: never[]) => void): void;
  off(event: string, callback: (...args: never[]) => void): void;
}

/** Page-only state; other modules add their keys by declaration merging. */
export interface LocalState {
  /** the kernel has not answered for a while: it is busy, restarted or gone. */
  stalled: boolean;
  /** tiles have been asked for and not all have come. */
  waiting: boolean;
  /** a failure of the last request, '' when all is well. */
  error: string;
}

type Callback = () => void;

class Listeners<K> {
  readonly #callbacks = new Map<K, Set<Callback>>();

  add(key: K, callback: Callback): Off {
    let set = this.#callbacks.get(key);
    if (!set) this.#callbacks.set(key, (set = new Set()));
    set.add(callback);
    return () => set.delete(callback);
  }

  call(key: K): void {
    for (const callback of [...(this.#callbacks.get(key) ?? [])]) callback();
  }

  clear(): void {
    this.#callbacks.clear();
  }
}

/** Observable values of the page alone. */
export class LocalStore {
  readonly #values = new Map<keyof LocalState, unknown>();
  readonly #listeners = new Listeners<keyof LocalState>();

  get<K extends keyof LocalState>(key: K): LocalState[K] | undefined {
    return this.#values.get(key) as LocalState[K] | undefined;
  }

  set<K extends keyof LocalState>(key: K, value: LocalState[K]): void {
    if (this.#values.get(key) === value) return;
    this.#values.set(key, value);
    this.#listeners.call(key);
  }

  on<K extends keyof LocalState>(key: K, callback: Callback): Off {
    return this.#listeners.add(key, callback);
  }
}

/** Milliseconds within which changes of a trait are gathered into one message to the kernel. */
const GATHER: { [K in keyof Traits]?: number } = { viewport: 150, component: 0, image_label: 0, stretch_parameter: 0 };
const GATHER_OTHERS = 100;

function plain(_: string, value: unknown): unknown {
  return value instanceof DataView ? String(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) : value;
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a, plain) === JSON.stringify(b, plain);
}

/** Typed, observable view of the traits: a set is seen at once in the page and a little later in the kernel. */
export class Store {
  readonly local = new LocalStore();
  readonly #model: Model;
  readonly #listeners = new Listeners<keyof Traits>();
  readonly #watched = new Map<keyof Traits, Callback>();
  readonly #unsent = new Map<keyof Traits, unknown>();
  readonly #sent = new Map<keyof Traits, unknown>();
  #setting = false;
  #timer = 0;
  #due = Infinity;

  constructor(model: Model) {
    this.#model = model;
  }

  get<K extends keyof Traits>(key: K): Traits[K] {
    return this.#model.get(key) as Traits[K];
  }

  set<K extends keyof Traits>(key: K, value: Traits[K]): void {
    if (same(this.get(key), value)) return;
    this.#watch(key);
    this.#unsent.set(key, value);
    this.#write(key, value);
    this.#schedule(GATHER[key] ?? GATHER_OTHERS);
    this.#listeners.call(key);
  }

  on<K extends keyof Traits>(key: K, callback: Callback): Off {
    this.#watch(key);
    return this.#listeners.add(key, callback);
  }

  /** Whether the page has set a trait and the kernel has not been told yet. */
  pending(key: keyof Traits): boolean {
    return this.#unsent.has(key);
  }

  /** Send what has been set and not yet sent. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#due = Infinity;
    if (!this.#unsent.size) return;
    for (const [key, value] of this.#unsent) this.#sent.set(key, value);
    this.#unsent.clear();
    this.#model.save_changes();
  }

  dispose(): void {
    this.flush();
    for (const [key, callback] of this.#watched) this.#model.off(`change:${key}`, callback);
    this.#watched.clear();
    this.#listeners.clear();
  }

  #schedule(delay: number): void {
    const due = performance.now() + delay;
    if (due >= this.#due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => this.flush(), delay);
  }

  #watch(key: keyof Traits): void {
    if (this.#watched.has(key)) return;
    const callback = () => this.#changed(key);
    this.#watched.set(key, callback);
    this.#model.on(`change:${key}`, callback);
  }

  #write(key: keyof Traits, value: unknown): void {
    this.#setting = true;
    try {
      this.#model.set(key, value);
    } finally {
      this.#setting = false;
    }
  }

  #changed(key: keyof Traits): void {
    if (this.#setting) return;
    if (this.#unsent.has(key)) {
      // The kernel's echo of an older value must not undo what the hand has done since.
      if (same(this.get(key), this.#sent.get(key))) return this.#write(key, this.#unsent.get(key));
      this.#unsent.delete(key);
    }
    this.#listeners.call(key);
  }
}
