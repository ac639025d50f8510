// The entry that anywidget loads: one session for a model, one view for each of its displays.
import { mismatch, Session } from "./session";
import type { Model } from "./store";
import { createView } from "./view";

type Cleanup = () => void;

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

    render({ model, el }: { model: Model; el: HTMLElement }): Cleanup | undefined {
      if (session) return createView(session, el);
      el.textContent = mismatch(model) ?? "This imgview viewer has been closed: run its cell again.";
      return undefined;
    },
  };
};
