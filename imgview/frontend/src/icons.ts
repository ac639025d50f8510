// The viewer's icons: 16 x 16 strokes in the current colour, built as SVG nodes.

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  home: "M2.5 7.8 8 3l5.5 4.8M4 6.8V13h3V9.8h2V13h3V6.8",
  grid: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM2 8h12M8 2c-3.4 3.4-3.4 8.6 0 12M8 2c3.4 3.4 3.4 8.6 0 12",
  north: "M5.5 13.5v-6l5 6v-6M6 3.8l2-2 2 2",
  box: "M2.5 3.5h3M8 3.5h1.5M12 3.5h1.5v2M13.5 8v2M13.5 12.5h-2M9 12.5H7M4.5 12.5h-2v-2M2.5 8V6",
  lasso: "M8 2.8c-3.2 0-5.8 1.7-5.8 3.9S4.8 10.5 8 10.5s5.8-1.7 5.8-3.8S11.2 2.8 8 2.8ZM4.6 9.7c-1.3 1.2-.2 2.2.7 1.7M5 11.4c.2 1-.3 1.8-1.2 2.4",
  panel: "M2.5 3h11v10h-11ZM9.5 3v10M11.2 6h.8M11.2 8h.8",
  help: "M5.8 6.2a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.8-1.1 1.7M8 12.4v.1",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  caret: "m4.5 6.5 3.5 3.5 3.5-3.5",
  check: "m3.5 8.5 3 3 6-7",
  close: "m4 4 8 8M12 4l-8 8",
  eye: "M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8ZM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6Z",
  eyeOff: "M2 8.2c1.6 2.2 3.7 3.3 6 3.3s4.4-1.1 6-3.3M4.2 10.3l-1 1.6M8 11.5v1.9M11.8 10.3l1 1.6",
  warning: "M8 2.5 14.5 13.5h-13ZM8 6.5V10M8 11.9v.1",
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "iv-icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
