// Light or dark: as the notebook says, else as the system prefers.

import type { Off } from "./store";

export function followTheme(root: HTMLElement): Off {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = (): void => {
    root.dataset.theme = isDark(system.matches) ? "dark" : "light";
    root.dispatchEvent(new Event("iv-theme"));
  };
  const observer = new MutationObserver(apply);
  for (const node of [document.documentElement, document.body]) {
    observer.observe(node, {
      attributeFilter: ["class", "data-jp-theme-light", "data-vscode-theme-kind", "data-theme", "theme"],
    });
  }
  system.addEventListener("change", apply);
  apply();
  return () => {
    observer.disconnect();
    system.removeEventListener("change", apply);
  };
}

function isDark(preferred: boolean): boolean {
  const { jpThemeLight, vscodeThemeKind } = document.body.dataset;
  if (jpThemeLight) return jpThemeLight === "false";
  if (vscodeThemeKind) return !vscodeThemeKind.includes("light");
  // Colab and documentation sites name the theme on <html>
  const html = document.documentElement;
  const named = html.dataset.theme ?? html.getAttribute("theme") ?? "";
  if (/dark|light/.test(named)) return named.includes("dark");
  return preferred;
}
