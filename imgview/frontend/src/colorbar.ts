// The colour bar: what each colour stands for, through cuts, stretch, contrast and bias.

import type { ViewContext } from "./context";
import { h, perFrame, setText } from "./dom";
import { short } from "./format";
import { imageInfo } from "./info";

export function createColorbar(view: ViewContext): HTMLElement {
  const { store, session: { style } } = view;
  const canvas = h("canvas", { class: "iv-ramp", attrs: { width: 256, height: 1, "aria-hidden": "true" } });
  const [low, middle, high] = [h("span"), h("span"), h("span")] as const;
  const box = h("div", { class: "iv-colorbar" }, canvas, h("div", { class: "iv-ends" }, low, middle, high));

  const paint = perFrame(() => {
    const { shading } = style;
    const unit = imageInfo(store)?.unit ?? "";
    const context = canvas.getContext("2d");
    if (!context) return;
    const picture = context.createImageData(256, 1);
    new Uint32Array(picture.data.buffer).set(style.bar());
    context.putImageData(picture, 0, 0);
    const range = shading.high - shading.low;
    setText(low, short(shading.low, range));
    setText(middle, short(shading.low + shading.thresholds[127] * range, range));
    setText(high, `${short(shading.high, range)} ${unit}`.trimEnd());
  });
  view.onClose(paint.cancel);
  view.onClose(style.onChange(paint.ask));
  view.watch(["image_info"], paint.ask);
  return box;
}
