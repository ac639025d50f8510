// The help over the image: every key of the table, and what the mouse does.

import { ACTIONS, keyName } from "./actions";
import type { ViewContext } from "./context";
import { h } from "./dom";
import { icon } from "./icons";

const MOUSE: readonly [string, string][] = [
  ["wheel, pinch", "Zoom about the pointer"],
  ["drag", "Pan"],
  ["right or Shift drag", "Contrast and bias"],
  ["double click", "Centre there"],
  ["click, Shift click", "Select a source, add or drop one"],
  ["right click", "Menu of the source or the place"],
  ["Ctrl drag, Alt drag", "Select in a box, with a lasso"],
  ["Alt click on an eye", "This plane alone"],
  ["double click histogram", "Cuts by zscale"],
];

export function createHelp(view: ViewContext): { node: HTMLElement; toggle: () => void } {
  const close = h("button", {
    class: "iv-button iv-plain", title: "Close (Esc)", attrs: { "aria-label": "Close the help" },
    on: { click: () => show(false) },
  }, icon("close"));
  const groups = [...new Set(ACTIONS.map((action) => action.group))].map((group) =>
    column(group, ACTIONS.filter((action) => action.group === group)
      .map((action) => [keysOf(action.keys), action.label])));
  const mouse = column("Mouse", MOUSE.map(([what, does]) => [[what], does]));
  const node = h(
    "div",
    {
      class: "iv-help", attrs: { role: "dialog", "aria-label": "Keyboard and mouse", hidden: true },
      on: {
        keydown: (event) => {
          if (event.key !== "Escape" && event.key !== "?") return;
          event.preventDefault();
          event.stopPropagation();
          show(false);
        },
        wheel: (event) => event.stopPropagation(),
      },
    },
    h("div", { class: "iv-help-card" },
      h("div", { class: "iv-section-title" }, h("b", {}, "Keyboard and mouse"), h("span", { class: "iv-spring" }), close),
      h("div", { class: "iv-help-columns" }, ...groups, mouse)),
  );
  const show = (open: boolean): void => {
    node.hidden = !open;
    (open ? close : view.stage).focus();
  };
  return { node, toggle: () => show(node.hidden) };
}

function keysOf(keys: readonly string[]): string[] {
  const arrows = keys.filter((key) => key.startsWith("Arrow"));
  if (arrows.length) return [arrows.map(keyName).join("")];
  return keys.filter((key, i) => key !== "=" && key !== "_" && !(i && /^[A-Z]$/.test(key))).map(keyName);
}

function column(title: string, lines: readonly [string[], string][]): HTMLElement {
  return h("section", {}, h("h3", {}, title), h("dl", {}, ...lines.flatMap(([keys, label]) => [
    h("dt", {}, ...keys.map((key) => h("kbd", {}, key))), h("dd", {}, label),
  ])));
}
