// The mask planes: which are shown, in which colour, how strongly; how many pixels each has.

import type { ViewContext } from "./context";
import { h, setText } from "./dom";
import { createExpressionList } from "./expressionlist";
import { pixelCount } from "./info";
import { planeControl } from "./planes";
import { planeForm } from "./planeform";
import type { MaskPlaneInfo } from "./protocol";
import { drawAmount, drawRow, makeRow, type Row, RowList } from "./rows";

interface PlaneRow extends Row {
  info: MaskPlaneInfo;
}

export function createLegend(view: ViewContext): HTMLElement {
  const { store } = view;
  const control = planeControl(store);
  const rows = new Map<string, PlaneRow>();
  let order: PlaneRow[] = [];

  const summary = h("span", { class: "iv-muted iv-count-shown", attrs: { "aria-live": "polite" } });
  const bulk = (label: string, visible: boolean, title: string): HTMLElement =>
    h("button", {
      class: "iv-link", title,
      on: {
        click: () => {
          control.show(listed().map((row) => row.info.name), visible);
          conditions.show(visible);
        },
      },
    }, label);
  const filter = h("input", {
    class: "iv-filter iv-input", title: "Show only planes with these letters in their names (/)",
    attrs: { type: "search", placeholder: "filter\u2026", "aria-label": "Filter the planes by name", spellcheck: "false" },
    on: {
      input: () => sift(),
      keydown: (event) => {
        if (event.key === "Escape" && filter.value) {
          event.stopPropagation();
          filter.value = "";
          sift();
        } else if (event.key === "ArrowDown") {
          event.preventDefault();
          list.focus(listed()[0]);
        }
      },
    },
  });
  const list = new RowList<PlaneRow>(view, "Mask planes", {
    listed: () => listed(),
    toggle: ({ info }) => control.toggle(info.name),
    solo: ({ info }) => control.solo(info.name),
    form: ({ info }) => planeForm(control, info.name),
    name: ({ info }) => info.name,
    opacity: ({ info }) => control.state(info.name).opacity,
    setOpacity: ({ info }, opacity) => control.set(info.name, { opacity }),
    above: () => filter.focus(),
  });
  const conditions = createExpressionList(view);
  const empty = h("p", { class: "iv-quiet", attrs: { hidden: true } });
  const section = h(
    "section", { class: "iv-legend", attrs: { "aria-label": "Mask planes" } },
    h("div", { class: "iv-section-title" },
      h("b", {}, "Mask planes"), summary, h("span", { class: "iv-spring" }),
      h("span", { class: "iv-muted" }, bulk("all", true, "Show all listed planes"), " \u00b7 ",
        bulk("none", false, "Hide all listed planes"))),
    filter, list.node, empty, conditions.node,
  );

  const listed = (): PlaneRow[] => order.filter((row) => !row.node.hidden);

  const sift = (): void => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of order) {
      const name = row.info.name.toLowerCase();
      row.node.hidden = !words.every((word) => name.includes(word));
    }
    empty.hidden = conditions.sift(words) || listed().length > 0;
    setText(empty, order.length ? "No plane has this in its name." : "This image has no mask.");
    list.reachable();
  };

  const build = (): void => {
    rows.clear();
    for (const info of control.infos) {
      const { name, description } = info;
      rows.set(name, { ...makeRow(name, description, { "data-plane": name }, true), info });
    };
  };

  let built = "";
  const update = (): void => {
    const names = control.infos.map((info) => info.name + "\u0000" + info.description).join("\u0001");
    if (names !== built) {
      built = names;
      build();
    }
    order = control.listed.flatMap((info) => {
      const row = rows.get(info.name);
      if (row) row.info = info;
      return row ? [row] : [];
    });
    if (list.arrange(order)) sift();
    let shown = 0;
    for (const row of order) {
      const state = control.state(row.info.name);
      if (state.visible) shown += 1;
      drawAmount(row, row.info, pixelCount(store));
      drawRow(row, { ...state, hollow: state.outline });
    }
    const verb = order.length < 100 ? " shown" : "";
    setText(summary, order.length ? `${shown} of ${order.length}${verb}` : "");
    filter.hidden = order.length === 0;
  };

  view.watch(["mask_planes", "planes", "image_info"], update);
  sift();
  return section;
}
