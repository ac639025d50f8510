// The layers over the image: which are shown, in which colour, how strongly; how many lines or sources each has.

import type { ViewContext } from "./context";
import { h, setAttr, setText } from "./dom";
import { integer } from "./format";
import type { LayerState } from "./geometry";
import { gradient, layerForm } from "./layerform";
import { drawRow, makeRow, type Row, RowList } from "./rows";

interface LayerRow extends Row {
  layer: LayerState;
}

export function createLayerList(view: ViewContext): HTMLElement {
  const { layers } = view.session;
  const rows = new Map<number, LayerRow>();
  let order: LayerRow[] = [];
  const summary = h("span", { class: "iv-muted iv-count-shown", attrs: { "aria-live": "polite" } });
  const list = new RowList<LayerRow>(view, "Layers", {
    listed: () => order,
    toggle: ({ layer }) => layers.toggle(layer.key),
    form: ({ layer }) => layerForm(view, layer),
    name: ({ layer }) => layer.name,
    opacity: ({ layer }) => layer.opacity,
    setOpacity: ({ layer }, opacity) => layers.set(layer.key, { opacity }),
  });
  const section = h(
    "section", { class: "iv-layers", attrs: { "aria-label": "Layers", hidden: true } },
    h("div", { class: "iv-section-title" }, h("b", {}, "Layers"), summary), list.node,
  );

  const update = (): void => {
    // The uppermost layer stands first, as it lies over the others.
    order = [...layers.all].reverse().map((layer) => {
      let row = rows.get(layer.key);
      if (!row) rows.set(layer.key, (row = { ...makeRow(layer.name, "", { "data-layer": layer.name }, false), layer }));
      row.layer = layer;
      return row;
    });
    if (list.arrange(order)) for (const [key, row] of rows) if (!order.includes(row)) rows.delete(key);
    for (const row of order) {
      draw(row);
      (row.swatch.firstElementChild as HTMLElement).style.background = gradient(view, row.layer) ?? "";
    }
    const shown = order.filter(({ layer }) => layer.visible).length;
    const chosen = view.session.selection.rows.length;
    setText(summary, `${chosen ? `${integer(chosen)} selected \u00b7 ` : ""}${shown} of ${order.length} shown`);
    section.hidden = order.length === 0;
  };
  view.watch(["selection"], update);
  // Also when colours by column have come.
  view.onClose(layers.onChange(update));
  return section;
}

function draw(row: LayerRow): void {
  const { name, kind, count, missing, color, opacity, visible } = row.layer;
  setText(row.count, integer(count) + (missing ? ` (\u2212${integer(missing)})` : ""));
  setAttr(row.node, "data-empty", String(count === 0));
  const what = `${integer(count)} ${{ shapes: "sources", outline: "outlines", marks: "marks", footprints: "footprints" }[kind]}`;
  const lacking = missing ? `${integer(missing)} without a place on the image` : "";
  const dots = row.layer.kind === "shapes" && row.layer.symbol === "ellipse" ? row.layer.dots : 0;
  const plain = dots ? `${integer(dots)} without an ellipse, drawn as dots` : "";
  const text = [name, what, lacking, plain].filter(Boolean).join("\n");
  if (row.node.title !== text) row.node.title = text;
  setAttr(row.swatch, "data-round", kind === "shapes" || kind === "marks");
  drawRow(row, { visible, color, opacity, hollow: true });
}
