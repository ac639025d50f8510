// The menu of a place on the image, and of the source there.
import type { ViewContext } from "./context";
import type { Spot } from "./picker";
import type { MenuEntry } from "./popup";

/** Show it at a spot; without one at the source that is told of or selected, else where the reading is taken. */
export function placeMenu(view: ViewContext, spot?: Spot): void {
  const { painter: { viewport }, picker, popup, probe, session: { selection }, stage } = view;
  const source = spot ? picker.at(spot) : picker.source();
  const meant = picker.meant(source);
  const middle = { sx: viewport.width / 2, sy: viewport.height / 2 };
  const read = probe.place();
  const at = spot ?? (source && meant) ?? (read ? viewport.toScreen(read.x, read.y) : middle);
  const here = "sx" in at ? at : viewport.toScreen(at.x, at.y);
  const place = spot || !meant ? viewport.toImage(here.sx, here.sy) : meant;
  const sky = picker.radec(place);
  const xy = `${place.x.toFixed(2)} ${place.y.toFixed(2)}`;
  const entries: MenuEntry[] = [
    { label: "Centre here", run: () => picker.centre(place) },
    { label: "Copy x, y", hint: xy, run: () => picker.clip(xy, here) },
    { label: "Copy RA, Dec", hint: sky?.replace(/(\.\d{5})\d*/g, "$1"), disabled: !sky, run: () => picker.clip(sky ?? "", here) },
  ];
  if (selection.key) {
    entries.push("separator", { label: "Select nothing", hint: "Esc", run: () => selection.set(0, []) });
  }
  if (source) {
    const chosen = selection.concerns(source.layer) && selection.rows.includes(source.row);
    entries.unshift(
      {
        label: chosen ? "Deselect" : selection.concerns(source.layer) ? "Select too" : "Select",
        hint: `${source.layer.name} ${source.row}`,
        run: () => selection.add(source.layer, [source.row], true),
      },
      { label: "Centre on it", hint: "Z", run: () => picker.centre(meant) },
      { label: "Copy its id", run: () => picker.identify({ ...source, ...here }) },
      "separator",
    );
  }
  const frame = stage.getBoundingClientRect();
  popup.menu(stage, source ? `${source.layer.name} ${source.row}` : `Place ${xy}`, entries,
    new DOMRect(frame.left + here.sx, frame.top + here.sy));
}
