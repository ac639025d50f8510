// Keys and clicks that Python listens for.

import type { ViewContext } from "./context";
import type { ClickMessage } from "./protocol";

/** A press that moves less is a click. */
const SLACK = 3;
/** What a person without a mouse needs, whoever listens. */
const OURS = ["Escape", "Tab", "?"];
const HELD = ["Shift", "Control", "Alt", "Meta"];

/** Tell Python of a key if it wants to know; true when the key is Python's alone. */
export function tellKey({ store, session, probe }: ViewContext, event: KeyboardEvent): boolean {
  const { keys, others } = store.get("listening");
  const { key, code, shiftKey, repeat } = event;
  const claimed = keys.includes(key);
  if (!claimed && (!others || HELD.includes(key))) return false;
  const { x = null, y = null } = probe.place() ?? {};
  if (!repeat) session.channel.tell({ kind: "key", x, y, key, code, shift: shiftKey });
  if (OURS.includes(key) || (!claimed && others === "hear")) return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}

export function attachEvents(view: ViewContext): void {
  const { stage, painter, store, session, signal } = view;
  let pressed: PointerEvent | null = null;
  stage.addEventListener("pointerdown", (event) => {
    pressed = event.target === painter.canvas ? event : null;
  }, { signal });
  stage.addEventListener("pointerup", (event) => {
    const from = pressed;
    pressed = null;
    if (!from || from.pointerId !== event.pointerId || !store.get("listening").clicks) return;
    if (Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) >= SLACK) return;
    const button = (["left", "middle", "right"] as const)[from.button];
    const frame = stage.getBoundingClientRect();
    const at = painter.viewport.toImage(from.clientX - frame.left, from.clientY - frame.top);
    const modifiers = (["shift", "ctrl", "alt", "meta"] as const).filter((name) => from[`${name}Key`]);
    if (button) session.channel.tell({ kind: "click", ...at, button, modifiers } satisfies ClickMessage);
  }, { signal });

  let seen = 0;
  view.watch(["listening"], () => {
    const { call } = store.get("listening");
    if (call === seen) return;
    seen = call;
    if (!call) return;
    // Whoever waits in a cell has just left the keyboard in the notebook.
    stage.focus({ preventScroll: true });
    session.channel.tell({ kind: "here", call });
  });
}
