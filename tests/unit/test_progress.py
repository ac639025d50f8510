"""Long work says how far it is, to people only, and clears its line."""

import io
import threading
from types import SimpleNamespace

import numpy as np
import pytest

from imgview import progress
from imgview.model import Image
from imgview.model import array as pixels
from imgview.progress import Progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    monkeypatch.setattr(progress, "_PAUSE", 0.0)
    return watched(monkeypatch, Terminal())


def watched(monkeypatch, stream):
    # Not sys.stderr itself: pytest puts its own there between a fixture and the test.
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=stream))
    return stream


def test_a_share_of_what_there_is(terminal):
    with Progress("reading x.fits", 200) as bar:
        bar.advance(50)
        bar.advance(150)
    lines = terminal.getvalue().split("\r")
    assert lines[1:3] == ["reading x.fits: 25 %", "reading x.fits: 100 %"]
    assert not lines[-1].strip()


def test_an_amount_where_nobody_knows_the_total(terminal):
    with Progress("fetching x.fits", 0) as bar:
        bar.advance(3 << 20)
    assert "fetching x.fits: 3 MiB" in terminal.getvalue()


def test_other_things_than_bytes(terminal):
    with Progress("painting layers", 0, unit="shapes") as bar:
        bar.advance(1_310_720)
    assert "painting layers: 1,310,720 shapes" in terminal.getvalue()


def test_short_work_says_nothing(monkeypatch):
    stream = watched(monkeypatch, Terminal())
    with Progress("reading x.fits", 100) as bar:
        bar.advance(100)
    assert stream.getvalue() == ""


def test_logs_are_left_alone(terminal, monkeypatch):
    log = watched(monkeypatch, io.StringIO())
    with Progress("reading x.fits", 100) as bar:
        bar.advance(100)
    assert log.getvalue() == ""


def test_threads_of_a_viewer_say_nothing(terminal):
    def work():
        with Progress("reading x.fits", 100) as bar:
            bar.advance(100)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert terminal.getvalue() == ""


class Slow:
    """A plane that counts its reads and may be interrupted in the third."""

    shape, dtype, chunks = (1000, 300), np.dtype(">i4"), (128, 300)

    def __init__(self, patience=100):
        self.rows = []
        self.patience = patience

    def __getitem__(self, key):
        if len(self.rows) == self.patience:
            raise KeyboardInterrupt
        self.rows.append((key[0].start, key[0].stop))
        y, x = np.mgrid[key[0], key[1]]
        return (1000 * y + x).astype(self.dtype)


def test_a_large_plane_is_read_strip_by_strip(terminal, monkeypatch):
    monkeypatch.setattr(pixels, "_STRIP_BYTES", 300 * 4 * 256)
    slow = Slow()
    array = Image(slow).array
    y, x = np.mgrid[:1000, :300]
    np.testing.assert_array_equal(array, 1000 * y + x)
    assert array.dtype == np.dtype("=i4")
    assert slow.rows == [(0, 256), (256, 512), (512, 768), (768, 1000)]
    assert "reading pixels: 51 %" in terminal.getvalue()


def test_a_part_keeps_to_the_chunks_of_the_whole(monkeypatch):
    monkeypatch.setattr(pixels, "_STRIP_BYTES", 200 * 4 * 256)
    slow = Slow()
    part = Image(slow).local[100:900, 50:250]
    y, x = np.mgrid[100:900, 50:250]
    np.testing.assert_array_equal(part.array, 1000 * y + x)
    assert [stop % 128 for _, stop in slow.rows[:-1]] == [0] * (len(slow.rows) - 1)


def test_it_can_be_interrupted(terminal, monkeypatch):
    monkeypatch.setattr(pixels, "_STRIP_BYTES", 300 * 4 * 256)
    with pytest.raises(KeyboardInterrupt):
        _ = Image(Slow(patience=2)).array
    assert terminal.getvalue().endswith("\r")
