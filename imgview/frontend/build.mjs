// Bundles src/ into ../static/. The result is committed. Every viewer sends it over its comm, so white space and long
// names go; whoever wants to follow it reads src/, or leaves out the two lines below that do so.
import { context } from "esbuild";
import { fileURLToPath } from "node:url";

// What is named most often gets a name of a letter: that saves some kilobytes.
const builtins = {
  Math: ["max", "min", "abs", "round", "floor", "ceil", "sqrt", "hypot", "sin", "cos", "sign", "exp", "log", "PI"],
  Number: ["isFinite"],
  Array: ["from"],
  globalThis: [
    "Uint8Array", "Uint16Array", "Uint32Array", "Float32Array", "Float64Array", "String", "document", "performance",
    "setTimeout", "clearTimeout", "requestAnimationFrame", "cancelAnimationFrame",
  ],
};
const define = {};
const shorthand = Object.entries(builtins).map(([of, names]) => {
  for (const name of names) define[of === "globalThis" ? name : `${of}.${name}`] = `${of}_${name}`;
  return `export const { ${names.map((name) => `${name}: ${of}_${name}`).join(", ")} } = ${of};`;
});
const plugin = {
  name: "shorthand",
  setup(build) {
    build.onResolve({ filter: /^shorthand$/ }, ({ path }) => ({ path, namespace: "shorthand" }));
    build.onLoad({ filter: /^/, namespace: "shorthand" }, () => ({ contents: shorthand.join("\n") }));
  },
};

const bundle = await context({
  absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
  entryPoints: [
    { in: "src/canvas.ts", out: "canvas" },
    { in: "src/style.css", out: "canvas" },
  ],
  outdir: "../static",
  bundle: true,
  inject: ["shorthand"],
  define,
  plugins: [plugin],
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  minifyWhitespace: true,
  minifySyntax: true,
  minifyIdentifiers: true,
  lineLimit: 1000,
  logLevel: "info",
});
if (process.argv.includes("--watch")) {
  await bundle.watch();
} else {
  await bundle.rebuild();
  await bundle.dispose();
}
