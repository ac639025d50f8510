// Bundles src/ into ../static/. The result is committed: unminified, so that review and debugger can read it.
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
  logLevel: "info",
});
if (process.argv.includes("--watch")) {
  await bundle.watch();
} else {
  await bundle.rebuild();
  await bundle.dispose();
}
