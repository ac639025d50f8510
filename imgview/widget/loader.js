// What anywidget loads. The bundle itself travels deflated, a third of its size, and is evaluated once a page however
// many viewers stand on it; the key tells bundles of different versions apart.
const bundles = (globalThis[Symbol.for("imgview.bundles")] ??= new Map());

async function unpack(packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  const text = await new Response(stream).text();
  const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    return await import(/* webpackIgnore: true */ /* @vite-ignore */ url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

// A viewer's layout comes when somebody touches it. A view that is on the page by then has had its ears closed by
// anywidget, so the layout is applied from here.
function followLayout(model, el) {
  let layout = null;
  const apply = () => {
    for (const [name, value] of Object.entries(layout.attributes)) {
      if (!name.startsWith("_")) el.style.setProperty(name.replaceAll("_", "-"), value ?? "");
    }
  };
  const replace = () => {
    layout?.off("change", apply);
    layout = model.get("layout");
    layout.on("change", apply);
    apply();
  };
  model.on("change:layout", replace);
  return () => {
    model.off("change:layout", replace);
    layout?.off("change", apply);
  };
}

export default () => {
  let widget = null;
  return {
    async initialize(context) {
      const key = context.model.get("_bundle_key");
      if (!bundles.has(key)) bundles.set(key, unpack(context.model.get("_bundle")));
      widget = (await bundles.get(key)).default();
      return widget.initialize(context);
    },
    render(context) {
      const stop = followLayout(context.model, context.el);
      const end = widget.render(context);
      return () => {
        stop();
        end?.();
      };
    },
  };
};
