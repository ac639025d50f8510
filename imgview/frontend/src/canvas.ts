// The entry that anywidget loads: one session for a model, one view for each of its displays.
import { Painter } from "./painter";
import { mismatch, Session } from "./session";
import type { Model } from "./store";

type Cleanup = () => void;

function createView(session: Session, el: HTMLElement): Cleanup {
  const painter = new Painter(session, el);
  const resize = () => painter.resize(el.clientWidth || 800, session.store.get("height") || 640, devicePixelRatio);
  const observer = new ResizeObserver(resize);
  observer.observe(el);
  resize();
  return () => {
    observer.disconnect();
    painter.dispose();
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

    render({ model, el }: { model: Model; el: HTMLElement }): Cleanup | undefined {
      if (!session) {
        el.textContent = mismatch(model) ?? "imgview: this viewer has been closed.";
        return undefined;
      }
      return createView(session, el);
    },
  };
};
