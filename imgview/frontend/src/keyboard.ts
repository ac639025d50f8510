// Keys, while the viewer has the focus; the table in actions.ts says what they do.

import { actionForKey } from "./actions";
import type { ViewContext } from "./context";
import { tellKey } from "./events";

export function attachKeyboard(view: ViewContext): void {
  const { root, signal } = view;
  // JupyterLab's own keys act on whatever has the focus, unless that very element says this
  root.addEventListener("focusin", (event) => {
    (event.target as Element).setAttribute("data-lm-suppress-shortcuts", "true");
  }, { signal });
  root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (target.closest("input, .iv-popup")) return;
    if (tellKey(view, event)) return;
    if (event.key === "Escape") {
      if (view.probe.pinned) view.probe.togglePin();
      else view.picker.escape();
      view.stage.focus();
      return;
    }
    const action = actionForKey(event.shiftKey && event.key === "F10" ? "Shift+F10" : event.key);
    if (!action) return;
    // the notebook would take these for its own commands
    event.preventDefault();
    event.stopPropagation();
    action.run(view, event);
  }, { signal });
}
