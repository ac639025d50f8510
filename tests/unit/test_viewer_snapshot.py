"""The picture without a page: in a saved notebook, and as a file."""

import base64
import io

import numpy as np
import pytest
from PIL import Image as PillowImage

import fake_comm
from imgview.render.looks.style import plane_layers
from imgview.render.render import render
from imgview.render.view import Framing, view_rgba
from imgview.viewer import snapshot
from imgview.viewer.viewer import ImageViewer
from pictures import masked_image


@pytest.fixture(autouse=True)
def opened(monkeypatch):
    return fake_comm.install(monkeypatch)


@pytest.fixture
def viewer():
    return ImageViewer(masked_image(), stretch="log", colormap="magma", planes={"CR": "red", "BAD": False})


def pixels(png):
    return np.asarray(PillowImage.open(io.BytesIO(png)).convert("RGB"))


def test_output_carries_a_live_view_and_a_png(viewer):
    data, _ = viewer._repr_mimebundle_()
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == viewer.model_id
    assert data["text/plain"] == repr(viewer)
    picture = pixels(base64.b64decode(data["image/png"]))
    assert picture.std() > 5
    assert len(data["image/png"]) < 90_000


def test_empty_viewer_has_no_picture():
    data, _ = ImageViewer()._repr_mimebundle_()
    assert "image/png" not in data


def test_live_view_does_not_depend_on_the_picture(viewer, monkeypatch):
    def fail(*_, **__):
        msg = "no more memory"
        raise MemoryError(msg)

    monkeypatch.setattr("imgview.viewer.viewer.view_png", fail)
    data, _ = viewer._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert "image/png" not in data
    assert "no picture: not enough memory" in data["text/plain"]


def test_saved_picture_is_the_rendered_one(viewer, tmp_path):
    viewer.center_on(x=2100, y=1060, fov=100)
    path = tmp_path / "view.png"
    viewer.save(path)
    saved = pixels(path.read_bytes())
    assert saved.shape == (800, 1000, 3)
    whole = render(
        viewer.image,
        cuts=viewer.cuts,
        stretch="log",
        colormap="magma",
        planes={"CR": {"color": "red"}, "BAD": False},
    )[..., :3]
    # At 8 screen pixels an image pixel every one of them is a block of its colour.
    framing = Framing.of(
        viewer.loaded.picture.source("image").pyramid, width=1000, height=800, center=(2100, 1060), fov=100
    )
    for y, x in [(1020, 2050), (1060, 2100), (1003, 2093), (1100, 2150)]:
        top = framing.bottom - 8 * (y - 1000 + 1)
        left = framing.left + 8 * (x - 2000)
        block = saved[max(top, 0) : top + 8, left : left + 8]
        assert (block == whole[y - 1000, x - 2000]).all()


def test_saved_picture_has_the_size_of_the_canvas(viewer, opened, tmp_path):
    opened[0].set(canvas_size=[321, 123])
    viewer.save(tmp_path / "view.png")
    assert pixels((tmp_path / "view.png").read_bytes()).shape == (123, 321, 3)


def test_component_that_is_shown_is_saved(viewer, tmp_path):
    viewer.save(tmp_path / "image.png")
    viewer.component = "variance"
    viewer.save(tmp_path / "variance.png")
    assert (tmp_path / "image.png").read_bytes() != (tmp_path / "variance.png").read_bytes()


def test_existing_files_are_safe(viewer, tmp_path):
    path = tmp_path / "view.png"
    path.write_text("precious")
    with pytest.raises(FileExistsError, match=r"view\.png"):
        viewer.save(path)
    assert path.read_text() == "precious"
    viewer.save(str(path), overwrite=True)
    assert pixels(path.read_bytes()).shape == (800, 1000, 3)


def test_fresh_viewer_saves_black(tmp_path):
    ImageViewer().save(tmp_path / "black.png")
    assert not pixels((tmp_path / "black.png").read_bytes()).any()


def test_state_reaches_the_painter(viewer, monkeypatch):
    found = {}

    def spy(pyramid, style, **framing):
        found.update(framing, style=style)
        return view_rgba(pyramid, style, **framing)

    monkeypatch.setattr(snapshot, "view_rgba", spy)
    viewer.contrast, viewer.bias, viewer.inverted = 2.0, 0.25, True
    viewer.cuts = (90, 110)
    snapshot.view_png(viewer, (200, 100))
    style = found.pop("style")
    assert found == {"width": 200, "height": 100, "overlays": []}
    assert (style.cuts, style.contrast, style.bias) == ((90, 110), 2.0, 0.25)
    assert style.layers == plane_layers(viewer.image.mask.schema, viewer.planes.styles())
