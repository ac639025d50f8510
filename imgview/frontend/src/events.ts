// Keys and clicks that Python listens for.

import type { ViewContext } from "./context";
import type { Point } from "./viewport";

/** What a person without a mouse needs, whoever listens. */
const OURS = /^(Escape|Tab|\?)$/;
const HELD = /^(Shift|Control|Alt|Meta)$/;

/** Tell Python of a key if it wants to know; true when the key is Python's alone. */
export function tellKey({ store, session, probe }: ViewContext, event: KeyboardEvent): boolean {
  const { keys, others } = store.get("listening");
  const { key, code, shiftKey, repeat } = event;
  const claimed = keys.includes(key);
  if (!claimed && (!others || HELD.test(key))) return false;
  const { x = null, y = null } = probe.place() ?? {};
  if (!repeat) session.channel.tell({ kind: "key", x, y, key, code, shift: shiftKey });
  if (OURS.test(key) || (!claimed && others === "hear")) return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}

/** Tell Python of a click at a place of the image, if it wants to know. */
export function tellClick({ store, session }: ViewContext, event: PointerEvent, { x, y }: Point): void {
  if (!store.get("listening").clicks) return;
  const modifiers = (["shift", "ctrl", "alt", "meta"] as const).filter((name) => event[`${name}Key`]);
  session.channel.tell({ kind: "click", x, y, button: event.button ? "right" : "left", modifiers });
}

export function attachEvents({ stage, store, session: { channel }, watch }: ViewContext): void {
  let seen = 0;
  watch(["listening"], () => {
    const { call } = store.get("listening");
    if (call && call !== seen) {
      // Whoever waits in a cell has just left the keyboard in the notebook.
      stage.focus({ preventScroll: true });
      channel.tell({ kind: "here", call });
    }
    seen = call;
  });
}
