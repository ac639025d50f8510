// The mask planes: which are shown, in which colour, how strongly; how many pixels each has.

import type { ViewContext } from "./context";
import { clamp, drag, h, perFrame, setAttr, setText } from "./dom";
import { integer, significant } from "./format";
import { icon } from "./icons";
import { planeControl } from "./planes";
import { planeForm } from "./planeform";
import type { MaskPlaneInfo, PlaneState } from "./protocol";

interface Row {
  info: MaskPlaneInfo;
  node: HTMLElement;
  eye: HTMLElement;
  swatch: HTMLElement;
  count: HTMLElement;
  bar: HTMLElement;
  drawn: PlaneState | null;
}

export function createLegend(view: ViewContext): HTMLElement {
  const { store, popup } = view;
  const control = planeControl(store);
  const rows = new Map<string, Row>();
  let order: Row[] = [];
  let active = "";

  const summary = h("span", { class: "iv-muted iv-count-shown", attrs: { "aria-live": "polite" } });
  const bulk = (label: string, visible: boolean, title: string): HTMLElement =>
    h("button", {
      class: "iv-link", title, attrs: { type: "button" },
      on: { click: () => control.show(listed().map((row) => row.info.name), visible) },
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
          focusRow(listed()[0]);
        }
      },
    },
  });
  const list = h("div", { class: "iv-rows", attrs: { role: "list", "aria-label": "Mask planes" } });
  const empty = h("p", { class: "iv-quiet", attrs: { hidden: true } });
  const section = h(
    "section", { class: "iv-legend", attrs: { "aria-label": "Mask planes" } },
    h("div", { class: "iv-section-title" },
      h("b", {}, "Mask planes"), summary, h("span", { class: "iv-spring" }),
      h("span", { class: "iv-muted" }, bulk("all", true, "Show all listed planes"), " \u00b7 ",
        bulk("none", false, "Hide all listed planes"))),
    filter, list, empty,
  );

  const listed = (): Row[] => order.filter((row) => !row.node.hidden);

  const sift = (): void => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of order) {
      const name = row.info.name.toLowerCase();
      row.node.hidden = !words.every((word) => name.includes(word));
    }
    empty.hidden = listed().length > 0;
    setText(empty, order.length ? "No plane has this in its name." : "This image has no mask.");
    reachable();
  };

  /** One row takes part in the tab order; the arrows move between rows. */
  const reachable = (): void => {
    const here = rows.get(active);
    const target = here && !here.node.hidden ? here : listed()[0];
    for (const row of order) {
      const index = row === target ? "0" : "-1";
      for (const part of [row.eye, row.swatch, row.bar]) setAttr(part, "tabindex", index);
    }
  };

  const focusRow = (row: Row | undefined, part: "eye" | "swatch" | "bar" = "eye"): void => {
    if (!row) return;
    active = row.info.name;
    reachable();
    row[part].focus();
  };

  const build = (): void => {
    rows.clear();
    for (const info of control.infos) rows.set(info.name, makeRow(info));
  };

  let built = "";
  const update = (): void => {
    const names = control.infos.map((info) => info.name + "\u0000" + info.description).join("\u0001");
    if (names !== built) {
      built = names;
      build();
    }
    const before = order;
    order = control.listed.flatMap((info) => {
      const row = rows.get(info.name);
      if (row) row.info = info;
      return row ? [row] : [];
    });
    if (order.length !== before.length || order.some((row, i) => row !== before[i])) {
      list.replaceChildren(...order.map((row) => row.node));
      sift();
    }
    let shown = 0;
    for (const row of order) {
      const state = control.state(row.info.name);
      if (state.visible) shown += 1;
      drawRow(row, state, pixels());
    }
    const verb = order.length < 100 ? " shown" : "";
    setText(summary, order.length ? `${shown} of ${order.length}${verb}` : "");
    filter.hidden = order.length === 0;
  };

  const pixels = (): number => {
    const [ny, nx] = store.get("image_info").shape ?? [0, 0];
    return ny * nx;
  };

  const rowOf = (event: Event): Row | undefined => {
    const node = (event.target as Element).closest<HTMLElement>(".iv-row");
    return order.find((row) => row.node === node);
  };
  const within = (event: Event, name: string): boolean =>
    (event.target as Element).closest(name) !== null;

  list.addEventListener("click", (event) => {
    const row = rowOf(event);
    if (!row) return;
    active = row.info.name;
    reachable();
    if (within(event, ".iv-swatch")) {
      popup.form(row.swatch, `Colour of ${row.info.name}`, planeForm(control, row.info.name));
    } else if (within(event, ".iv-solo") || (within(event, ".iv-eye, .iv-name") && event.altKey)) {
      control.solo(row.info.name);
    } else if (within(event, ".iv-eye, .iv-name")) control.toggle(row.info.name);
  });

  list.addEventListener("pointerdown", (event) => {
    const row = rowOf(event);
    if (!row || !within(event, ".iv-opacity") || event.button !== 0) return;
    focusRow(row, "bar");
    const box = row.bar.getBoundingClientRect();
    let wanted = (event.clientX - box.left) / box.width;
    const frame = perFrame(() => control.set(row.info.name, { opacity: percent(wanted) }));
    frame.ask();
    drag(event, row.bar, (dx) => {
      wanted = (event.clientX + dx - box.left) / box.width;
      frame.ask();
    });
  });

  list.addEventListener("keydown", (event) => {
    const row = rowOf(event);
    if (!row || event.ctrlKey || event.metaKey) return;
    const part = within(event, ".iv-opacity") ? "bar" : within(event, ".iv-swatch") ? "swatch" : "eye";
    const shown = listed();
    const here = shown.indexOf(row);
    const step = { ArrowRight: 0.05, ArrowLeft: -0.05 }[event.key];
    if (event.key === "ArrowDown") focusRow(shown[here + 1], part);
    else if (event.key === "ArrowUp") {
      if (here > 0) focusRow(shown[here - 1], part);
      else filter.focus();
    } else if (part === "bar" && step) {
      control.set(row.info.name, { opacity: percent(control.state(row.info.name).opacity + step) });
    } else if (part === "eye" && event.altKey && (event.key === "Enter" || event.key === " ")) {
      control.solo(row.info.name);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  view.watch(["mask_planes", "planes", "image_info"], update);
  sift();
  return section;
}

function percent(value: number): number {
  return Math.round(clamp(value, 0, 1) * 100) / 100;
}

function makeRow(info: MaskPlaneInfo): Row {
  const { name, description } = info;
  const eye = h("button", {
    class: "iv-eye", title: "Show or hide; with Alt this plane alone",
    attrs: { type: "button", role: "switch", "aria-label": `Show ${name}`, "aria-description": description },
  }, icon("eye"), icon("eyeOff"));
  const swatch = h("button", {
    class: "iv-swatch", title: "Colour, fill or outline",
    attrs: { type: "button", "aria-label": `Colour of ${name}`, "aria-haspopup": "dialog" },
  }, h("span", {}));
  const solo = h("button", {
    class: "iv-solo", title: "This plane alone; again: as before (Alt-click on the eye)",
    attrs: { type: "button", tabindex: -1, "aria-label": `Show ${name} alone` },
  }, "solo");
  const count = h("span", { class: "iv-count" });
  const bar = h("div", {
    class: "iv-opacity",
    attrs: {
      role: "slider", "aria-label": `Opacity of ${name}`, "aria-valuemin": 0, "aria-valuemax": 100,
    },
  }, h("span", { class: "iv-track" }, h("span", { class: "iv-fill" })));
  const node = h(
    "div", { class: "iv-row", attrs: { role: "listitem", "data-plane": name } },
    eye, swatch, h("span", { class: "iv-name" }, name), solo, count, bar,
  );
  return { info, node, eye, swatch, count, bar, drawn: null };
}

function drawRow(row: Row, state: PlaneState, pixels: number): void {
  const { name, description, count } = row.info;
  setText(row.count, count === null ? "\u2026" : integer(count));
  setAttr(row.node, "data-empty", String(count === 0));
  const share = count && pixels ? ` (${significant((100 * count) / pixels, 2)}\u202f%)` : "";
  const amount = count === null ? "" : `${integer(count)} pixels${share}`;
  const text = [name, description, amount].filter(Boolean).join("\n");
  if (row.node.title !== text) row.node.title = text;
  const { drawn } = row;
  if (
    drawn && drawn.visible === state.visible && drawn.color === state.color
    && drawn.opacity === state.opacity && drawn.outline === state.outline
  ) return;
  row.drawn = state;
  setAttr(row.node, "data-shown", String(state.visible));
  setAttr(row.eye, "aria-checked", String(state.visible));
  setAttr(row.swatch, "data-outline", String(state.outline));
  row.node.style.setProperty("--iv-plane", state.color);
  row.node.style.setProperty("--iv-opacity", `${state.opacity * 100}%`);
  const opacity = Math.round(state.opacity * 100);
  row.bar.title = `Opacity ${opacity}\u202f%: drag`;
  setAttr(row.bar, "aria-valuenow", String(opacity));
}
