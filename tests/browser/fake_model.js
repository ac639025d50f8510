// A model as anywidget's: the kernel's half of it answers from Python through `answer`.
// Bytes travel as base64 and become DataViews that begin inside their buffers, as the comm's do.
(() => {
  const view = (text) => {
    const raw = atob(text);
    const bytes = new Uint8Array(raw.length + 3);
    for (let i = 0; i < raw.length; i++) bytes[i + 3] = raw.charCodeAt(i);
    return new DataView(bytes.buffer, 3, raw.length);
  };
  const revive = (value) => {
    if (Array.isArray(value)) return value.map(revive);
    if (value === null || typeof value !== "object") return value;
    if (typeof value.$bytes === "string") return view(value.$bytes);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revive(inner)]));
  };

  class FakeModel {
    constructor(state) {
      this.state = revive(state);
      this.listeners = new Map();
      this.sent = [];
      this.saves = 0;
      this.held = null;
      this.dirty = {};
      this.saved = {};
    }
    get(key) {
      return this.state[key];
    }
    set(key, value) {
      this.dirty[key] = value;
      this.update({ [key]: value });
    }
    update(state) {
      Object.assign(this.state, state);
      for (const key of Object.keys(state)) this.fire(`change:${key}`);
    }
    save_changes() {
      this.saves++;
      Object.assign(this.saved, this.dirty);
      this.dirty = {};
    }
    on(event, callback) {
      if (!this.listeners.has(event)) this.listeners.set(event, new Set());
      this.listeners.get(event).add(callback);
    }
    off(event, callback) {
      this.listeners.get(event)?.delete(callback);
    }
    fire(event, ...args) {
      for (const callback of [...(this.listeners.get(event) ?? [])]) callback(...args);
    }
    send(content) {
      this.sent.push(content);
      if (this.held) this.held.push(content);
      else this.deliver(content);
    }
    hold() {
      this.held = [];
    }
    release() {
      const held = this.held;
      this.held = null;
      for (const content of held) this.deliver(content);
    }
    async deliver(content) {
      for (const [message, buffers] of await window.answer(this.name, content)) {
        this.fire("msg:custom", message, buffers.map(view));
      }
    }
  }

  window.harness = {
    revive,
    views: {},
    async open(name, state, width, source) {
      const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      const { default: widget } = await import(url);
      URL.revokeObjectURL(url);
      const parts = typeof widget === "function" ? await widget() : widget;
      const model = new FakeModel(state);
      model.name = name;
      const close = await parts.initialize?.({ model });
      const entry = { model, parts, close, displays: [] };
      this.views[name] = entry;
      await this.display(name, width);
    },
    async display(name, width) {
      const entry = this.views[name];
      const el = document.createElement("div");
      el.style.width = `${width}px`;
      document.body.append(el);
      const cleanup = await entry.parts.render({ model: entry.model, el });
      entry.displays.push({ el, cleanup });
    },
    canvas(name, display = 0) {
      return this.views[name].displays[display].el.querySelector("canvas.imgview-canvas");
    },
    pixels(canvas) {
      const { width, height } = canvas;
      const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
      copy.drawImage(canvas, 0, 0);
      const { data } = copy.getImageData(0, 0, width, height);
      let text = "";
      for (let i = 0; i < data.length; i += 32768) text += String.fromCharCode(...data.subarray(i, i + 32768));
      return { width, height, data: btoa(text) };
    },
  };
})();
