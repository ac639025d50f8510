// The entry that anywidget loads: one session for a model, one view for each of its displays.
import { h } from "./dom";
import { mismatch, Session } from "./session";
import type { Model } from "./store";
import { followTheme } from "./theme";
import { createView } from "./view";

type Cleanup = () => void;

/** Say something where a viewer would be. */
function message(el: HTMLElement, text: string): Cleanup {
  const root = h("div", { class: "imgview" }, h("p", { class: "iv-message", attrs: { role: "alert" } }, text));
  const unfollow = followTheme(root);
  el.append(root);
  return () => {
    unfollow();
    root.remove();
  };
}

/** A factory, because anywidget hands `initialize` and `render` different proxies of one model. */
export default () => {
  let session: Session | null = null;
  return {
    initialize({ model }: { model: Model }): Cleanup {
      if (!mismatch(model)) session = new Session(model);
      return () => {
        session?.dispose();
        session = null;
      };
    },

    render({ model, el }: { model: Model; el: HTMLElement }): Cleanup {
      if (session) return createView(session, el);
      return message(el, mismatch(model) ?? "This imgview viewer has been closed: run its cell again.");
    },
  };
};
