// What can be done to mask planes from the legend and the keyboard. One per store, so that every view of a
// viewer shares the memory of what was shown before a solo.

import type { MaskExpression, MaskPlaneInfo, PlaneState } from "./protocol";
import type { Store } from "./store";

const UNSTYLED: PlaneState = { visible: false, color: "#ffffff", opacity: 0.5, outline: false };
const controls = new WeakMap<Store, PlaneControl>();

export function planeControl(store: Store): PlaneControl {
  let control = controls.get(store);
  if (!control) {
    control = new PlaneControl(store);
    controls.set(store, control);
  }
  return control;
}

export class PlaneControl {
  private before: Set<string> | null = null;
  private hidden: Set<string> | null = null;
  private hiddenExpressions: Set<string> | null = null;

  readonly expressions: ExpressionControl;

  constructor(private readonly store: Store) {
    this.expressions = new ExpressionControl(store);
  }

  get infos(): readonly MaskPlaneInfo[] {
    return this.store.get("mask_planes");
  }

  /** Schema order, planes without a pixel in this image last. */
  get listed(): MaskPlaneInfo[] {
    return [...this.infos].sort((a, b) => Number(a.count === 0) - Number(b.count === 0));
  }

  get shown(): string[] {
    return this.infos.map((info) => info.name).filter((name) => this.state(name).visible);
  }

  state(name: string): PlaneState {
    const planes = this.store.get("planes");
    return Object.hasOwn(planes, name) ? (planes[name] ?? UNSTYLED) : UNSTYLED;
  }

  set(name: string, change: Partial<PlaneState>): void {
    this.apply(new Map([[name, change]]));
  }

  /** Show or hide some planes. */
  show(names: Iterable<string>, visible: boolean): void {
    this.before = null;
    this.apply(new Map([...names].map((name) => [name, { visible }])));
  }

  toggle(name: string): void {
    this.show([name], !this.state(name).visible);
  }

  isSolo(name: string): boolean {
    const shown = this.shown;
    return this.before !== null && shown.length === 1 && shown[0] === name;
  }

  /** Show one plane alone; again: what was shown before. */
  solo(name: string): void {
    if (this.isSolo(name)) {
      const before = this.before ?? new Set();
      this.before = null;
      this.only(before);
      return;
    }
    const alreadySolo = this.before !== null && this.shown.length === 1;
    if (!alreadySolo) this.before = new Set(this.shown);
    this.only(new Set([name]));
  }

  /** Solo the next or previous plane that has pixels; past the end, what was shown before. */
  step(direction: 1 | -1): void {
    const names = this.listed.filter((info) => info.count !== 0).map((info) => info.name);
    if (!names.length) return;
    const here = names.findIndex((name) => this.isSolo(name));
    const current = names[here];
    const start = direction > 0 ? 0 : names.length - 1;
    const next = names[current === undefined ? start : here + direction];
    if (next !== undefined) this.solo(next);
    else if (current !== undefined) this.solo(current);
  }

  /** Hide all planes and conditions; again: show those that were hidden so. */
  toggleAll(): void {
    const { shown, expressions } = this;
    const drawn = expressions.all.filter(({ visible }) => visible).map(({ name }) => name);
    if (shown.length || drawn.length) {
      this.hidden = new Set(shown);
      this.hiddenExpressions = new Set(drawn);
      this.show(shown, false);
      expressions.show(this.hiddenExpressions, false);
    } else {
      this.show(this.hidden ?? new Set(this.infos.map((info) => info.name)), true);
      expressions.show(this.hiddenExpressions ?? new Set(expressions.all.map(({ name }) => name)), true);
    }
  }

  private only(names: Set<string>): void {
    this.apply(new Map(this.infos.map(({ name }) => [name, { visible: names.has(name) }])));
  }

  private apply(changes: Map<string, Partial<PlaneState>>): void {
    const planes = { ...this.store.get("planes") };
    for (const [name, change] of changes) {
      // defineProperty: a plane may be called "__proto__"
      Object.defineProperty(planes, name, {
        value: { ...this.state(name), ...change }, enumerable: true, configurable: true, writable: true,
      });
    }
    this.store.set("planes", planes);
  }
}

/** What can be done to conditions on planes. */
export class ExpressionControl {
  constructor(private readonly store: Store) {}

  /** The lowest one first, without those that the kernel is yet to take away. */
  get all(): MaskExpression[] {
    return this.store.get("mask_expressions").filter(({ removed }) => !removed);
  }

  state(name: string): PlaneState {
    return this.all.find((expression) => expression.name === name) ?? UNSTYLED;
  }

  set(name: string, change: Partial<PlaneState & { removed: boolean }>): void {
    this.apply(new Set([name]), change);
  }

  show(names: Iterable<string>, visible: boolean): void {
    this.apply(new Set(names), { visible });
  }

  private apply(names: Set<string>, change: Partial<MaskExpression>): void {
    const changed = this.store.get("mask_expressions").map((expression) => (
      names.has(expression.name) ? { ...expression, ...change } : expression));
    this.store.set("mask_expressions", changed);
  }
}
