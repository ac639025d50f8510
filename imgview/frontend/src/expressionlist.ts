// The conditions on mask planes, below the planes: which are shown, in which colour, how many pixels each has.

import type { ViewContext } from "./context";
import { h } from "./dom";
import { pixelCount } from "./info";
import { planeForm } from "./planeform";
import { planeControl } from "./planes";
import type { MaskExpression } from "./protocol";
import { drawAmount, drawRow, makeRow, type Row, RowList } from "./rows";

interface ExpressionRow extends Row {
  expression: MaskExpression;
}

export interface ExpressionList {
  node: HTMLElement;
  /** List only those with these words in their names; returns whether any has. */
  sift(words: string[]): boolean;
  /** Show or hide those that are listed. */
  show(visible: boolean): void;
}

export function createExpressionList(view: ViewContext): ExpressionList {
  const { store } = view;
  const { expressions: control } = planeControl(store);
  const rows = new Map<string, ExpressionRow>();
  let order: ExpressionRow[] = [];
  const list = new RowList<ExpressionRow>(view, "Conditions on mask planes", {
    listed: () => listed(),
    toggle: ({ expression }) => control.set(expression.name, { visible: !expression.visible }),
    remove: ({ expression }) => control.set(expression.name, { removed: true }),
    form: ({ expression }) => planeForm(control, expression.name),
    name: ({ expression }) => expression.name,
    opacity: ({ expression }) => expression.opacity,
    setOpacity: ({ expression }, opacity) => control.set(expression.name, { opacity }),
  });
  let words: string[] = [];
  const listed = (): ExpressionRow[] => order.filter(({ node }) => !node.hidden);
  const sift = (): void => {
    for (const { node, expression } of order) {
      node.hidden = !words.every((word) => expression.name.toLowerCase().includes(word));
    }
    section.hidden = listed().length === 0;
    list.reachable();
  };
  const section = h("div", { class: "iv-expressions", attrs: { hidden: true } }, list.node);

  view.watch(["mask_expressions", "image_info"], () => {
    order = control.all.map((expression) => {
      const { name, expression: text } = expression;
      const key = `${name}\u0000${text}`;
      let row = rows.get(key);
      if (!row) rows.set(key, (row = { ...makeRow(name, text, { "data-expression": name }, false, true), expression }));
      row.expression = expression;
      return row;
    });
    if (list.arrange(order)) for (const [key, row] of rows) if (!order.includes(row)) rows.delete(key);
    for (const row of order) {
      const { name, expression: text, count, visible, color, opacity, outline } = row.expression;
      drawAmount(row, { name, description: text === name ? "" : text, count }, pixelCount(store));
      drawRow(row, { visible, color, opacity, hollow: outline });
    }
    sift();
  });
  return {
    node: section,
    sift: (wanted) => {
      words = wanted;
      sift();
      return !section.hidden;
    },
    show: (visible) => control.show(listed().map(({ expression }) => expression.name), visible),
  };
}
