"""A small sky with planes, cuts, histogram and projection, for the tests of the viewer's controls."""

from typing import Any

import numpy as np

from browser.page import FakeKernel, ShownViewer

START = (100, 200)
SHAPE = (96, 128)
PLANES = ("BAD", "CR", "DETECTED", "EMPTY")
CUTS = {"zscale": [80.0, 140.0], "minmax": [0.0, 1000.0], "99.5%": [60.0, 400.0]}


def scene(masks: dict[str, np.ndarray] | None = None, *, sky: bool = True, **state: Any) -> FakeKernel:
    """Return a kernel whose viewer has every control alive."""
    rng = np.random.default_rng(7)
    array = rng.normal(100.0, 10.0, SHAPE).astype(np.float32)
    array[40:44, 60:64] = 1000.0
    kernel = FakeKernel(array, planes() if masks is None else masks, yx0=START)
    counts, _ = np.histogram(array, 64, (0.0, 1000.0))
    kernel.state["image_info"] |= {
        "title": "LSSTCam r \u00b7 visit 42 \u00b7 R22_S11",
        "subtitle": "128\u00d796 \u00b7 nJy",
        "components": ["image", "variance", "snr"],
        "has_sky": sky,
    }
    kernel.state |= {
        "histogram": {"low": 0.0, "high": 1000.0, "counts": counts.tolist()},
        "cuts_table": CUTS,
        "cuts": CUTS["zscale"],
        "cuts_mode": "zscale",
        "sky_grid": tangent_plane() if sky else {},
        "panel_open": True,
        "height": 480,
    }
    for plane in kernel.state["mask_planes"]:
        plane["count"] = int(kernel.pyramid.mask_levels is not None and _count(kernel, plane))
    kernel.state |= state
    return kernel


def planes() -> dict[str, np.ndarray]:
    """Return four planes: a column, a block on the bright star, the star's surroundings, none."""
    masks = {name: np.zeros(SHAPE, bool) for name in PLANES}
    masks["BAD"][:, 20:22] = True
    masks["CR"][38:46, 58:66] = True
    masks["DETECTED"][30:56, 50:76] = True
    return masks


def _count(kernel: FakeKernel, plane: dict[str, Any]) -> int:
    words = kernel.pyramid.mask_region(0, slice(0, SHAPE[0]), slice(0, SHAPE[1]))[1:-1, 1:-1]
    return int(((words[..., plane["byte"]] >> plane["bit"]) & 1).sum())


def tangent_plane(rotation: float = 0.0) -> dict[str, Any]:
    """Return a sky grid, 0.2 arcsec a pixel, north turned by degrees from +y towards +x, east to its left."""
    nodes = np.linspace(0.0, 1.0, 5)
    x = START[1] + nodes * (SHAPE[1] - 1)
    y = START[0] + nodes * (SHAPE[0] - 1)
    dx, dy = np.meshgrid(x - x.mean(), y - y.mean())
    turn = np.radians(rotation)
    scale = np.radians(0.2 / 3600)
    north = (np.sin(turn) * dx + np.cos(turn) * dy) * scale
    east = (-np.cos(turn) * dx + np.sin(turn) * dy) * scale
    ra, dec = np.radians(150.0), np.radians(2.0)
    axis = np.array([np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)])
    to_east = np.array([-np.sin(ra), np.cos(ra), 0.0])
    vectors = axis + east[..., None] * to_east + north[..., None] * np.cross(axis, to_east)
    vectors /= np.linalg.norm(vectors, axis=2, keepdims=True)
    return {
        "n": [5, 5],
        "x": [float(x[0]), float(x[1] - x[0])],
        "y": [float(y[0]), float(y[1] - y[0])],
        "pixel_scale": 0.2,
        "data": vectors.astype("<f8").tobytes(),
    }


def trait(viewer: ShownViewer, name: str) -> Any:
    """Return a trait as the page has it."""
    return viewer.run("({ model }, name) => model.get(name)", name)


def painted(viewer: ShownViewer) -> None:
    """Wait until what a frame draws has been drawn."""
    viewer.run("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def screen(viewer: ShownViewer, x: float, y: float) -> tuple[float, float]:
    """Return where an absolute pixel is on the page, CSS pixels."""
    return tuple(
        viewer.run(
            """({ canvas, painter }, [x, y]) => {
                const box = canvas.getBoundingClientRect();
                const at = painter.viewport.toScreen(x, y);
                return [box.left + at.sx, box.top + at.sy];
            }""",
            [x, y],
        )
    )


def adopt(viewer: ShownViewer, *names: str) -> None:
    """Take over what the page has set, so that the oracle draws the same."""
    viewer.kernel.state |= {name: trait(viewer, name) for name in names}
