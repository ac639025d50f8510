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

export default () => {
  let widget = null;
  return {
    async initialize(context) {
      const key = context.model.get("_bundle_key");
      if (!bundles.has(key)) bundles.set(key, unpack(context.model.get("_bundle")));
      widget = (await bundles.get(key)).default();
      return widget.initialize(context);
    },
    render: (context) => widget.render(context),
  };
};
