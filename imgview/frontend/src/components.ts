// What is shown of an image: buttons for what most images have, one menu for all further planes.

import { actionById, keyName } from "./actions";
import type { ViewContext } from "./context";
import { h, setAttr, setText } from "./dom";
import { icon } from "./icons";
import { imageInfo } from "./info";
import type { MenuItem } from "./popup";
import type { Group } from "./toolbar";

interface Choice {
  name: string;
  label: string;
  what: string;
  possible: boolean;
}

const USUAL = [["image", "image", "The image"], ["variance", "variance", "The variance plane"],
  ["snr", "S/N", "The image over its sigma"]] as const;
const COLORS = [["image", "RGB", "The image in its colours"], ["red", "R", "The red channel"],
  ["green", "G", "The green channel"], ["blue", "B", "The blue channel"]] as const;

export function createComponents(view: ViewContext): Group {
  const { store, popup } = view;
  const key = keyName(actionById("component").keys[0]);
  const choose = (name: string) => () => store.set("component", name);
  const usual = (): Choice[] => {
    const info = imageInfo(store);
    return (info?.color ? COLORS : USUAL).map(([name, label, what]) => ({
      name, label, what, possible: info?.components.includes(name) ?? false,
    }));
  };
  const further = (): string[] => {
    const known = usual().map(({ name }) => name);
    return (imageInfo(store)?.components ?? []).filter((name) => !known.includes(name));
  };
  const furtherItems = (): MenuItem[] => further().map((name) => ({
    label: name, checked: store.get("component") === name, run: choose(name),
  }));

  const chosen = h("span", { class: "iv-plane" });
  const open = (): void => popup.menu(more, "Further planes", furtherItems());
  const more = h("button", {
    class: "iv-button iv-drop",
    attrs: { "aria-haspopup": "menu", "aria-expanded": "false", "data-menu": "component" },
    on: {
      click: () => (popup.isOpenAt(more) ? popup.close(true) : open()),
      keydown: (event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        open();
      },
    },
  }, chosen, icon("caret"));

  const group = h("div", { class: "iv-group iv-choice", attrs: { role: "group", "aria-label": "Component" } });
  let made = "";
  const buttons = new Map<string, HTMLElement>();
  view.watch(["image_info", "component"], () => {
    const choices = usual();
    const others = further();
    const current = store.get("component");
    const names = choices.map(({ label }) => label).join();
    if (names !== made) {
      made = names;
      buttons.clear();
      for (const { name, label } of choices) {
        buttons.set(name, h("button", {
          class: "iv-button", attrs: { "data-component": name }, on: { click: choose(name) },
        }, label));
      }
      group.replaceChildren(...buttons.values());
    }
    for (const { name, what, possible } of choices) {
      const button = buttons.get(name);
      if (!button) continue;
      setAttr(button, "disabled", !possible);
      setAttr(button, "aria-pressed", String(possible && current === name));
      button.title = possible ? `${what} (${key}: next)` : `${what}: this image has no variance`;
    }
    const isOther = others.includes(current);
    if (others.length && !more.isConnected) group.append(more);
    else if (!others.length) more.remove();
    setText(chosen, isOther ? current : "more");
    setAttr(more, "aria-pressed", String(isOther));
    more.title = `${isOther ? current : "Further planes"} (${key}: next)`;
    setAttr(more, "aria-label", isOther ? `Further planes: ${current}` : "Further planes");
  });
  return {
    node: group, fold: 4,
    entries: () => [
      ...usual().map(({ name, label, possible }) => ({
        label, checked: store.get("component") === name, disabled: !possible, run: choose(name),
      })),
      ...furtherItems(),
    ],
  };
}
