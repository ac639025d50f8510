"""What a viewer shows besides the image: further planes by name, colours and their channels."""

import base64
import io

import numpy as np
import pytest
from PIL import Image as PillowImage

import fake_comm
from imgview.errors import UnknownNameError
from imgview.model import ColorImage, Image, MaskedImage, SkyProjection
from imgview.render.looks.cuts import DEFAULT_CUTS
from imgview.render.tiles.tile import decode_tile
from imgview.viewer.viewer import ImageViewer
from pictures import masked_image, wcs


@pytest.fixture(autouse=True)
def opened(monkeypatch):
    return fake_comm.install(monkeypatch)


@pytest.fixture
def raw(rng):
    return rng.integers(0, 4000, (120, 200)).astype(np.uint16)


@pytest.fixture
def whole(raw):
    """Return a picture with two further planes, one of them with a unit of its own."""
    base = masked_image()
    noise = Image(base.image.array * 0.01, yx0=base.yx0)
    return MaskedImage(
        base.image,
        mask=base.mask,
        variance=base.variance,
        extras={"RAW": Image(raw, yx0=base.yx0, unit="adu"), "noise 0": noise},
    )


@pytest.fixture
def photograph(rng):
    array = rng.integers(0, 256, (120, 200, 3)).astype(np.uint8)
    array[0, :2] = 0, 255, 7
    return array


def color(array, **more):
    return ColorImage(
        *(Image(np.ascontiguousarray(array[..., c]), yx0=(1000, 2000)) for c in range(3)), **more
    )


def read_out(comm, viewer, x, y):
    comm.ask(kind="readout", id=1, image=viewer.image_info["id"], x=x, y=y)
    ((message, buffers),) = comm.answer(1)
    return message, buffers


def pixels(png):
    return np.asarray(PillowImage.open(io.BytesIO(png)).convert("RGB"))


def test_further_planes_are_components(whole, raw, opened):
    viewer = ImageViewer(whole)
    assert viewer.image_info["components"] == ["image", "variance", "snr", "RAW", "noise 0"]
    viewer.cuts = (80, 130)
    viewer.component = "RAW"
    info = viewer.image_info
    assert (info["component"], info["unit"], info["dtype"]) == ("RAW", "adu", "uint16")
    assert info["subtitle"] == "200×120 · RAW · adu"
    assert viewer.cuts_mode == DEFAULT_CUTS
    viewer.cuts = "minmax"
    assert viewer.cuts == (raw.min(), raw.max())
    viewer.component = "image"
    assert viewer.cuts == (80, 130)
    viewer.component = "RAW"
    assert (viewer.cuts, viewer.cuts_mode) == ((raw.min(), raw.max()), "minmax")
    message, buffers = read_out(opened[0], viewer, 2100, 1050)
    y0, x0, h, w = message["box"]
    part = raw[y0 - 1000 : y0 - 1000 + h, x0 - 2000 : x0 - 2000 + w]
    assert message["component"] == "RAW"
    assert np.array_equal(np.frombuffer(buffers[0], "<f8").reshape(h, w), part)


def test_a_plane_that_is_not_there(whole):
    viewer = ImageViewer(whole)
    with pytest.raises(UnknownNameError, match="did you mean 'RAW'"):
        viewer.component = "RAV"
    assert viewer.component == "image"
    viewer.component = "noise 0"
    viewer.load_image(masked_image())
    assert viewer.component == "image"


def test_a_further_plane_at_first(whole, raw):
    viewer = ImageViewer(whole, component="RAW", cuts="minmax")
    assert viewer.cuts == (raw.min(), raw.max())
    meta = next(t for t in viewer.first_tiles if t["level"] == 0)
    codes, _ = decode_tile(meta, meta["data"], 1)
    codec = viewer.loaded.picture.source("RAW").codec(0, _look(viewer))
    assert np.array_equal(codec.values()[codes], raw)


def _look(viewer):
    from imgview.widget.source import Look

    return Look(viewer.cuts, viewer.stretch, viewer.stretch_parameter)


def test_page_asks_for_a_further_plane(whole, opened):
    viewer = ImageViewer(whole)
    opened[0].set(component="noise 0")
    opened[0].wait_for(lambda: viewer.image_info["component"] == "noise 0")


def test_bytes_in_colour_are_first_shown_as_they_are(photograph, tmp_path):
    viewer = ImageViewer(color(photograph))
    assert (viewer.cuts, viewer.cuts_mode, viewer.stretch) == ((0.0, 255.0), "explicit", "linear")
    info = viewer.image_info
    assert (info["color"], info["component"], info["dtype"], info["unit"]) == (True, "image", "uint8", "")
    assert info["components"] == ["image", "red", "green", "blue"]
    tile = next(t for t in viewer.first_tiles if t["level"] == 0)
    codes, _ = decode_tile(tile, tile["data"], 0)
    codec = viewer.loaded.picture.source("image").codec(0, _look(viewer))
    assert np.array_equal(codec.values()[codes], photograph)
    viewer.canvas_size = (200, 120)
    viewer.zoom_to(1)
    viewer.save(tmp_path / "picture.png")
    assert np.array_equal(pixels((tmp_path / "picture.png").read_bytes())[::-1], photograph)
    data, _ = viewer._repr_mimebundle_()
    assert pixels(base64.b64decode(data["image/png"])).shape == (120, 200, 3)


def test_what_is_asked_for_comes_before_what_is_usual(photograph):
    viewer = ImageViewer(color(photograph), cuts=(10, 99), stretch="sqrt")
    assert (viewer.cuts, viewer.stretch) == ((10, 99), "sqrt")
    empty = ImageViewer(stretch="log")
    empty.load_image(color(photograph))
    assert empty.stretch == "log"


def test_colours_and_plain_images_do_not_share_a_look(photograph):
    viewer = ImageViewer(masked_image(), stretch="log", cuts="90%", colormap="viridis")
    viewer.load_image(color(photograph))
    assert (viewer.cuts, viewer.stretch, viewer.colormap) == ((0.0, 255.0), "linear", "viridis")
    viewer.cuts, viewer.stretch = "99%", "sqrt"
    viewer.load_image(color(photograph[::-1]))
    assert (viewer.cuts_mode, viewer.stretch) == ("99%", "sqrt")
    viewer.load_image(masked_image())
    assert (viewer.cuts_mode, viewer.stretch, viewer.colormap) == (DEFAULT_CUTS, "asinh", "viridis")


def test_channels_alone(photograph, opened):
    viewer = ImageViewer(color(photograph))
    viewer.component = "green"
    assert (viewer.cuts, viewer.cuts_mode) == ((0.0, 255.0), "explicit"), "numbers of the same thing"
    viewer.cuts = "minmax"
    viewer.component = "image"
    assert (viewer.cuts, viewer.cuts_mode) == ((0.0, 255.0), "explicit")
    viewer.component = "green"
    message, buffers = read_out(opened[0], viewer, 2100, 1050)
    assert (message["component"], message["channels"]) == ("green", 1)
    y0, x0, h, w = message["box"]
    values = np.frombuffer(buffers[0], "<f8").reshape(h, w)
    assert values[1050 - y0, 2100 - x0] == photograph[50, 100, 1]


def test_reading_in_colour(photograph, opened):
    viewer = ImageViewer(color(photograph))
    message, buffers = read_out(opened[0], viewer, 2199, 1000)
    y0, x0, h, w = message["box"]
    assert message["channels"] == 3
    values = np.frombuffer(buffers[0], "<f8").reshape(h, w, 3)
    assert np.array_equal(values, photograph[y0 - 1000 : y0 - 1000 + h, x0 - 2000 : x0 - 2000 + w])
    assert buffers[1:] == [b"", b""]


def test_histogram_and_cuts_are_of_all_channels(photograph, opened):
    photograph[..., 0] //= 2
    viewer = ImageViewer(color(photograph), cuts="minmax")
    assert viewer.cuts == (photograph.min(), photograph.max())
    opened[0].wait_for(lambda: viewer.histogram)
    assert sum(viewer.histogram["counts"]) == photograph.size
    opened[0].wait_for(lambda: viewer.cuts_table)
    assert viewer.cuts_table["90%"] == tuple(np.percentile(photograph, (5, 95)))


def test_an_approximate_sky_is_said(photograph):
    exact = SkyProjection(wcs(), yx0=(1000, 2000))
    assert ImageViewer(color(photograph, sky_projection=exact)).image_info["sky_note"] == ""
    note = "FITS approximation of an AST mapping, within 0.12 mas"
    viewer = ImageViewer(color(photograph, sky_projection=exact.marked(ast=None, approximation=note)))
    assert viewer.image_info["sky_note"] == note
    assert viewer.image_info["notes"] == [note]
    assert repr(viewer) == f"ImageViewer(image, 200×120, {note})"
