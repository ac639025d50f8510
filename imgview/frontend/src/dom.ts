// Elements without a framework. Text always arrives as a text node: names and headers are untrusted.

type Value = string | number | boolean | null | undefined;
type Handlers = { [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };
export interface Props {
  class?: string;
  title?: string;
  on?: Handlers;
  attrs?: Record<string, Value>;
}

/** Make an element; a string child becomes a text node, never markup. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K, props: Props = {}, ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  // Else it would send a form that the notebook may have around it.
  if (node instanceof HTMLButtonElement) node.type = "button";
  if (props.class) node.className = props.class;
  if (props.title) node.title = props.title;
  for (const [name, value] of Object.entries(props.attrs ?? {})) setAttr(node, name, value);
  for (const [type, handler] of Object.entries(props.on ?? {})) {
    node.addEventListener(type, handler as EventListener);
  }
  node.append(...children);
  return node;
}

/** Set an attribute; null, undefined and false remove it (an aria state passes "true"/"false"). */
export function setAttr(node: Element, name: string, value: Value): void {
  if (value === null || value === undefined || value === false) node.removeAttribute(name);
  else {
    const text = value === true ? "" : String(value);
    if (node.getAttribute(name) !== text) node.setAttribute(name, text);
  }
}

/** Replace the text of a node only where it differs, so that a still reading costs no layout. */
export function setText(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** Size a canvas in device pixels and give its context, scaled so that one unit is one CSS pixel. */
export function sizeCanvas(
  canvas: HTMLCanvasElement, width: number, height: number, dpr = window.devicePixelRatio || 1,
): CanvasRenderingContext2D | null {
  const w = Math.max(1, Math.round(width * dpr));
  const hgt = Math.max(1, Math.round(height * dpr));
  if (canvas.width !== w || canvas.height !== hgt) {
    canvas.width = w;
    canvas.height = hgt;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext("2d");
  context?.setTransform(w / Math.max(width, 1), 0, 0, hgt / Math.max(height, 1), 0, 0);
  return context;
}

/** Follow a pointer from press to release; `move` gets the distance from the press in CSS pixels. */
export function drag(
  event: PointerEvent, target: Element,
  move: (dx: number, dy: number, event: PointerEvent) => void, end?: (event: PointerEvent) => void,
): void {
  const { clientX, clientY, pointerId } = event;
  const done = new AbortController();
  const stop = (last: Event): void => {
    if ((last as PointerEvent).pointerId !== pointerId) return;
    done.abort();
    end?.(last as PointerEvent);
  };
  target.setPointerCapture(pointerId);
  const onMove = (raw: Event): void => {
    const next = raw as PointerEvent;
    if (next.pointerId === pointerId) move(next.clientX - clientX, next.clientY - clientY, next);
  };
  target.addEventListener("pointermove", onMove, { signal: done.signal });
  for (const type of ["pointerup", "pointercancel", "lostpointercapture"]) {
    target.addEventListener(type, stop, { signal: done.signal });
  }
}

/** Run a callback at most once a frame, however often it is asked for. */
export function perFrame(callback: () => void): { ask: () => void; cancel: () => void } {
  let handle = 0;
  return {
    ask: () => {
      handle ||= requestAnimationFrame(() => {
        handle = 0;
        callback();
      });
    },
    cancel: () => {
      cancelAnimationFrame(handle);
      handle = 0;
    },
  };
}
