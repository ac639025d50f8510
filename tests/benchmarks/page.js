// Runs in the page before anything else: when what arrived, and how regular the frames are.
(() => {
  const Real = window.WebSocket;
  const size = (d) => (typeof d === "string" ? d.length : (d.byteLength ?? d.size ?? 0));
  const bench = (window.bench = { received: 0, sent: 0, arrivals: [], completed: [], frames: [], input: 0 });
  window.WebSocket = class extends Real {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", (e) => {
        const bytes = size(e.data);
        bench.received += bytes;
        bench.arrivals.push([performance.now(), bytes]);
      });
    }
    send(data) {
      bench.sent += size(data);
      super.send(data);
    }
  };
  // Complete is when the frame that follows the canvas's own word has been handed to the compositor.
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.target.dataset?.complete === "true") {
        const said = performance.now();
        requestAnimationFrame(() => bench.completed.push([said, performance.now()]));
      }
    }
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-complete"] });
  // Which pixels are wanted is known from the last move, turn or key on.
  for (const type of ["pointermove", "wheel", "keydown"]) {
    window.addEventListener(type, (e) => (bench.input = e.timeStamp), { capture: true, passive: true });
  }
  bench.watchFrames = () => {
    bench.frames = [];
    let on = true;
    let last = null;
    const tick = (now) => {
      if (last !== null) bench.frames.push(now - last);
      last = now;
      if (on) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    bench.stopFrames = () => {
      on = false;
      return bench.frames;
    };
  };
})();
