// Frames one after the other in the same place, so that the eye finds what differs.

import type { Frame } from "./frames";

/** Seconds a frame when nobody says how many. */
const USUAL = 0.7;
/** Part of the window's height that one frame may take. */
const TALLEST = 0.85;

export class Blink {
  #seconds = 0;
  #shown = 0;
  #timer = 0;
  /** CSS pixels of the frames that lie one upon the other; 0 while they stand side by side. */
  #height = 0;

  constructor(private readonly frames: () => Frame[]) {}

  /** As Python says: seconds a frame, 0 for all side by side. */
  set(seconds: number): void {
    if (seconds === this.#seconds) return;
    this.#seconds = seconds;
    this.settle();
    clearInterval(this.#timer);
    if (seconds) this.#timer = setInterval(() => this.#show(this.#shown + 1), 1000 * seconds);
  }

  /** Begin with a frame, or end; Python is told. */
  toggle(frame: Frame): void {
    const frames = this.frames();
    const seconds = this.#seconds ? 0 : USUAL;
    this.#shown = frames.indexOf(frame);
    for (const { view } of frames) view.store.set("blink", seconds);
  }

  /** Go to another frame: by itself the pictures go on no more. */
  step(frame: Frame, by: number): void {
    clearInterval(this.#timer);
    if (!this.#height) this.#shown = this.frames().indexOf(frame);
    this.#show(this.#shown + by);
    this.frames()[this.#shown].view.stage.focus({ preventScroll: this.#height > 0 });
  }

  /** Lay out those that are there now. */
  settle(): void {
    const frames = this.frames();
    const [parent, ...others] = new Set(frames.map(({ element }) => element.parentElement));
    if (!this.#seconds || frames.length < 2 || others.length) this.#height = 0;
    else this.#height ||= Math.min(parent?.clientHeight ?? 0, TALLEST * innerHeight);
    for (const frame of frames) frame.lay(this.#height);
    this.#show(this.#shown);
  }

  #show(number: number): void {
    const frames = this.frames();
    const count = frames.length;
    this.#shown = (number + count) % count;
    if (!this.#height) return;
    // The keyboard stays with what is seen.
    const held = frames.some(({ element }) => element.contains(document.activeElement));
    frames.forEach((frame, i) => frame.show(i === this.#shown, `${i + 1}/${count}`));
    if (held) frames[this.#shown].view.stage.focus({ preventScroll: true });
  }
}
