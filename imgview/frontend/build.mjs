// Bundles src/ into ../static/. The result is committed. Every viewer sends it over its comm, so white space and long
// names go; whoever wants to follow it reads src/, or leaves out the two lines below that do so.
import { context } from "esbuild";
import { fileURLToPath } from "node:url";

const bundle = await context({
  absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
  entryPoints: [
    { in: "src/canvas.ts", out: "canvas" },
    { in: "src/style.css", out: "canvas" },
  ],
  outdir: "../static",
  bundle: true,
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
