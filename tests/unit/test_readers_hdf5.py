"""HDF5 files: any dataset of numbers, read in parts; links, sizes and damage that must not hurt."""

import contextlib
import gzip
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from hdf5_files import array, container, ndf, structure
from imgview.errors import ImgviewError, ReadError, SchemaError, ShapeError, UnknownNameError
from imgview.geometry import Box
from imgview.readers import identify, read
from imgview.readers.storage.source import Source
from loopback import serve
from shared_data import data_file

PIXELS = np.arange(54, dtype=np.float32).reshape(6, 9)
SIZE = 2000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "image.h5"


@pytest.fixture
def bytes_read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    sizes: list[int] = []
    lock = threading.Lock()
    readinto = Source.readinto

    def counting(self: Source, offset: int, buffer: memoryview) -> None:
        with lock:
            sizes.append(len(buffer))
        readinto(self, offset, buffer)

    monkeypatch.setattr(Source, "readinto", counting)
    return sizes


# Any HDF5 file.


def test_the_only_image(path: Path) -> None:
    with h5py.File(path, "w") as file:
        dataset = file.create_dataset("a/b/image", data=PIXELS)
        dataset.attrs["units"] = "nJy"
        dataset.attrs["exposure"] = 30.0
        dataset.attrs["weights"] = np.arange(5)
        file["spectrum"] = np.arange(5.0)
        file["name"] = "text"
    picture = read(path)
    assert identify(path) == "hdf5"
    np.testing.assert_array_equal(picture.array, PIXELS)
    assert str(picture.unit) == "nJy"
    assert picture.metadata == {"units": "nJy", "exposure": 30.0}
    assert picture.source == f"{path}: /a/b/image"


@pytest.mark.parametrize("libver", ["earliest", "latest"])
def test_attributes_that_are_texts_of_variable_length(libver: str, path: Path) -> None:
    texts = {"units": "nJy", "name": "Größe", "empty": "", "long": "x" * 3000}
    with h5py.File(path, "w", libver=libver, track_order=libver == "latest") as file:
        dataset = file.create_dataset("image", data=PIXELS)
        for name, value in texts.items():
            dataset.attrs[name] = value
        dataset.attrs["several"] = np.array(["a", "b"], object)
        dataset.attrs["reference"] = dataset.ref
        dataset.attrs["flag"] = True
    picture = read(path)
    assert picture.metadata == {**texts, "flag": True}
    assert str(picture.unit) == "nJy"


def test_a_damaged_heap_of_texts_does_not_hang(path: Path) -> None:
    with h5py.File(path, "w") as file:
        dataset = file.create_dataset("image", data=PIXELS)
        for number in range(9):
            dataset.attrs[f"text {number}"] = "abc" * number
    content = path.read_bytes()
    heap = content.index(b"GCOL")
    rng = np.random.default_rng(0)
    for _ in range(200):
        damaged = bytearray(content)
        for place in rng.integers(heap, heap + 300, 4):
            damaged[place] = int(rng.choice([0, 1, 127, 128, 255]))
        path.write_bytes(damaged)
        np.testing.assert_array_equal(read(path).array, PIXELS)


@pytest.mark.parametrize("mark", [np.bytes_(b"GROUP"), "GROUP", np.zeros(3)], ids=["bytes", "text", "array"])
def test_marks_of_others_do_not_make_it_a_starlink_file(mark: Any, path: Path) -> None:
    with h5py.File(path, "w") as file:
        file.attrs["CLASS"] = mark
        file["image"] = PIXELS
    assert identify(path) == "hdf5"
    np.testing.assert_array_equal(read(path).array, PIXELS)


def test_several_images_are_listed(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file["a"], file["b/c"], file["b/cube"] = PIXELS, PIXELS + 1, np.stack([PIXELS, PIXELS + 2])
        file["b/line"] = np.arange(4)
    listed = r"/a \(6, 9\), /b/c \(6, 9\), /b/cube \(2, 6, 9\)"
    with pytest.raises(ReadError, match=rf"3 datasets could be the image; name one with hdu=: {listed}"):
        read(path)
    np.testing.assert_array_equal(read(path, hdu="/b/c").array, PIXELS + 1)
    np.testing.assert_array_equal(read(path, hdu=0).array, PIXELS)
    np.testing.assert_array_equal(read(path, hdu="b/cube", plane=-1).array, PIXELS + 2)
    with pytest.raises(ShapeError, match=r"/b/cube: the data have 3 axes"):
        read(path, hdu="b/cube")
    with pytest.raises(ShapeError, match="/b/line: an image needs two axes"):
        read(path, hdu="b/line")
    with pytest.raises(UnknownNameError, match="unknown dataset '/b/d': did you mean '/b/c'"):
        read(path, hdu="/b/d")
    with pytest.raises(ReadError, match="there is no dataset 3; there are 3"):
        read(path, hdu=3)


def test_no_image(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file["a"] = "text"
    with pytest.raises(ReadError, match="holds no dataset of numbers"):
        read(path)


STORAGE: list[dict[str, Any]] = [
    {},
    {"chunks": (3, 4)},
    {"chunks": (3, 4), "compression": "gzip"},
    {"chunks": (3, 4), "compression": "gzip", "shuffle": True},
    {"chunks": (3, 4), "shuffle": True},
    {"chunks": (3, 4), "compression": "lzf"},
    {"chunks": (3, 4), "compression": "gzip", "fletcher32": True},
    {"chunks": (3, 4), "maxshape": (None, None), "compression": "gzip"},
]


@pytest.mark.parametrize("storage", STORAGE)
@pytest.mark.parametrize("dtype", ["u1", ">i2", "<f4", ">f8", "?"])
@pytest.mark.parametrize("libver", ["earliest", "latest"])
def test_storage(storage: dict[str, Any], dtype: str, libver: str, path: Path) -> None:
    data = (np.arange(7 * 11).reshape(7, 11) % 53).astype(dtype)
    with h5py.File(path, "w", libver=libver) as file:
        file.create_dataset("image", data=data, **storage)
    picture = read(path)
    assert picture.dtype == np.dtype(dtype).newbyteorder("=")
    for rows, columns in [
        (slice(None), slice(None)),
        (slice(2, 4), slice(3, 9)),
        (slice(6, 7), slice(10, 11)),
        (slice(0, 7, 3), slice(1, 11, 4)),
        (slice(2, 2), slice(None)),
    ]:
        found = picture.data[rows, columns]
        assert found.dtype.isnative
        np.testing.assert_array_equal(found, data[rows, columns])


def test_compact_and_bit_fields_and_chunks_never_written(path: Path) -> None:
    with h5py.File(path, "w") as file:
        creation = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        creation.set_layout(h5py.h5d.COMPACT)
        space = h5py.h5s.create_simple((2, 3))
        compact = h5py.h5d.create(file.id, b"compact", h5py.h5t.NATIVE_INT16, space, creation)
        compact.write(h5py.h5s.ALL, h5py.h5s.ALL, np.arange(6, dtype=np.int16).reshape(2, 3))
        kind = h5py.h5t.STD_B8LE
        bits = h5py.h5d.create(file.id, b"bits", kind, space)
        bits.write(h5py.h5s.ALL, h5py.h5s.ALL, np.eye(2, 3, dtype=np.uint8), mtype=kind)
        sparse = file.create_dataset("sparse", (8, 8), "i2", chunks=(4, 4), compression="gzip", fillvalue=7)
        sparse[:2, :2] = 1
    np.testing.assert_array_equal(read(path, hdu="compact").array, np.arange(6).reshape(2, 3))
    np.testing.assert_array_equal(read(path, hdu="bits").array, np.eye(2, 3))
    found = read(path, hdu="sparse").array
    assert (found[:2, :2] == 1).all()
    assert np.count_nonzero(found == 7) == 60


# Nothing whole is read to show a part.


@pytest.mark.parametrize(
    ("storage", "most"),
    [
        ({}, 20 * 30 * 4),
        ({"chunks": (100, 100)}, 4 * 40_000),
        ({"chunks": (100, 100), "compression": "gzip"}, 4 * 40_000),
    ],
)
def test_a_window_reads_its_own_rows_or_chunks(
    storage: dict[str, Any], most: int, bytes_read: list[int], path: Path
) -> None:
    data = np.random.default_rng(0).normal(size=(SIZE, SIZE)).astype(np.float32)
    with container(path) as file:
        array(file, "DATA_ARRAY", data, storage=storage, BAD_PIXEL=False)
        array(file, "VARIANCE", data**2, storage=storage)
    picture = read(path)
    assert sum(bytes_read) < 100_000
    bytes_read.clear()
    window = picture.image.data[990:1010, 985:1015]
    np.testing.assert_array_equal(window, data[990:1010, 985:1015])
    # Some more for the index of chunks.
    assert sum(bytes_read) < most + 40_000
    bytes_read.clear()
    part = read(path, bbox=Box.from_shape((20, 30), start=(1, 1)))
    np.testing.assert_array_equal(part.image.array, data[:20, :30])
    assert sum(bytes_read) < most + 150_000
    np.testing.assert_array_equal(picture.image.array, data)
    np.testing.assert_array_equal(picture.variance.array, data**2)


def test_opening_costs_the_same_however_many_chunks_there_are(bytes_read: list[int], path: Path) -> None:
    cost = {}
    for size in (100, 20_000):
        with h5py.File(path, "w") as file:
            data = file.create_dataset("image", (size, size), "u1", chunks=(50, 50), compression="gzip")
            for top in range(0, size, size // 20):
                for left in range(0, size, size // 20):
                    data[top, left] = 1
            file.create_dataset("rest", data=np.zeros((1 << 19) if size > 100 else 1))
        bytes_read.clear()
        assert read(path, hdu="image").shape == (size, size)
        cost[size] = sum(bytes_read)
    assert cost[20_000] < cost[100] + 1000


def test_opening_an_lsst_file_reads_no_pixels(bytes_read: list[int]) -> None:
    path = data_file("mi_12planes.sdf")
    picture = read(path)
    assert picture.image.is_lazy
    assert picture.mask.is_lazy
    assert picture.variance.is_lazy
    assert sum(bytes_read) < 200_000 < path.stat().st_size
    bytes_read.clear()
    assert picture.mask.data[:10, :10].shape == (10, 10, 2)
    assert sum(bytes_read) < 10_000


def test_texts_in_chunks(path: Path) -> None:
    cards = np.array([f"KEY{n:<5}= {n}".ljust(80).encode() for n in range(300)], "S80")
    with container(path) as file:
        array(file, "DATA_ARRAY", PIXELS)
        more = structure(file, "MORE", "EXT")
        more.create_dataset("FITS", data=cards, chunks=(2,), compression="gzip")
    assert read(path).header == {f"KEY{n}": n for n in range(300)}


def test_threads(path: Path) -> None:
    data = np.random.default_rng(0).integers(0, 1000, (SIZE, SIZE)).astype(np.int16)
    with h5py.File(path, "w") as file:
        for name, storage in [("a", {}), ("b", {"compression": "gzip"}), ("c", {"compression": "lzf"})]:
            file.create_dataset(name, data=data, **storage)
    planes = [read(path, hdu=name).data for name in "abc"]

    def window(number: int) -> bool:
        rng = np.random.default_rng(number)
        y, x = rng.integers(0, SIZE - 100, 2)
        key = slice(y, y + 100), slice(x, x + 100)
        return bool((planes[number % 3][key] == data[key]).all())

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(window, range(200)))


# What must not hurt.


def test_links_inside_the_file_are_followed(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file["a/image"] = PIXELS
        file["b/link"] = h5py.SoftLink("/a")
        file["b/again"] = h5py.SoftLink("link/image")
    np.testing.assert_array_equal(read(path, hdu="b/again").array, PIXELS)
    np.testing.assert_array_equal(read(path, hdu="b/link/image").array, PIXELS)


@pytest.mark.parametrize(
    ("link", "match"),
    [
        (h5py.ExternalLink("other.h5", "/image"), "a link to another file, which is not followed"),
        (h5py.SoftLink("/link"), "soft links go in circles"),
        (h5py.SoftLink("/nowhere"), "a soft link to '/nowhere', where there is nothing"),
    ],
)
def test_links_that_lead_nowhere(link: Any, match: str, path: Path) -> None:
    with h5py.File(path.with_name("other.h5"), "w") as file:
        file["image"] = PIXELS
    with h5py.File(path, "w") as file:
        file["link"] = link
    with pytest.raises(ReadError, match=rf"image.h5: /link: {match}"):
        read(path, hdu="link")
    with container(path) as file:
        structure(file, "DATA_ARRAY", "ARRAY")["DATA"] = link
        file["link"] = h5py.SoftLink("/link")
    with pytest.raises(ReadError, match=r"image.h5: /(DATA_ARRAY/DATA|link): "):
        read(path)


def test_hard_links_in_circles(path: Path) -> None:
    with container(path, "X") as file:
        inner = structure(file, "A", "X")
        inner["UP"] = file["/"]
        inner["SELF"] = inner
        ndf(inner, "SCI", PIXELS)
    picture = read(path)
    np.testing.assert_array_equal(picture.array, PIXELS)
    assert picture.notes == []
    with h5py.File(path, "w") as file:
        file["a/image"] = PIXELS
        file["a/up"] = file["/"]
    np.testing.assert_array_equal(read(path).array, PIXELS)


def test_data_in_other_files(path: Path) -> None:
    other = path.with_name("other.h5")
    with h5py.File(other, "w") as file:
        file["image"] = PIXELS
    layout = h5py.VirtualLayout((6, 9), "f4")
    layout[:] = h5py.VirtualSource(str(other), "image", (6, 9))
    with h5py.File(path, "w") as file:
        file.create_virtual_dataset("virtual", layout)
        file.create_dataset("external", (6, 9), "f4", external=[(str(other), 0, 216)])
    for name in ("virtual", "external"):
        with pytest.raises(ReadError, match=rf"image\.h5: /{name}: its data are in other files"):
            read(path, hdu=name)


@pytest.mark.parametrize(
    "storage", [{}, {"chunks": (1000, 1000)}, {"chunks": (1 << 14, 1 << 14), "compression": "gzip"}]
)
def test_huge_sizes_in_a_tiny_file(storage: dict[str, Any], path: Path) -> None:
    with container(path) as file:
        structure(file, "DATA_ARRAY", "ARRAY").create_dataset("DATA", (1 << 20, 1 << 20), "f8", **storage)
    with pytest.raises(ReadError, match="/DATA_ARRAY/DATA: declares 8796093022208 bytes"):
        read(path)


def test_a_chunk_that_unpacks_to_far_more_than_its_size(path: Path) -> None:
    with h5py.File(path, "w") as file:
        dataset = file.create_dataset("image", (100, 100), "u1", chunks=(100, 100), compression="gzip")
        import zlib

        dataset.id.write_direct_chunk((0, 0), zlib.compress(bytes(1 << 28)))
    picture = read(path)
    with pytest.raises(ReadError, match="/image: a chunk has 10001 bytes instead of 10000"):
        _ = picture.array


@pytest.mark.parametrize("packed", [b"no zlib stream", b"x\x9c\x03"])
def test_broken_chunks(packed: bytes, path: Path) -> None:
    with h5py.File(path, "w") as file:
        dataset = file.create_dataset("image", (10, 10), "u1", chunks=(10, 10), compression="gzip")
        dataset.id.write_direct_chunk((0, 0), packed)
    picture = read(path)
    with pytest.raises(ReadError, match=r"/image: the chunk at \(0, 0\) "):
        _ = picture.array


def test_a_filter_that_is_not_installed(path: Path) -> None:
    with h5py.File(path, "w") as file:
        creation = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        creation.set_chunk((3, 3))
        creation.set_filter(32_099, h5py.h5z.FLAG_OPTIONAL, ())
        h5py.h5d.create(file.id, b"image", h5py.h5t.NATIVE_FLOAT, h5py.h5s.create_simple((6, 9)), creation)
    with pytest.raises(ReadError, match="/image: packed with the HDF5 filter 32099, which is not installed"):
        read(path)


@pytest.mark.parametrize(
    "values", [np.zeros((3, 4), complex), np.array([[b"a", b"b"]]), np.zeros((2, 2), "f2,i4")]
)
def test_what_are_no_numbers(values: Any, path: Path) -> None:
    with container(path) as file:
        file["DATA_ARRAY"] = values
    with pytest.raises(ReadError, match=r"/DATA_ARRAY: holds .*, where numbers are needed"):
        read(path)
    with h5py.File(path, "w") as file:
        file["image"] = values
    with pytest.raises(ReadError, match="real numbers are needed"):
        read(path, hdu="image")


@pytest.mark.parametrize("name", ["ndf_simple_real_full.sdf", "ndf_delta_int.sdf", "mi_5planes.sdf"])
def test_truncated_at_every_object(name: str, path: Path) -> None:
    content = data_file(name).read_bytes()
    offsets: set[int] = {9, 48, 96, len(content) // 2, len(content) - 1}
    with h5py.File(data_file(name)) as file:

        def note(_: str, item: Any) -> None:
            offsets.add(h5py.h5o.get_info(item.id).addr)
            if isinstance(item, h5py.Dataset) and item.id.get_offset():
                offsets.update((item.id.get_offset(), item.id.get_offset() + item.id.get_storage_size()))

        file.visititems(note)
    for offset in sorted(offsets):
        if offset < len(content):
            path.write_bytes(content[:offset])
            with pytest.raises(ImgviewError, match=r"image\.h5: "):
                read(path)


@pytest.mark.parametrize(
    ("component", "match"),
    [
        ("DATA_ARRAY", "the component DATA_ARRAY is missing"),
        ("DATA_ARRAY/DATA", "/DATA_ARRAY: the component DATA is missing"),
    ],
)
def test_missing_components(component: str, match: str, path: Path) -> None:
    path.write_bytes(data_file("ndf_simple_real_full.sdf").read_bytes())
    with h5py.File(path, "a") as file:
        del file[component]
    with pytest.raises(ReadError, match=match):
        read(path)


@pytest.mark.parametrize(
    ("component", "value", "error", "match"),
    [
        ("DATA_ARRAY/ORIGIN", np.arange(1), ReadError, "ORIGIN is .*, where 2 integers are needed"),
        ("DATA_ARRAY/ORIGIN", np.array([1 << 60, 0]), ReadError, "ORIGIN is"),
        (
            "DATA_ARRAY/VARIANT",
            np.bytes_(b"SPARSE"),
            ReadError,
            "stored in the form 'SPARSE', which is not read",
        ),
        ("DATA_ARRAY/VARIANT", np.bytes_(b"SCALED"), ReadError, "a scaled array without SCALE or ZERO"),
        ("DATA_ARRAY/VARIANT", np.bytes_(b"DELTA"), ReadError, "a DELTA array needs integers in DATA"),
        (
            "VARIANCE/DATA",
            np.zeros((3, 3)),
            ShapeError,
            r"the variance has the shape \(3, 3\), but the data have",
        ),
        ("VARIANCE/DATA", np.bytes_(b"?"), ReadError, "/VARIANCE/DATA: holds |S1, where numbers are needed"),
        ("QUALITY/QUALITY/DATA", np.zeros((3, 3), "u1"), ShapeError, r"the quality has the shape \(3, 3\)"),
        ("QUALITY/QUALITY/DATA", np.zeros((200, 260)), ReadError, "quality must be integers; it is float64"),
    ],
)
def test_wrong_components(
    component: str, value: Any, error: type[ImgviewError], match: str, path: Path
) -> None:
    path.write_bytes(data_file("ndf_simple_real_full.sdf").read_bytes())
    with h5py.File(path, "a") as file:
        if component in file:
            del file[component]
        file[component] = value
    with pytest.raises(error, match=match):
        read(path)


@pytest.mark.parametrize(
    ("component", "value", "match"),
    [
        ("ZAXIS", 3, "ZAXIS=3 and ZDIM=260 make no sense for 2 axes"),
        ("ZDIM", 0, "ZDIM=0 make"),
        ("ZDIM", 1 << 40, "declares .* bytes of data in a file"),
        ("FIRST_VALUE", np.arange(7), "is not that of FIRST_DATA"),
        ("FIRST_DATA", np.full(200, 1 << 40), "line 0 of the DELTA array does not add up"),
        ("VALUE", np.arange(3, dtype="i4"), "does not add up"),
        ("REPEAT", np.zeros(1, "u1"), "does not add up"),
        ("DATA", np.zeros(51289, "i1"), "does not add up"),
        ("DATA", np.zeros(9, "u1"), "where signed integers are needed"),
    ],
)
def test_wrong_delta_arrays(component: str, value: Any, match: str, path: Path) -> None:
    path.write_bytes(data_file("ndf_delta_int.sdf").read_bytes())
    with h5py.File(path, "a") as file:
        del file["DATA_ARRAY"][component]
        file["DATA_ARRAY"][component] = value
    with pytest.raises(ReadError, match=match):
        _ = read(path).image.array


@pytest.mark.parametrize(
    ("old", "new", "error", "match"),
    [
        (b"ndf:/DATA_ARRAY/DATA", b"ndf:/DATA_ARRAX/DATA", ReadError, "no such array: damaged"),
        (b"ndf:/DATA_ARRAY/DATA", b"fit:/DATA_ARRAY/DATA", ReadError, "a path like 'ndf:/A/DATA' is needed"),
        (b"ndf:/DATA_ARRAY/DATA", b"ndf:/QUALITY/BADBITS", ShapeError, "must have two axes"),
        (
            b'"shape":[100,130]',
            b'"shape":[100,131]',
            ShapeError,
            r"the shape \[100, 131\], but the array has",
        ),
        (b'"float32"', b'"float64"', ReadError, "the type float64, but the array has float32"),
        (b'"min_read_version":1', b'"min_read_version":9', SchemaError, "needs a reader of major version 9"),
        (b'{"schema', b'["schema', ReadError, "no valid JSON"),
    ],
)
def test_wrong_trees(old: bytes, new: bytes, error: type[ImgviewError], match: str, path: Path) -> None:
    content = data_file("mi_5planes.sdf").read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new))
    with pytest.raises(error, match=match):
        read(path)


@pytest.mark.parametrize(
    ("component", "value", "error", "match"),
    [
        ("FORMAT_VERSION", None, ReadError, "a JSON tree without FORMAT_VERSION"),
        ("FORMAT_VERSION", np.int32(2), SchemaError, "container layout FORMAT_VERSION=2 is newer than 1"),
        ("JSON", np.zeros(3), ReadError, "0 texts, where one JSON tree is needed"),
        ("MASK/DATA_ARRAY/DATA", np.zeros((1, 3, 3), "u1"), ShapeError, "the tree gives the mask the shape"),
        ("MASK/DATA_ARRAY/DATA", np.zeros((100, 130), "u1"), ShapeError, "the mask must have three axes"),
        ("MASK/DATA_ARRAY/DATA", np.zeros((1, 100, 130), "f4"), ReadError, "the mask .*float32"),
    ],
)
def test_wrong_lsst_components(
    component: str, value: Any, error: type[ImgviewError], match: str, path: Path
) -> None:
    path.write_bytes(data_file("mi_5planes.sdf").read_bytes())
    with h5py.File(path, "a") as file:
        del file["MORE/LSST"][component]
        if value is not None:
            file["MORE/LSST"][component] = value
    with pytest.raises(error, match=match):
        read(path)


def test_a_newer_container_of_the_library() -> None:
    with pytest.raises(SchemaError, match="container layout FORMAT_VERSION=9 is newer than 1"):
        read(data_file("neg_formatversion9.sdf"))


def test_files_left_open_do_not_crash_the_interpreter(path: Path) -> None:
    import subprocess
    import sys

    with h5py.File(path, "w") as file:
        file.create_dataset("image", data=PIXELS, chunks=(3, 3))
    code = f"import imgview, builtins; builtins.kept = imgview.read({str(path)!r}); print(kept.array.sum())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "1431.0\n", "")


@pytest.mark.parametrize("how", ["bytes", "file object", "gzip", "url"])
def test_wherever_the_bytes_are(how: str, path: Path) -> None:
    content = data_file("mi_12planes.sdf").read_bytes()
    expected = read(data_file("mi_12planes.sdf"))
    with contextlib.ExitStack() as stack:
        given: Any = content
        if how == "file object":
            given = stack.enter_context(data_file("mi_12planes.sdf").open("rb"))
        elif how == "gzip":
            path.write_bytes(gzip.compress(content, 1))
            given = path
        elif how == "url":
            pytest.importorskip("fsspec")
            pytest.importorskip("aiohttp")
            given = stack.enter_context(serve({"a.sdf": content})).url("a.sdf")
        picture = read(given)
        for plane in ("image", "mask", "variance"):
            found, wanted = getattr(picture, plane).array, getattr(expected, plane).array
            np.testing.assert_array_equal(found, wanted)
