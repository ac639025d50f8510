// Which pixel of this view is read: the one under the pointer, or one that was pinned.

import { perFrame } from "./dom";
import type { Painter } from "./painter";
import type { Reading } from "./readout";
import type { Session } from "./session";
import type { Off } from "./store";

export class Probe {
  /** Absolute pixel coordinates being read; null before the pointer came or after it left the image. */
  at: { x: number; y: number } | null = null;
  pinned = false;
  reading: Reading | null = null;
  private pointer: { sx: number; sy: number } | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly later = perFrame(() => this.read());
  private asked = 0;

  constructor(private readonly session: Session, private readonly painter: Painter) {}

  onChange(callback: () => void): Off {
    this.listeners.add(callback);
    return () => this.listeners.delete(callback);
  }

  /** The pointer is at this place of the canvas (CSS pixels). */
  moveTo(sx: number, sy: number): void {
    this.pointer = { sx, sy };
    if (!this.pinned) this.later.ask();
  }

  /** The pointer left; the last reading stays, so that its planes can be visited. */
  leave(): void {
    this.pointer = null;
    if (!this.pinned) this.session.store.set("cursor", null);
  }

  /** The view moved under a pointer that stands still, or the image changed. */
  refresh(): void {
    if (this.pinned || this.pointer || this.at) this.later.ask();
  }

  togglePin(): void {
    this.pinned = !this.pinned;
    if (this.pinned && !this.at) {
      const { x, y } = this.painter.viewport.center;
      this.at = { x: Math.round(x), y: Math.round(y) };
    }
    this.read();
  }

  /** Move a pinned reading by a whole pixel, to the neighbour that is nearest in a direction on screen. */
  nudge(sx: number, sy: number): void {
    if (!this.at) return;
    const { x, y } = this.painter.viewport.along(sx, sy);
    const across = Math.abs(x) >= Math.abs(y);
    this.at = {
      x: Math.round(this.at.x) + (across ? Math.sign(x) : 0), y: Math.round(this.at.y) + (across ? 0 : Math.sign(y)),
    };
    this.read();
  }

  /** What is pinned, or else under the pointer at this moment. */
  place(): { x: number; y: number } | null {
    if (this.pinned) return this.at;
    return this.pointer && this.painter.viewport.toImage(this.pointer.sx, this.pointer.sy);
  }

  close(): void {
    this.later.cancel();
    this.listeners.clear();
    this.asked = -1;
  }

  private read(): void {
    if (!this.pinned && this.pointer) {
      this.at = this.painter.viewport.toImage(this.pointer.sx, this.pointer.sy);
    }
    const { at } = this;
    if (!at) return;
    const ticket = ++this.asked;
    this.session.readout.at(at.x, at.y, (reading) => {
      if (ticket !== this.asked) return;
      this.reading = reading;
      const here = reading.inside && (this.pinned || this.pointer);
      this.session.store.set("cursor", here ? { x: at.x, y: at.y } : null);
      this.tell();
    });
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
