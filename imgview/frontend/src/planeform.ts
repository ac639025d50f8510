// The small forms behind swatches: a layer's colour, or a plane's, with whether it is filled or outlined.

import { h, setAttr } from "./dom";
import type { PlaneControl } from "./planes";

/** Colours that stay apart for most colour-blind people, on black and on white. */
const OFFERED = [
  "#ff4136", "#ff851b", "#ffdc00", "#2ee65c", "#39cccc", "#5b8cff",
  "#b06cff", "#ff3df2", "#ffa6c9", "#8fd3ff", "#c7b26b", "#ffffff",
];

/** A form for a colour, with room for more. */
export function colorForm(
  name: string, color: string, take: (color: string) => void, ...more: HTMLElement[]
): HTMLElement {
  const picker = h("input", {
    class: "iv-picker", title: "Any colour",
    attrs: { type: "color", value: color, "aria-label": "Colour" },
    on: { input: () => choose(picker.value) },
  });
  const code = h("input", {
    class: "iv-input", title: "Colour as #rrggbb",
    attrs: { type: "text", value: color, "aria-label": "Colour as #rrggbb", spellcheck: "false", maxlength: 7 },
    on: {
      input: () => {
        const valid = /^#[0-9a-f]{6}$/i.test(code.value);
        setAttr(code, "aria-invalid", valid ? null : "true");
        if (valid) choose(code.value.toLowerCase());
      },
    },
  });
  const choose = (chosen: string): void => {
    picker.value = chosen;
    if (code.value.toLowerCase() !== chosen) code.value = chosen;
    setAttr(code, "aria-invalid", null);
    take(chosen);
  };
  const offered = h("div", { class: "iv-offered" }, ...OFFERED.map((one) => {
    const dot = h("button", {
      title: one, attrs: { "aria-label": `Colour ${one}` },
      on: { click: () => choose(one) },
    });
    dot.style.background = one;
    return dot;
  }));
  return h(
    "div", { class: "iv-plane-form" },
    h("div", { class: "iv-form-title" }, name),
    offered,
    h("div", { class: "iv-form-row" }, picker, code),
    ...more,
  );
}

/** Colour, and whether the plane is filled or outlined. */
export function planeForm(control: Pick<PlaneControl, "state" | "set">, name: string): HTMLElement {
  const state = control.state(name);
  const ways = ([["fill", false], ["outline", true]] as const).map(([label, outline]) => {
    const button = h("button", {
      class: "iv-button", attrs: { "aria-pressed": String(state.outline === outline) },
      on: {
        click: () => {
          control.set(name, { outline });
          for (const way of ways) setAttr(way, "aria-pressed", String(way === button));
        },
      },
    }, label);
    return button;
  });
  const fill = h("div", { class: "iv-group iv-choice" }, ...ways);
  return colorForm(name, state.color, (color) => control.set(name, { color }), fill);
}
