// How the shown values are distributed (log counts), with the two cuts as handles to drag.

import { setCuts, setCutsMode } from "./actions";
import type { ViewContext } from "./context";
import { clamp, drag, h, perFrame, setAttr, sizeCanvas } from "./dom";
import { short } from "./format";
import type { Histogram } from "./protocol";

const HEIGHT = 38;
/** Room left and right of the cuts, as a fraction of their distance. */
const MARGIN = { low: 0.16, high: 0.22 };

interface Domain {
  from: number;
  to: number;
}

export function createHistogram(view: ViewContext): HTMLElement {
  const { store } = view;
  const canvas = h("canvas", { attrs: { "aria-hidden": "true" } });
  const handles = (["low", "high"] as const).map((end) => handle(end));
  const cursors = ["red", "green", "blue"].map((name) =>
    h("span", { class: "iv-here", attrs: { hidden: true, "data-channel": name } }));
  const span = h("span", { class: "iv-span", title: "Drag: both cuts" });
  const box = h(
    "div",
    {
      class: "iv-histogram", title: "Drag the cuts; double click: zscale",
      on: { dblclick: () => setCutsMode(view, "zscale") },
    },
    canvas, span, ...cursors, ...handles,
  );
  let domain: Domain = { from: 0, to: 1 };
  let held = false;

  function handle(end: "low" | "high"): HTMLElement {
    return h("div", {
      class: "iv-handle", title: `${end === "low" ? "Low" : "High"} cut: drag, or arrow keys`,
      attrs: { role: "slider", tabindex: 0, "aria-label": `${end} cut`, "data-end": end },
      on: {
        pointerdown: (event) => hold(event, end),
        keydown: (event) => {
          const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
          if (!step || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          const length = (step * (event.shiftKey ? 10 : 1) * (domain.to - domain.from)) / 200;
          move(store.get("cuts"), end === "low" ? length : 0, end === "high" ? length : 0);
        },
      },
    });
  }

  /** Shift the cuts from where they were; they stay apart. */
  function move(from: readonly [number, number], low: number, high: number): void {
    const least = (domain.to - domain.from) / 500;
    const [a, b] = [from[0] + low, from[1] + high];
    if (low && !high) setCuts(view, Math.min(a, b - least), b);
    else if (high && !low) setCuts(view, a, Math.max(b, a + least));
    else setCuts(view, a, b);
  }

  function hold(event: PointerEvent, what: "low" | "high" | "both"): void {
    if (event.button !== 0) return;
    const target = event.currentTarget as HTMLElement;
    held = true;
    const from = [...store.get("cuts")] as [number, number];
    const scale = (domain.to - domain.from) / Math.max(canvas.clientWidth, 1);
    let dx = 0;
    const frame = perFrame(() => {
      const length = dx * scale;
      if (dx) move(from, what === "high" ? 0 : length, what === "low" ? 0 : length);
    });
    drag(event, target, (moved) => {
      dx = moved;
      frame.ask();
    }, () => {
      held = false;
      draw.ask();
    });
  }
  span.addEventListener("pointerdown", (event) => hold(event, "both"));

  const place = (value: number): number =>
    clamp((value - domain.from) / (domain.to - domain.from), 0, 1) * 100;

  const draw = perFrame(() => {
    const width = box.clientWidth;
    const { low, high, counts } = store.get("histogram") as Partial<Histogram>;
    const cuts = store.get("cuts");
    box.hidden = !counts?.length;
    if (!width || low === undefined || high === undefined || !counts?.length) return;
    if (!held) domain = chooseDomain(domain, cuts, low, high);
    drawBars(canvas, columns(counts, low, high, domain, Math.round(width / 2)), width);
    handles.forEach((node, i) => {
      node.style.left = `${place(cuts[i])}%`;
      setAttr(node, "aria-valuenow", String(cuts[i]));
      setAttr(node, "aria-valuetext", short(cuts[i]));
      setAttr(node, "aria-valuemin", String(domain.from));
      setAttr(node, "aria-valuemax", String(domain.to));
    });
    span.style.left = `${place(cuts[0])}%`;
    span.style.right = `${100 - place(cuts[1])}%`;
    mark();
  });

  /** Where the value under the pointer lies; those of a colour each in its own. */
  const mark = (): void => {
    const { reading } = view.probe;
    const values = reading?.inside ? reading.values : [];
    setAttr(box, "data-color", values.length > 1);
    cursors.forEach((cursor, i) => {
      cursor.hidden = !Number.isFinite(values[i]);
      if (!cursor.hidden) cursor.style.left = `${place(values[i])}%`;
    });
  };

  view.onClose(draw.cancel);
  view.onClose(view.probe.onChange(mark));
  view.watch(["histogram", "cuts"], draw.ask);
  view.root.addEventListener("iv-theme", draw.ask, { signal: view.signal });
  const resized = new ResizeObserver(draw.ask);
  resized.observe(box);
  view.onClose(() => resized.disconnect());
  return box;
}

function drawBars(canvas: HTMLCanvasElement, counts: readonly number[], width: number): void {
  const context = sizeCanvas(canvas, width, HEIGHT);
  if (!context) return;
  context.clearRect(0, 0, width, HEIGHT);
  context.fillStyle = getComputedStyle(canvas).color;
  const most = Math.log1p(Math.max(...counts, 1));
  counts.forEach((count, i) => {
    // a single pixel is still seen
    const y = Math.max((HEIGHT - 2) * (Math.log1p(count) / most), 1);
    if (count > 0) context.fillRect(2 * i, HEIGHT - y, 1.6, y);
  });
}

/** Keep the value axis while the cuts sit well in it; else lay it out anew about them. */
function chooseDomain(old: Domain, cuts: readonly [number, number], low: number, high: number): Domain {
  const width = old.to - old.from;
  const [a, b] = [(cuts[0] - old.from) / width, (cuts[1] - old.from) / width];
  const reach = Math.max(high, cuts[1]) - Math.min(low, cuts[0]);
  if (a >= 0.02 && b <= 0.98 && b - a > 0.35 && width <= 1.5 * reach) return old;
  const range = cuts[1] - cuts[0];
  return { from: cuts[0] - MARGIN.low * range, to: cuts[1] + MARGIN.high * range };
}

/** Counts gathered into equal columns of the axis; a bin wider than a column is spread over it evenly. */
function columns(counts: readonly number[], low: number, high: number, axis: Domain, n: number): number[] {
  const bin = (high - low) / counts.length;
  const step = (axis.to - axis.from) / n;
  const cumulative = new Float64Array(counts.length + 1);
  counts.forEach((count, i) => (cumulative[i + 1] = cumulative[i] + count));
  const below = (value: number): number => {
    const at = clamp((value - low) / bin, 0, counts.length);
    const i = Math.min(Math.floor(at), counts.length - 1);
    return cumulative[i] + (at - i) * counts[i];
  };
  return Array.from({ length: n }, (_, i) => {
    const from = axis.from + i * step;
    return below(from + step) - below(from);
  });
}
