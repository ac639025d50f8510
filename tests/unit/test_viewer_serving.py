"""What the page gets when it asks: tiles as the renderer encodes them, values as the model has them."""

import threading
import warnings

import numpy as np
import pytest

import fake_comm
from imgview.errors import ReadError
from imgview.model import Image, MaskedImage
from imgview.render.tiles.tile import decode_tile
from imgview.viewer.viewer import ImageViewer
from pictures import masked_image


@pytest.fixture
def picture():
    return masked_image((300, 520))


@pytest.fixture
def viewer(opened, picture):
    viewer = ImageViewer(picture)
    fake_comm.settled(opened[0])
    return viewer


def ask(comm, viewer, want, number=1, **more):
    comm.ask(
        kind="tiles",
        id=number,
        client=1,
        image=viewer.image_info["id"],
        component=more.pop("component", "image"),
        view=number,
        want=want,
        refine=False,
        **more,
    )
    return comm.answer(number)


def decoded(replies):
    result = {}
    for message, buffers in replies:
        for meta, data in zip(message["tiles"], buffers, strict=True):
            result[meta["level"], meta["row"], meta["col"]] = meta, *decode_tile(meta, data, 1)
    return result


def test_tiles_hold_the_pixels_and_the_mask(viewer, opened, picture):
    want = [[0, 0, 0], [0, 1, 2], [1, 0, 1]]
    tiles = decoded(ask(opened[0], viewer, want))
    assert set(tiles) == {tuple(key) for key in want}
    meta, codes, words = tiles[0, 1, 2]
    source = viewer.loaded.picture.source("image")
    values = source.codec(0, _look(viewer)).values()[codes]
    assert np.abs(values - picture.image.array[256:, 512:]).max() <= meta["codec"][1] / 2 * (1 + 1e-9)
    assert np.array_equal(words[1:-1, 1:-1], picture.mask.array[256:, 512:])


def _look(viewer):
    from imgview.widget.source import Look

    return Look(viewer.cuts, viewer.stretch, viewer.stretch_parameter)


def test_tiles_follow_the_cuts(viewer, opened):
    before = decoded(ask(opened[0], viewer, [[0, 0, 0]]))[0, 0, 0][0]["codec"][1]
    viewer.cuts = (99, 101)
    after = decoded(ask(opened[0], viewer, [[0, 0, 0]], number=2))[0, 0, 0][0]["codec"][1]
    assert after < before / 5


def test_tiles_of_another_component_before_it_is_shown(viewer, opened, picture):
    _, codes, _ = decoded(ask(opened[0], viewer, [[0, 0, 0]], component="variance"))[0, 0, 0]
    viewer.component = "variance"
    codec = viewer.loaded.picture.source("variance").codec(0, _look(viewer))
    assert np.allclose(codec.values()[codes], picture.variance.array[:256, :256], atol=codec.step)


def test_first_tiles_are_the_tiles(viewer, opened):
    first = {(t["level"], t["row"], t["col"]): t["data"] for t in viewer.first_tiles}
    assert set(first) == {(2, 0, 0), (0, 0, 0), (0, 0, 1), (0, 0, 2), (0, 1, 0), (0, 1, 1), (0, 1, 2)}
    for message, buffers in ask(opened[0], viewer, [list(key) for key in first]):
        for meta, data in zip(message["tiles"], buffers, strict=True):
            assert first[meta["level"], meta["row"], meta["col"]] == data


def test_no_such_tile(viewer, opened):
    (message, _), *_ = ask(opened[0], viewer, [[0, 99, 0]])
    assert message["kind"] == "error"
    assert "99" in message["error"]
    assert viewer.error == message["error"]


def read_out(comm, viewer, x, y, *, number=1, image=None):
    comm.ask(kind="readout", id=number, image=image or viewer.image_info["id"], x=x, y=y)
    ((message, buffers),) = comm.answer(number)
    return message, buffers


@pytest.mark.parametrize("component", ["image", "variance", "snr"])
@pytest.mark.parametrize("pixel", [(2000, 1000), (2100, 1100), (2519, 1299)])
def test_readout_is_exact(viewer, opened, picture, component, pixel):
    x, y = pixel
    viewer.component = component
    message, buffers = read_out(opened[0], viewer, x, y)
    y0, x0, h, w = message["box"]
    assert message["component"] == component
    assert y0 <= y < y0 + h
    assert x0 <= x < x0 + w
    assert (h, w) == (min(y + 17, 1300) - max(y - 16, 1000), min(x + 17, 2520) - max(x - 16, 2000))
    part = picture.absolute[y0 : y0 + h, x0 : x0 + w]
    image, variance = part.image.array.astype(float), part.variance.array.astype(float)
    expected = {"image": image, "variance": variance, "snr": image / np.sqrt(variance)}[component]
    assert np.array_equal(np.frombuffer(buffers[0], "<f8").reshape(h, w), expected)
    assert np.array_equal(np.frombuffer(buffers[1], "<f8").reshape(h, w), np.sqrt(variance))
    assert np.array_equal(np.frombuffer(buffers[2], np.uint8).reshape(h, w, 1), part.mask.array)
    sky = picture.sky_projection.pixel_to_sky(x=x, y=y)
    assert message["sky"] == (sky.ra.deg, sky.dec.deg)


def test_readout_outside_the_image_knows_the_sky(viewer, opened):
    message, buffers = read_out(opened[0], viewer, 1000, 1000)
    assert message["box"][2:] == (0, 0)
    assert message["sky"] is not None
    assert buffers == [b"", b"", b""]


def test_readout_of_an_image_that_has_gone(viewer, opened):
    message, _ = read_out(opened[0], viewer, 2100, 1100, image=12345)
    assert message["kind"] == "readout"
    assert message["box"][2:] == (0, 0)


def test_readout_of_odd_values(opened):
    pixels = np.array([[np.nan, np.inf], [-np.inf, 1e300]])
    viewer = ImageViewer(MaskedImage(Image(pixels), variance=Image(np.array([[1.0, 0], [-1, np.nan]]))))
    viewer.component = "snr"
    _, buffers = read_out(opened[0], viewer, 0, 0)
    assert np.isnan(np.frombuffer(buffers[0])[[0, 1, 2, 3]]).all()
    assert np.array_equal(np.frombuffer(buffers[1]), [1, 0, np.nan, np.nan], equal_nan=True)
    assert buffers[2] == b""


def test_big_integers_are_read_out_exactly(opened):
    viewer = ImageViewer(np.array([[2**53, 2**53 - 1]], dtype=np.int64))
    _, buffers = read_out(opened[0], viewer, 0, 0)
    assert np.frombuffer(buffers[0]).tolist() == [2**53, 2**53 - 1]


class Lazy:
    """An image on a disk that fails after a while."""

    def __init__(self, shape=(9000, 9000)):
        self.shape, self.dtype, self.chunks = shape, np.dtype("f4"), (256, 256)
        self.broken: Exception | None = None
        self.read = 0
        self.lock = threading.Lock()

    def __getitem__(self, key):
        if self.broken:
            raise self.broken
        rows, columns = (range(*k.indices(n)) for k, n in zip(key, self.shape, strict=True))
        with self.lock:
            self.read += len(rows) * len(columns)
        return np.add.outer(np.arange(rows.start, rows.stop), np.arange(columns.start, columns.stop)).astype(
            "f4"
        )


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (OSError("disk gone"), "load the image again"),
        (ReadError("tile 3 is corrupt"), "tile 3 is corrupt"),
        (MemoryError(), "not enough memory"),
        (RuntimeError("what?"), "please report"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_errors_of_workers_come_to_the_page_and_under_the_picture(opened, caplog, error, text):
    lazy = Lazy()
    viewer = ImageViewer(Image(lazy))
    lazy.broken = error
    replies = ask(opened[0], viewer, [[0, 20, 20], [0, 20, 21]])
    assert replies[-1][0]["kind"] == "error"
    assert text in replies[-1][0]["error"]
    assert text in viewer.error
    message, _ = read_out(opened[0], viewer, 5000, 5000, number=2)
    assert text in message["error"]
    assert ("RuntimeError" in caplog.text) == isinstance(error, RuntimeError)
    lazy.broken = None
    viewer.load_image(np.ones((3, 3)))
    assert viewer.error == ""


def test_a_corner_of_a_large_file_reads_little(opened):
    lazy = Lazy((40_000, 40_000))
    viewer = ImageViewer(Image(lazy), viewport={"center": (400, 400), "fov": 800})
    assert {(t["level"], t["row"], t["col"]) for t in viewer.first_tiles} == {
        (0, row, col) for row in range(4) for col in range(4)
    }
    assert viewer._repr_mimebundle_()[0]["image/png"]
    assert lazy.read <= 60 * 256 * 256, "a sample for the cuts, and what is shown"
    before = lazy.read
    ask(opened[0], viewer, [[0, 0, 0]])
    read_out(opened[0], viewer, 39_999, 39_999, number=2)
    assert lazy.read - before <= 8 * 256 * 256


def test_the_whole_of_a_large_file_is_left_to_the_workers(opened):
    lazy = Lazy((40_000, 40_000))
    viewer = ImageViewer(Image(lazy))
    assert viewer.first_tiles == []
    data = viewer._repr_mimebundle_()[0]
    assert "read whole" in data["text/plain"]
    assert "image/png" not in data
    assert lazy.read <= 30 * 256 * 256


def test_nothing_warns(opened):
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        viewer = ImageViewer(np.full((40, 50), np.nan))
        opened[0].wait_for(lambda: viewer.cuts_table)
        viewer.load_image(np.full((40, 50), np.inf))
        viewer.load_image(np.full((40, 50), 7))
        opened[0].wait_for(lambda: viewer.cuts_table)
    assert viewer.error == ""
