// The line above the image: what it is, and what is done to it. What does not fit goes behind the last button.

import { type Action, actionById, keyName, tip } from "./actions";
import { createComponents } from "./components";
import type { ViewContext } from "./context";
import { h, setAttr, setText } from "./dom";
import { hasSources } from "./geometry";
import { icon } from "./icons";
import { imageInfo, inColor } from "./info";
import { colormapMenu, cutsMenu, imageMenu, stretchMenu } from "./menus";
import type { MenuEntry } from "./popup";
import type { Traits } from "./protocol";

/** Width the title keeps before anything is folded. */
const TITLE = 150;

/** Controls that are shown or folded together. */
export interface Group {
  node: HTMLElement;
  /** Groups with a lower number fold first. */
  fold: number;
  entries: () => MenuEntry[];
}

export function createToolbar(view: ViewContext): HTMLElement {
  const { store, popup } = view;
  const title = h("b", { class: "iv-title" });
  const subtitle = h("span", { class: "iv-muted iv-subtitle" });
  const heading = h("div", { class: "iv-what" }, title, subtitle);

  const groups = [images(view), createComponents(view), ...dropdowns(view), views(view), selecting(view), tools(view)];
  const more = h("button", {
    class: "iv-button iv-more", title: "More",
    attrs: { "aria-label": "More", "aria-haspopup": "menu", "aria-expanded": "false", hidden: true },
    on: {
      click: () => {
        if (popup.isOpenAt(more)) return popup.close(true);
        const folded = groups.filter((group) => group.node.hidden);
        popup.menu(more, "More", folded.flatMap((group, i) => [
          ...(i ? ["separator" as const] : []), ...group.entries(),
        ]));
      },
    },
  }, icon("more"));
  const bar = h(
    "div", { class: "iv-bar", attrs: { role: "toolbar", "aria-label": "Image viewer" } },
    heading, ...groups.map((group) => group.node), more,
  );

  const fit = (): void => {
    for (const { node } of groups) node.hidden = false;
    more.hidden = true;
    const room = bar.clientWidth;
    if (!room) return;
    const gap = 8;
    const widths = new Map(groups.map((group) => [group, group.node.offsetWidth + gap]));
    more.hidden = false;
    const moreWidth = more.offsetWidth + gap;
    more.hidden = true;
    const least = Math.min(TITLE, heading.scrollWidth) + 16;
    let total = least + [...widths.values()].reduce((sum, width) => sum + width, 0);
    for (const group of [...groups].sort((a, b) => a.fold - b.fold)) {
      if (total <= room - (more.hidden ? 0 : moreWidth)) break;
      group.node.hidden = true;
      more.hidden = false;
      total -= widths.get(group) ?? 0;
    }
  };

  const resized = new ResizeObserver(fit);
  resized.observe(bar);
  view.onClose(() => resized.disconnect());
  view.watch(["image_info"], () => {
    const info = imageInfo(store);
    setText(title, info ? info.title || "image" : "imgview");
    setText(subtitle, info?.subtitle ?? "");
    heading.title = info ? [info.title, info.subtitle, ...info.notes].filter(Boolean).join("\n") : "";
    setAttr(bar, "data-empty", info ? null : "");
  });
  view.watch(["image_info", "image_labels", "stretch", "cuts_mode", "colormap", "layers"], fit);
  return bar;
}

/** What opens a menu of the values of a trait. */
function dropdown(
  view: ViewContext, label: string, name: string, trait: keyof Traits, fold: number, hint: string,
  open: (view: ViewContext, anchor: HTMLElement) => void,
): Group {
  const { store } = view;
  const value = h("span", { class: trait === "image_label" ? "iv-plane" : "iv-value" });
  const button = h("button", {
    class: "iv-button iv-drop", title: hint,
    attrs: {
      "aria-haspopup": "menu", "aria-expanded": "false", "data-menu": name,
    },
    on: {
      click: () => (view.popup.isOpenAt(button) ? view.popup.close(true) : open(view, button)),
      keydown: (event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        open(view, button);
      },
    },
  }, h("span", { class: "iv-key" }, label), value, icon("caret"));
  const useless = (): boolean => trait === "colormap" && inColor(store);
  const text = (): string => (useless() ? "none" : String(store.get(trait)));
  view.watch([trait, "image_info"], () => {
    setText(value, text());
    setAttr(button, "disabled", imageInfo(store) === null || useless());
    setAttr(button, "aria-label", `${name}: ${text()}`);
    button.title = useless() ? "The pixels of this image have colours of their own" : hint;
  });
  return {
    node: button, fold,
    entries: () => ("none" in button.dataset ? [] : [{
      label, hint: `${text()} \u203a`, disabled: useless(),
      run: () => open(view, view.root.querySelector<HTMLElement>(".iv-more") ?? button),
    }]),
  };
}

/** Only where there are several. */
function images(view: ViewContext): Group {
  const hint = `Another image (${key("image")}: next)`;
  const group = dropdown(view, "image", "images", "image_label", 9, hint, imageMenu);
  view.watch(["image_labels"], () => setAttr(group.node, "data-none", view.store.get("image_labels").length < 2));
  return group;
}

function dropdowns(view: ViewContext): Group[] {
  return [
    dropdown(view, "stretch", "stretch", "stretch", 7, `Stretch (${key("stretch")}: next)`, stretchMenu),
    dropdown(view, "cuts", "cuts", "cuts_mode", 6, `Cuts (${key("cuts")}: next)`, cutsMenu),
    dropdown(view, "map", "colormap", "colormap", 5, `Colour map (${key("invert")}: invert)`, colormapMenu),
  ];
}

function key(id: string): string {
  return keyName(actionById(id).keys[0]);
}

function views(view: ViewContext): Group {
  return buttons(view, ["home", "fit", "one"], 3);
}

/** Only where there are sources. */
function selecting(view: ViewContext): Group {
  const group = buttons(view, ["box", "lasso"], 4);
  const show = (): void => {
    for (const button of group.node.children) {
      setAttr(button, "aria-pressed", String(view.picker.tool === (button as HTMLElement).dataset.action));
    }
  };
  view.watch(["layers"], () => {
    setAttr(group.node, "data-none", !view.session.layers.all.some(hasSources));
  });
  view.onClose(view.store.local.on("tool", show));
  show();
  return { ...group, entries: () => ("none" in group.node.dataset ? [] : group.entries()) };
}

function tools(view: ViewContext): Group {
  const group = buttons(view, ["grid", "north", "panel", "help"], 8);
  const [grid, north, panel] = group.node.children;
  view.watch(["show_grid", "image_info"], () => {
    setAttr(grid, "aria-pressed", String(view.store.get("show_grid")));
    for (const node of [grid, north]) setAttr(node, "disabled", !imageInfo(view.store)?.has_sky);
  });
  const showPanel = (): void => setAttr(panel, "aria-pressed", String(view.panelShown()));
  view.watch(["panel_open"], showPanel);
  view.root.addEventListener("iv-panel", showPanel, { signal: view.signal });
  return group;
}

function buttons(view: ViewContext, ids: readonly string[], fold: number): Group {
  const actions = ids.map(actionById);
  const node = h("div", { class: "iv-group", attrs: { role: "group" } }, ...actions.map((action) =>
    h("button", {
      class: "iv-button", title: tip(action),
      attrs: { "aria-label": action.label, "data-action": action.id },
      on: { click: () => action.run(view) },
    }, face(action))));
  return {
    node, fold,
    entries: () => actions.map((action) => ({
      label: action.label, hint: keyName(action.keys[0]), run: () => action.run(view),
    })),
  };
}

function face(action: Action): Node {
  return action.icon ? icon(action.icon) : document.createTextNode(action.text ?? action.label);
}
