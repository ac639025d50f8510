// What the parts of one view share. Built by view.ts, handed to every part.

import type { Frame } from "./frames";
import type { Off } from "./store";
import type { Painter } from "./painter";
import type { Picker } from "./picker";
import type { Popup } from "./popup";
import type { Probe } from "./probe";
import type { Traits } from "./protocol";
import type { Session } from "./session";
import type { Store } from "./store";

export interface ViewContext {
  readonly session: Session;
  readonly store: Store;
  readonly painter: Painter;
  readonly probe: Probe;
  readonly popup: Popup;
  readonly picker: Picker;
  readonly frame: Frame;
  /** The element with class `imgview` that holds everything. */
  readonly root: HTMLElement;
  /** The black area that holds the canvases; takes the keyboard focus. */
  readonly stage: HTMLElement;
  /** Aborted when the view closes. */
  readonly signal: AbortSignal;
  /** Call now and whenever one of the traits changes, until the view closes. */
  watch(keys: readonly (keyof Traits)[], callback: () => void): void;
  onClose(off: Off): void;
  panelShown(): boolean;
  showPanel(open: boolean): void;
  toggleHelp(): void;
}
