"""Files behind URLs: only what is looked at travels, and no server can make a reader hang or tell secrets."""

import gzip
import io
import sys
import threading
import time
import traceback
from collections.abc import Iterator

import numpy as np
import pytest
from astropy.io import fits

from imgview import readers, writers
from imgview.errors import ImgviewError, ReadError
from imgview.geometry import Box
from imgview.model import Image, Mask, MaskedImage, MaskPlane, MaskSchema
from imgview.readers.storage import fetching, filesystem, remote
from imgview.readers.storage.address import is_url, local_path, public_name
from imgview.readers.storage.source import open_source
from loopback import Loopback, serve

fsspec = pytest.importorskip("fsspec")
pytest.importorskip("aiohttp")

SIZE, TILE = 3000, 250
CORNER = Box.from_shape((500, 500))


def fits_bytes(hdu) -> bytes:
    out = io.BytesIO()
    hdu.writeto(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def pixels() -> np.ndarray:
    return np.random.default_rng(7).normal(100, 5, (SIZE, SIZE)).astype(np.float32)


@pytest.fixture(scope="module")
def packed(pixels) -> bytes:
    return fits_bytes(
        fits.CompImageHDU(pixels, compression_type="GZIP_2", tile_shape=(TILE, TILE), quantize_level=0)
    )


@pytest.fixture
def server(packed) -> Iterator[Loopback]:
    with serve({"a.fits": packed}) as loopback:
        yield loopback


def test_a_corner_of_a_compressed_image_is_a_few_percent(server, packed, pixels):
    image = readers.read(server.url("a.fits"))
    assert image.source == server.url("a.fits") + ": HDU 1 (COMPRESSED_IMAGE)"
    assert server.sent <= 1 << 16
    assert np.array_equal(image[CORNER].array, pixels[:500, :500])
    area = (500 / SIZE) ** 2
    assert server.sent < (area + 0.02) * len(packed)
    assert len(server.requests) <= 6
    before = server.sent
    assert np.array_equal(image[CORNER].array, pixels[:500, :500])
    assert server.sent == before


@pytest.mark.parametrize("method", ["RICE_1", "HCOMPRESS_1", "GZIP_1"])
def test_tiles_travel_together_whoever_unpacks_them(method, rng):
    pixels = rng.integers(0, 1000, (2000, 2000), dtype=np.int16)
    data = fits_bytes(fits.CompImageHDU(pixels, compression_type=method, tile_shape=(100, 100)))
    with serve({"a": data}, delay=0.03) as server:
        corner = readers.read(server.url("a"), bbox=Box.from_shape((800, 300)))
        server.reset()
        assert np.array_equal(corner.array, pixels[:800, :300])
        assert len(server.requests) <= 12
        assert server.at_once >= 4
        assert server.sent < 0.15 * len(data)


def test_rows_of_an_uncompressed_image_travel_together(pixels):
    data = fits_bytes(fits.PrimaryHDU(pixels))
    with serve({"a": data}) as server:
        image = readers.read(server.url("a"))
        assert server.sent <= 1 << 16
        assert np.array_equal(image[CORNER].array, pixels[:500, :500])
        assert server.sent < 0.2 * len(data)
        assert len(server.requests) <= 12
        server.reset()
        assert np.array_equal(image.data[1000:1500, 1000:1300], pixels[1000:1500, 1000:1300])
        assert len(server.requests) <= 6
        assert np.array_equal(image.data[::100, ::100], pixels[::100, ::100])
        assert np.array_equal(image.array, pixels)
        assert server.sent < 1.3 * len(data)


@pytest.fixture(scope="module")
def chunked_ndf(pixels, tmp_path_factory) -> bytes:
    """Return a masked image in NDF, every plane of it in deflated chunks."""
    h5py = pytest.importorskip("h5py")
    folder = tmp_path_factory.mktemp("ndf")
    mask = Mask((pixels > 105).astype(np.uint8)[..., np.newaxis], schema=MaskSchema([MaskPlane("HOT")]))
    writers.write(MaskedImage(Image(pixels, unit="nJy"), mask=mask, variance=Image(pixels)), folder / "a.sdf")
    packing = {"compression": "gzip", "compression_opts": 1, "shuffle": True}

    def copy(old, new) -> None:
        new.attrs.update(old.attrs)
        for name, item in old.items():
            if isinstance(item, h5py.Group):
                copy(item, new.create_group(name))
            elif item.size < SIZE:
                old.copy(item, new, name)
            else:
                chunks = (1, TILE, TILE)[-item.ndim :]
                new.create_dataset(name, data=item[()], chunks=chunks, **packing).attrs.update(item.attrs)

    with h5py.File(folder / "a.sdf") as old, h5py.File(folder / "b.sdf", "w") as new:
        copy(old, new)
    return (folder / "b.sdf").read_bytes()


def test_a_corner_of_a_chunked_ndf_is_a_few_percent(chunked_ndf, pixels):
    with serve({"b.sdf": chunked_ndf}) as server:
        picture = readers.read(server.url("b.sdf"))
        assert server.sent < 0.02 * len(chunked_ndf)
        assert len(server.requests) <= 12
        corner = picture[CORNER]
        assert np.array_equal(corner.image.array, pixels[:500, :500])
        assert np.array_equal(corner.mask.get("HOT"), pixels[:500, :500] > 105)
        assert np.array_equal(corner.variance.array, pixels[:500, :500])
        assert server.sent < ((500 / SIZE) ** 2 + 0.03) * len(chunked_ndf)
        assert len(server.requests) <= 30


def test_a_large_read_is_fetched_in_parallel(packed, pixels):
    with serve({"a.fits": packed}, delay=0.05) as server:
        assert np.array_equal(readers.read(server.url("a.fits")).array, pixels)
        assert 2 <= server.at_once <= 8
        assert server.sent < 1.05 * len(packed)


def test_memory_is_bounded(packed, pixels, monkeypatch):
    monkeypatch.setattr(remote, "_CACHED", 1 << 20)
    with serve({"a.fits": packed}) as server:
        source = open_source(server.url("a.fits"))
        assert source.read(0, source.size) == packed
        assert len(source._store._blocks) * remote._BLOCK <= 1 << 20
        # A file may say that its tiles are anywhere, and of any size.
        source.want([(-5, 1 << 60), (1 << 50, 10), (100, 0)])
        assert source.read(source.size - 7, 7) == packed[-7:]


def test_threads_ask_for_the_same_blocks_once(packed):
    with serve({"a.fits": packed}, delay=0.05) as server:
        source = open_source(server.url("a.fits"))
        server.reset()
        wrong: list[int] = []

        def look(place: int) -> None:
            if source.read(place, 300_000) != packed[place : place + 300_000]:
                wrong.append(place)

        threads = [threading.Thread(target=look, args=(200_000 + 1000 * k,)) for k in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert wrong == []
        assert server.sent <= 400_000


def test_gzip_travels_as_a_whole(pixels):
    data = gzip.compress(fits_bytes(fits.PrimaryHDU(pixels[:500, :500])), 1)
    with serve({"a.fits.gz": data}) as server:
        assert np.array_equal(readers.read(server.url("a.fits.gz")).array, pixels[:500, :500])
        assert server.sent <= len(data) + (1 << 16)


def test_a_server_without_ranges_sends_the_file_once(packed, pixels):
    with serve({"a.fits": packed}, "no-ranges") as server:
        image = readers.read(server.url("a.fits"))
        assert np.array_equal(image.array, pixels)
        assert "the server sends no parts of a file" in image.notes[-1]
        assert len(server.requests) == 2


@pytest.mark.parametrize("behaviour", [("no-ranges",), ("no-ranges", "no-length")])
def test_a_server_without_ranges_and_a_large_file(behaviour, packed, monkeypatch):
    monkeypatch.setattr(remote, "_WHOLE_LIMIT", 1 << 20)
    refused = pytest.raises(ReadError, match=r"more than the 1 MiB .*download it first")
    with serve({"a.fits": packed}, *behaviour) as server, refused:
        readers.read(server.url("a.fits"))


@pytest.mark.parametrize("behaviour", ["no-length", "no-head", "flaky"])
def test_servers_that_are_merely_odd(behaviour, packed, pixels):
    with serve({"a.fits": packed}, behaviour) as server:
        assert np.array_equal(readers.read(server.url("a.fits"), bbox=CORNER).array, pixels[:500, :500])


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        ("404", "answers 404 Not Found"),
        ("403", "answers 403 Forbidden"),
        ("500", "answers 500 Internal Server Error"),
        ("loop", "redirects in a circle"),
        ("cut", "the connection broke off"),
        ("slow", "does not answer in time"),
        ("trickle", "does not answer in time"),
        ("wrong-length", "does not answer in time"),
    ],
)
def test_what_servers_do_wrong(behaviour, words, packed, monkeypatch):
    monkeypatch.setattr(fetching, "PATIENCE", 0.7)
    with serve({"a.fits": packed}, behaviour) as server:
        url = server.url("a.fits?signature=SECRET").replace("http://", "http://me:hidden@")
        start = time.monotonic()
        with pytest.raises(ReadError, match=words) as caught:
            readers.read(url)
        assert time.monotonic() - start < 5
        assert str(caught.value).startswith(f"{server.url('a.fits')}: ")
        told = "".join(traceback.format_exception(caught.value))
        assert not any(word in told for word in ("SECRET", "hidden", "me:"))


def test_silence_is_bounded_where_nobody_set_a_limit(packed, monkeypatch):
    monkeypatch.setattr(filesystem, "_SILENCE", 0.4)
    with serve({"a.fits": packed}, "slow") as server:
        start = time.monotonic()
        with pytest.raises(ReadError, match="does not answer in time"):
            open_source(server.url("a.fits"))
        assert time.monotonic() - start < 5


def test_a_server_that_dies_later(packed):
    with serve({"a.fits": packed}) as server:
        image = readers.read(server.url("a.fits"))
        server.behaviour.add("500")
        with pytest.raises(ReadError, match=r"bytes .* cannot be fetched: the server answers 500"):
            image.array  # noqa: B018
        server.behaviour.clear()
        assert image.array.shape == (SIZE, SIZE)


def test_a_server_that_forgets_ranges_later(packed, pixels):
    with serve({"a.fits": packed}) as server:
        image = readers.read(server.url("a.fits"))
        server.behaviour.add("no-ranges")
        assert np.array_equal(image.array, pixels)
        assert np.array_equal(image[CORNER].array, pixels[:500, :500])


def test_a_file_that_changes(packed):
    with serve({"a.fits": packed}) as server:
        image = readers.read(server.url("a.fits"))
        server.files["a.fits"] = packed[:100_000]
        with pytest.raises(ReadError, match="truncated or has changed"):
            image.array  # noqa: B018


def test_a_truncated_file(packed):
    with serve({"a.fits": packed[:200_000], "empty": b""}) as server:
        with pytest.raises(ReadError, match=r"a\.fits: HDU 1 .*announces"):
            readers.read(server.url("a.fits"))
        with pytest.raises(ReadError, match=r"empty: the file is empty"):
            readers.read(server.url("empty"))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://me:hidden@127.0.0.1:9/x.fits", "no connection"),
        ("nonsense://me:hidden@host/x.fits", "Protocol not known: nonsense"),
        ("memory://nowhere.fits", "there is no such file"),
        ("http://", "cannot be"),
        ("file:///nowhere/x.fits", "/nowhere/x.fits: no such file"),
    ],
)
def test_addresses_that_lead_nowhere(url, words):
    with pytest.raises(ReadError, match=words) as caught:
        readers.read(url)
    assert "hidden" not in str(caught.value)


@pytest.mark.parametrize("hidden", ["fsspec.core", "aiohttp"])
def test_the_message_names_the_extra(hidden, monkeypatch):
    monkeypatch.setitem(sys.modules, hidden, None)
    with pytest.raises(ReadError, match=r'pip install "imgview\[remote\]"'):
        readers.read("https://archive.example/x.fits")


def test_other_filesystems_of_fsspec(packed, pixels, tmp_path):
    fsspec.filesystem("memory").pipe_file("/folder/a.fits", packed)
    assert np.array_equal(readers.read("memory://folder/a.fits", bbox=CORNER).array, pixels[:500, :500])
    with pytest.raises(ReadError, match="this is a directory"):
        readers.read("memory://folder")
    path = tmp_path / "with space.fits"
    path.write_bytes(packed)
    assert np.array_equal(readers.read(path.as_uri(), bbox=CORNER).array, pixels[:500, :500])
    assert open_source(path.as_uri()).local


def test_open_files_of_fsspec_are_read_in_ranges(server, packed, pixels):
    opened = fsspec.open(server.url("a.fits"))
    assert np.array_equal(readers.read(opened, bbox=CORNER).array, pixels[:500, :500])
    assert server.sent < 0.1 * len(packed)
    with opened as file:
        assert np.array_equal(readers.read(file, bbox=CORNER).array, pixels[:500, :500])
    packed = fsspec.open(server.url("a.fits"), compression="gzip")
    assert readers.read(packed, bbox=CORNER).shape == (500, 500)


def test_open_files_of_fsspec_on_this_machine(packed, pixels, tmp_path):
    path = tmp_path / "a.fits"
    path.write_bytes(packed)
    opened = fsspec.open(f"file://{path}")
    assert open_source(opened).local
    with opened as file:
        image = readers.read(file)
    assert np.array_equal(image[CORNER].array, pixels[:500, :500])


def test_storage_options_reach_the_filesystem(server, packed):
    with pytest.raises(ImgviewError, match="cannot be"):
        readers.read(server.url("a.fits"), storage_options={"client_kwargs": {"nonsense": 1}})
    assert readers.identify(server.url("a.fits"), storage_options={"headers": {"X": "1"}}) == "fits"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://me:pw@host/a/b.fits?X-Amz-Signature=1&b=2#c", "https://host/a/b.fits"),
        ("https://me:p?w@host/b", "https://host/b"),
        ("simplecache::https://me:pw@host/b?s", "simplecache::https://host/b"),
        ("s3://bucket/key.fits", "s3://bucket/key.fits"),
    ],
)
def test_names_hold_no_secret(url, name):
    assert public_name(url) == name


def test_what_is_a_url():
    assert all(map(is_url, ["http://a", "s3://b/c", "file:/x", "FILE:///x", "simplecache::http://a"]))
    assert not any(map(is_url, ["a.fits", "/a/b", "C:\\a", "a:b.fits", "https", "", "odd file: 2.fits"]))
    assert local_path("file:///a%20b") == "/a b"
    assert local_path("file://localhost/a") == "/a"
    assert local_path("http://a") is None
