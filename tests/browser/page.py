"""The built page in Chromium with a kernel's half that is driven by a test: real tiles, a fake comm.

`FakeKernel` knows an image and answers the page's messages through `imgview.render`, as the tile server
does but at once and in order. `ShownViewer` is one viewer in the page. `FakeKernel.picture` is the oracle:
the numpy compositor's colours of a whole level.
"""

import base64
import itertools
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Page

from imgview.model.color_image import ColorImage
from imgview.model.image import Image
from imgview.model.mask import Mask
from imgview.model.plane_expression import PlaneExpression, holds
from imgview.model.schema import MaskPlane, MaskSchema
from imgview.render.composite import ExpressionLayer, PlaneLayer, composite, lut
from imgview.render.looks.colormap import BAD_COLOR, MENU, colormap_table
from imgview.render.looks.planes import PlaneStyle
from imgview.render.looks.stretch import STRETCHES, thresholds
from imgview.render.overlays.marks import Marks
from imgview.render.overlays.overlay import Overlay
from imgview.render.tiles.codec import Codec, choose_codec
from imgview.render.tiles.pyramid import Pyramid
from imgview.render.tiles.tile import encode_tile
from imgview.viewer.expressions import ExpressionEntry
from imgview.viewer.layers.layer_entry import LayerEntry
from imgview.widget.protocol import PROTOCOL

STATIC = Path(__file__).parents[2] / "imgview" / "static"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
CHROMIUM_ARGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STYLE = {"visible": True, "color": "#ff0000", "opacity": 0.5, "outline": False}

LAYER_FACTS = (
    "key",
    "kind",
    "name",
    "count",
    "missing",
    "dots",
    "hover",
    "colors",
    "sizes",
    "shown",
    "catalog",
    "labels",
    "color_by",
    "size_by",
    "columns",
    "wants",
)
"""What a layer's state tells beside its style."""

_names = (f"viewer{i}" for i in itertools.count())


def packed(value: Any) -> Any:
    """Return a value as JSON can carry it, bytes as base64."""
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, dict):
        return {key: packed(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [packed(inner) for inner in value]
    return value


def colors(array: np.ndarray, yx0: tuple[int, int] = (0, 0)) -> ColorImage:
    """Return a colour image of an array of shape (ny, nx, 3)."""
    return ColorImage(*(Image(np.ascontiguousarray(array[..., c]), yx0=yx0) for c in range(3)))


class FakeKernel:
    """The kernel's half of one viewer, over an array, with a third axis for colours, and a mask in planes."""

    def __init__(
        self,
        array: np.ndarray,
        masks: dict[str, np.ndarray] | None = None,
        *,
        yx0: tuple[int, int] = (0, 0),
        codecs: dict[int, Codec] | None = None,
        **state: Any,
    ) -> None:
        image = Image(array, yx0=yx0) if array.ndim == 2 else colors(array, yx0)
        self.schema = MaskSchema([MaskPlane(name, f"about {name}") for name in masks or {}])
        mask = None
        if masks:
            mask = Mask(
                np.zeros((*image.shape, self.schema.mask_size), np.uint8), schema=self.schema, bbox=image.bbox
            )
            for name, where in masks.items():
                mask.set(name, boolean=where)
        self.array = array
        self.pyramid = Pyramid(Pyramid.of(image).image_levels, mask, start=yx0)
        self.image_id = 1
        self.codecs = codecs or {}
        self.asked: list[dict[str, Any]] = []
        self.entries: dict[int, LayerEntry] = {}
        self.muted = False
        self.refines = True
        finite = array[np.isfinite(array)]
        low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
        self.state = self._traits(image, (low, high if high > low else low + 1.0), bool(masks)) | state
        if self.state["sky_grid"]:
            self.state["image_info"]["has_sky"] = True

    def _traits(self, image: Image | ColorImage, cuts: tuple[float, float], has_mask: bool) -> dict[str, Any]:
        sample = self.array[np.isfinite(self.array)]
        tables = [thresholds(name, sample=sample, cuts=cuts) for name in STRETCHES]
        planes = list(self.schema.names) if has_mask else []
        return {
            "protocol": PROTOCOL,
            "image_info": {
                "id": self.image_id,
                "title": "test",
                "subtitle": "",
                "shape": list(self.array.shape[:2]),
                "start": list(image.bbox.start),
                "unit": "nJy",
                "dtype": str(self.array.dtype),
                "color": self.array.ndim == 3,
                "levels": self.pyramid.levels,
                "tile": self.pyramid.tile,
                "component": "image",
                "components": ["image"],
                "has_sky": False,
                "sky_note": "",
                "mask_bytes": self.pyramid.mask_bytes,
                "notes": [],
            },
            "image_label": "default",
            "image_labels": ["default"],
            "mask_planes": [
                {
                    "name": name,
                    "description": f"about {name}",
                    "byte": self.schema.bit(name).index,
                    "bit": self.schema.bit(name).mask.bit_length() - 1,
                    "count": None,
                }
                for name in planes
            ],
            "first_tiles": [],
            "cuts_table": {"minmax": list(cuts)},
            "histogram": {},
            "stretch_names": list(STRETCHES),
            "stretch_tables": np.asarray(tables, dtype="<f4").tobytes(),
            "colormap_names": list(MENU),
            "colormap_tables": np.stack([colormap_table(name) for name in MENU]).tobytes(),
            "bad_color": "#{:02x}{:02x}{:02x}".format(*BAD_COLOR),
            "sky_grid": {},
            "error": "",
            "busy": "",
            "cuts": list(cuts),
            "cuts_mode": "minmax",
            "stretch": "linear",
            "stretch_parameter": None,
            "colormap": "gray",
            "inverted": False,
            "contrast": 1.0,
            "bias": 0.5,
            "component": "image",
            "viewport": None,
            "planes": {name: dict(STYLE) for name in planes},
            "mask_expressions": [],
            "layers": [],
            "drawings": {},
            "selection": {},
            "panel_open": False,
            "show_grid": False,
            "height": 420,
            "frames": {},
            "blink": 0.0,
            "listening": {"clicks": False, "keys": [], "others": "", "call": 0},
            "cursor": None,
            "canvas_size": [0, 0],
        }

    def codec(self, level: int) -> Codec:
        """Return the codec of a level, chosen for the present cuts when it is first needed."""
        if level not in self.codecs:
            self.codecs[level] = choose_codec(
                self.pyramid.sample(level),
                self.state["cuts"],
                self.thresholds(),
                integer_range=self.pyramid.integer_range(level),
            )
        return self.codecs[level]

    def thresholds(self) -> np.ndarray:
        """Return the present stretch, float64 (255,), as it travelled."""
        tables = np.frombuffer(self.state["stretch_tables"], "<f4").reshape(-1, 255)
        return tables[self.state["stretch_names"].index(self.state["stretch"])].astype(np.float64)

    def tile(self, level: int, row: int, col: int) -> tuple[dict[str, Any], bytes]:
        """Return meta data and bytes of one tile."""
        encoded = encode_tile(self.pyramid, self.codec(level), level, row, col)
        return encoded.meta, encoded.data

    def first(self, level: int) -> list[dict[str, Any]]:
        """Return all tiles of a level as the trait carries them."""
        rows, cols = self.pyramid.grid(level)
        tiles = (self.tile(level, row, col) for row in range(rows) for col in range(cols))
        return [{**meta, "data": data} for meta, data in tiles]

    def answer(self, message: dict[str, Any]) -> list[tuple[dict[str, Any], list[bytes]]]:
        """Return the replies to a message of the page."""
        self.asked.append(message)
        if self.muted or message["kind"] in ("cancel", "key", "click", "here"):
            return []
        if message["kind"] == "readout":
            return [self._read_out(message)]
        if message["kind"] == "layer":
            return self._geometry(message)
        if message["kind"] == "row":
            row = {"kind": "row", "id": message["id"], "called": f"<i>{message['row']}</i>"}
            row |= {"cells": [["name", f"<b>{message['row']}</b>"]]}
            return [(row, [])]
        if message["refine"] and self.refines:
            self.codecs.clear()
        reply = {key: message[key] for key in ("kind", "id", "image", "component")}
        tiles = [self.tile(*key) for key in message["want"]]
        half = len(tiles) // 2
        return [
            ({**reply, "tiles": [meta for meta, _ in part], "done": done}, [data for _, data in part])
            for part, done in ((tiles[:half], False), (tiles[half:], True))
        ]

    def lay(self, name: str, overlay: Overlay, catalog: int | None = None) -> dict[str, Any]:
        """Add a layer on top, of the same catalogue as that with the key ``catalog``; return its state."""
        entry = replace(LayerEntry.new(name, overlay), hover=("name",))
        self.entries[entry.key] = entry
        self.state["layers"] = [*self.state["layers"], entry.state(catalog)]
        if isinstance(overlay.geometry, Marks):
            self.state["drawings"] = self.state["drawings"] | {str(entry.key): overlay.geometry.packed()}
        return self.state["layers"][-1]

    def condition(self, text: str, name: str | None = None, **look: Any) -> dict[str, Any]:
        """Return the state of a condition on the planes."""
        expression = PlaneExpression(text)
        everything = slice(0, self.array.shape[0]), slice(0, self.array.shape[1])
        bits = self.pyramid.mask_region(0, *everything)[1:-1, 1:-1]
        postfix = tuple(expression.postfix(self.schema))
        count = int(holds(postfix, bits).sum())
        return ExpressionEntry(name or text, expression, postfix, {**STYLE, **look}, count).state()

    def _geometry(self, message: dict[str, Any]) -> list[tuple[dict[str, Any], list[bytes]]]:
        geometry = next(filter(None, (entry.part(message["layer"]) for entry in self.entries.values())))
        (y0, x0), (ny, nx) = self.state["image_info"]["start"], self.array.shape
        origin = (float(x0 + nx // 2), float(y0 + ny // 2))
        data = geometry.packed(origin)
        half = len(data) // 3
        reply = {"kind": "layer", "id": message["id"], "layer": message["layer"]}
        reply |= {"rows": geometry.rows, "origin": origin, "size": len(data)}
        return [
            ({**reply, "offset": 0, "done": False}, [data[:half]]),
            ({**reply, "offset": half, "done": True}, [data[half:]]),
        ]

    def overlays(self) -> list[Overlay]:
        """Return the layers in the present state, the lowest one first."""
        looks = {layer["key"]: _style(layer) for layer in self.state["layers"]}
        overlays = {key: self.entries[key].restyled(look).overlay for key, look in looks.items()}
        selection = self.state["selection"]
        catalogs = {layer["key"]: layer.get("catalog", -1) for layer in self.state["layers"]}
        chosen = catalogs.get(selection.get("layer"))
        rows = np.frombuffer(selection.get("rows", b""), "<u4")
        on_top = [overlays[key].highlighted(rows) for key, catalog in catalogs.items() if catalog == chosen]
        return [*overlays.values(), *on_top]

    def _read_out(self, message: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
        start, size = self.state["image_info"]["start"], 9
        y0, x0 = max(message["y"] - start[0] - 4, 0), max(message["x"] - start[1] - 4, 0)
        part = self.array[y0 : y0 + size, x0 : x0 + size].astype("<f8")
        h, w = part.shape[:2]
        mask = b""
        if self.pyramid.mask_levels is not None:
            mask = self.pyramid.mask_region(0, slice(y0, y0 + h), slice(x0, x0 + w))[1:-1, 1:-1].tobytes()
        box = [y0 + start[0], x0 + start[1], h, w]
        reply = {key: message[key] for key in ("kind", "id", "image")}
        reply |= {"component": self.state["image_info"]["component"], "channels": self.pyramid.channels}
        return {**reply, "box": box, "sky": self.sky(message["x"], message["y"])}, [
            part.tobytes(),
            np.sqrt(np.abs(part)).tobytes(),
            mask,
        ]

    def sky(self, x: int, y: int) -> list[float] | None:
        """Return where the kernel's own projection sees a pixel, RA and Dec in degrees."""
        del x, y

    def tile_requests(self) -> list[dict[str, Any]]:
        """Return the questions for tiles so far."""
        return [message for message in self.asked if message["kind"] == "tiles"]

    def picture(self, level: int = 0) -> np.ndarray:
        """Return the colours of a level in the present state, uint8 (h, w, 4), array order."""
        state = self.state
        h, w = self.pyramid.shape(level)
        table = lut(
            self.codec(level),
            tuple(state["cuts"]),
            self.thresholds(),
            colormap_table("gray")
            if self.array.ndim == 3
            else colormap_table(state["colormap"], inverted=state["inverted"]),
            contrast=state["contrast"],
            bias=state["bias"],
        )
        everything = slice(0, h), slice(0, w)
        codes = self.codec(level).encode(self.pyramid.image_region(level, *everything))
        layers = [
            PlaneLayer(p["byte"], p["bit"], PlaneStyle(**state["planes"][p["name"]]))
            for p in state["mask_planes"]
        ]
        layers += [
            ExpressionLayer(tuple(e["postfix"]), PlaneStyle(**{key: e[key] for key in STYLE}))
            for e in state["mask_expressions"]
        ]
        words = self.pyramid.mask_region(level, *everything) if layers else None
        return composite(codes, words, table, layers)


def _style(layer: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in layer.items() if key not in LAYER_FACTS}


class ShownViewer:
    """One viewer in the page."""

    def __init__(self, page: Page, kernel: FakeKernel, name: str) -> None:
        self.page = page
        self.kernel = kernel
        self.name = name

    def run(self, script: str, argument: Any = None) -> Any:
        """Evaluate a function of ``({model, canvas, painter, session}, argument)`` in the page."""
        return self.page.evaluate(
            f"""([name, argument]) => {{
                const canvas = harness.canvas(name);
                const {{ painter, session }} = canvas?.imgview ?? {{}};
                return ({script})({{ model: harness.views[name].model, canvas, painter, session }}, argument);
            }}""",
            [self.name, argument],
        )

    def until(self, script: str, argument: Any = None) -> None:
        """Wait until such a function returns something true."""
        self.page.wait_for_function(
            f"""([name, argument]) => {{
                const canvas = harness.canvas(name);
                const {{ painter, session }} = canvas?.imgview ?? {{}};
                return ({script})({{ model: harness.views[name].model, canvas, painter, session }}, argument);
            }}""",
            arg=[self.name, argument],
            timeout=20_000,
        )

    def set(self, **traits: Any) -> None:
        """Set traits from the kernel's side, in one message, and wait for the finished picture."""
        self.kernel.state.update(traits)
        self.run("({ model }, state) => model.update(harness.revive(state))", packed(traits))
        self.complete()

    def complete(self, display: int = 0) -> None:
        """Wait until the final tiles have been drawn in the present style."""
        self.page.wait_for_function(
            "([name, display]) => harness.canvas(name, display)?.dataset.complete === 'true'",
            arg=[self.name, display],
            timeout=20_000,
        )

    def zoom_to(self, x: float, y: float, zoom: float) -> None:
        """Centre on an absolute pixel at a zoom in CSS pixels per image pixel."""
        fov = self.run(
            "({ painter }, zoom) => Math.min(painter.viewport.width, painter.viewport.height) / zoom", zoom
        )
        self.set(viewport={"center": [x, y], "fov": fov})

    def pixels(self) -> np.ndarray:
        """Return what is drawn, uint8 (h, w, 4), top row first."""
        return self.snapshot("({ canvas }) => harness.pixels(canvas)")

    def snapshot(self, script: str) -> np.ndarray:
        """Return the pixels that a function which returns ``harness.pixels(...)`` has read."""
        got = self.run(script)
        data = np.frombuffer(base64.b64decode(got["data"]), np.uint8)
        return data.reshape(got["height"], got["width"], 4).copy()

    def expected(self, picture: np.ndarray, level: int = 0) -> np.ndarray:
        """Return a level's colours as the canvas should show them at a whole number of device pixels each."""
        at = self.run(
            "({ canvas, painter }) => ({...painter.viewport.device(), w: canvas.width, h: canvas.height})"
        )
        block = at["scale"] * 2**level
        assert block == round(block) >= 1, f"a pixel of level {level} covers {block} device pixels"
        shape = self.kernel.array.shape[:2]
        out = np.zeros((at["h"], at["w"], 4), np.uint8)
        out[..., 3] = 255
        big = picture.repeat(int(block), 0).repeat(int(block), 1)[::-1]
        # The last block of a level may reach over the image's edge; that part is not drawn.
        big = big[-round(shape[0] * at["scale"]) :, : round(shape[1] * at["scale"])]
        top, left = at["bottom"] - big.shape[0], at["left"]
        y0, x0, y1, x1 = max(top, 0), max(left, 0), min(top + big.shape[0], at["h"]), left + big.shape[1]
        x1 = min(x1, at["w"])
        if y1 > y0 and x1 > x0:
            out[y0:y1, x0:x1] = big[y0 - top : y1 - top, x0 - left : x1 - left]
        return out

    def sharp(self) -> None:
        """Wait until all layers are drawn for the present view."""
        self.page.wait_for_function(
            """(name) => harness.canvas(name).parentElement
                .querySelector(".iv-overlay").dataset.sharp === 'true'""",
            arg=self.name,
            timeout=20_000,
        )

    def overlay(self) -> np.ndarray:
        """Return what lies over the image, uint8 (h, w, 4), top row first, alpha not multiplied in."""
        return self.snapshot(
            "({ canvas }) => harness.pixels(canvas.parentElement.querySelector('.iv-overlay'))"
        )

    def close(self) -> None:
        """Take all displays and then the viewer down."""
        self.page.evaluate(
            """async (name) => {
                const { displays, close } = harness.views[name];
                for (const { el, cleanup } of displays) { await cleanup?.(); el.remove(); }
                await close?.();
            }""",
            self.name,
        )


class Browser:
    """A page that can show viewers."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._kernels: dict[str, FakeKernel] = {}
        page.set_content("<!doctype html><body style='margin:0;background:#fff'></body>")
        page.expose_function("answer", self._answer)
        page.evaluate((Path(__file__).parent / "fake_model.js").read_text())
        page.add_style_tag(path=STATIC / "canvas.css")

    def _answer(self, name: str, message: dict[str, Any]) -> Any:
        return [
            [reply, [base64.b64encode(buffer).decode() for buffer in buffers]]
            for reply, buffers in self._kernels[name].answer(message)
        ]

    def show(self, kernel: FakeKernel, *, width: int = 640, wait: bool = True) -> ShownViewer:
        """Open a viewer and wait for its first complete picture."""
        name = next(_names)
        self._kernels[name] = kernel
        self.page.evaluate(
            "([name, state, width, source]) => harness.open(name, state, width, source)",
            [name, packed(kernel.state), width, (STATIC / "canvas.js").read_text(encoding="utf-8")],
        )
        shown = ShownViewer(self.page, kernel, name)
        if wait:
            shown.complete()
        return shown
