// One pop-up at a time in each viewer: menus and small forms, closed by Escape, a press outside or focus leaving.

import { h } from "./dom";
import { icon } from "./icons";
import type { Off } from "./store";

export interface MenuItem {
  label: string;
  /** Muted text at the right: a value or a shortcut. */
  hint?: string;
  /** Makes the item a radio (in a group) or a check mark. */
  checked?: boolean;
  kind?: "radio" | "check" | "action";
  /** A small picture before the label. */
  picture?: HTMLElement;
  disabled?: boolean;
  run: () => void;
}
export type MenuEntry = MenuItem | "separator" | { node: HTMLElement };

export class Popup {
  private box: HTMLElement | null = null;
  private anchor: HTMLElement | null = null;
  private off: Off = () => undefined;

  constructor(private readonly root: HTMLElement) {}

  get isOpen(): boolean {
    return this.box !== null;
  }

  isOpenAt(anchor: HTMLElement): boolean {
    return this.anchor === anchor;
  }

  /** Show a menu under its button, or at a spot; the checked item, else the first, takes the focus. */
  menu(anchor: HTMLElement, label: string, entries: MenuEntry[], at?: DOMRect): void {
    const box = h("div", { class: "iv-popup iv-menu", attrs: { role: "menu", "aria-label": label } });
    for (const entry of entries) box.append(this.entry(entry));
    box.addEventListener("keydown", (event) => this.menuKey(event, box));
    this.open(anchor, box, at);
    const items = menuItems(box);
    (items.find((item) => item.getAttribute("aria-checked") === "true") ?? items[0])?.focus();
  }

  /** Show a small form beside its button; its first control takes the focus. */
  form(anchor: HTMLElement, label: string, content: HTMLElement): void {
    const box = h(
      "div", { class: "iv-popup iv-form", attrs: { role: "dialog", "aria-label": label } }, content,
    );
    this.open(anchor, box);
    // Not one that is hidden now.
    [...box.querySelectorAll<HTMLElement>("input, button, select")].find((control) => control.offsetParent)?.focus();
  }

  close(refocus = false): void {
    const { anchor, box } = this;
    if (!box) return;
    this.box = this.anchor = null;
    this.off();
    if (anchor?.hasAttribute("aria-expanded")) anchor.setAttribute("aria-expanded", "false");
    if (refocus) anchor?.focus();
    box.remove();
  }

  private open(anchor: HTMLElement, box: HTMLElement, at?: DOMRect): void {
    this.close();
    this.box = box;
    this.anchor = anchor;
    if (!at) anchor.setAttribute("aria-expanded", "true");
    box.tabIndex = -1;
    this.root.append(box);
    this.place(at ?? anchor.getBoundingClientRect(), box);
    const done = new AbortController();
    const outside = (event: Event): void => {
      const target = event.target as Node;
      if (!box.contains(target) && (at || !anchor.contains(target))) this.close();
    };
    document.addEventListener("pointerdown", outside, { capture: true, signal: done.signal });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      event.preventDefault();
      this.close(true);
    });
    // The key that opens a menu may ask for the browser's too, when it is let go.
    box.addEventListener("contextmenu", (event) => {
      event.preventDefault();
      event.stopPropagation();
    });
    box.addEventListener("focusout", (event) => {
      const next = event.relatedTarget as Node | null;
      if (next && !box.contains(next) && next !== anchor) this.close();
    });
    this.off = () => done.abort();
  }

  /** Under the anchor, or above it where there is no room; always inside the viewer. */
  private place(at: DOMRect, box: HTMLElement): void {
    const frame = this.root.getBoundingClientRect();
    const below = frame.bottom - at.bottom - 12;
    const above = at.top - frame.top - 12;
    const under = below >= Math.min(box.offsetHeight, 200) || below >= above;
    box.style.maxHeight = `${Math.max(80, under ? below : above)}px`;
    const top = under ? at.bottom + 4 : at.top - 4 - box.offsetHeight;
    box.style.top = `${top - frame.top - this.root.clientTop}px`;
    const left = Math.min(at.left, frame.right - box.offsetWidth - 6) - frame.left;
    box.style.left = `${Math.max(6, left) - this.root.clientLeft}px`;
  }

  private entry(entry: MenuEntry): HTMLElement {
    if (entry === "separator") return h("div", { class: "iv-separator", attrs: { role: "separator" } });
    if ("node" in entry) return entry.node;
    const kind = entry.kind ?? (entry.checked === undefined ? "action" : "radio");
    const role = { radio: "menuitemradio", check: "menuitemcheckbox", action: "menuitem" }[kind];
    const mark = h("span", { class: "iv-mark" });
    if (entry.checked) mark.append(icon("check"));
    const button = h(
      "button",
      {
        class: "iv-item",
        attrs: {
          role, tabindex: -1, disabled: entry.disabled ?? false,
          "aria-checked": kind === "action" ? null : String(entry.checked ?? false),
        },
        on: {
          click: () => {
            this.close(true);
            entry.run();
          },
          pointermove: () => button.focus(),
        },
      },
      mark,
    );
    if (entry.picture) button.append(entry.picture);
    button.append(h("span", { class: "iv-label" }, entry.label));
    if (entry.hint) button.append(h("span", { class: "iv-hint" }, entry.hint));
    return button;
  }

  private menuKey(event: KeyboardEvent, box: HTMLElement): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof HTMLInputElement && event.key !== "ArrowUp") return;
    const items = menuItems(box);
    const here = items.indexOf(document.activeElement as HTMLElement);
    let next: HTMLElement | undefined;
    if (event.key === "ArrowDown") next = items[(here + 1) % items.length];
    else if (event.key === "ArrowUp") next = items[(here <= 0 ? items.length : here) - 1];
    else if (event.key === "Home") next = items[0];
    else if (event.key === "End") next = items[items.length - 1];
    else if (event.key.length === 1 && event.key !== " ") {
      const after = [...items.slice(here + 1), ...items.slice(0, here + 1)];
      next = after.find((item) => nameOf(item).startsWith(event.key.toLowerCase()));
    } else return;
    event.preventDefault();
    event.stopPropagation();
    next?.focus();
  }
}

function nameOf(item: HTMLElement): string {
  return (item.querySelector(".iv-label")?.textContent ?? "").toLowerCase();
}

function menuItems(box: HTMLElement): HTMLElement[] {
  return [...box.querySelectorAll<HTMLElement>(".iv-item:not([disabled])")];
}
