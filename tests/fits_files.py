"""Small FITS files for tests, written by astropy: the layouts that the readers know, and broken ones."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from astropy.io import fits

SCHEMAS = "https://images.lsst.io/schemas"
SHAPE = (6, 9)


def stamped(schema: str, **keys: Any) -> dict[str, Any]:
    """Return a tree of a schema, version 1.0.0."""
    stamps = {"schema_version": "1.0.0", "min_read_version": 1, "schema_url": f"{SCHEMAS}/{schema}-1.0.0"}
    return stamps | keys


def reference(name: str, array: npt.NDArray[Any]) -> dict[str, Any]:
    """Return what stands for an array in a tree."""
    return {"source": f"fits:{name}", "shape": list(array.shape), "datatype": array.dtype.name}


def masked_image_tree(planes: list[Any] | None = None) -> dict[str, Any]:
    """Return the tree of the file that `write_lsst` writes."""
    floats, words = np.zeros(SHAPE, np.float32), np.zeros(SHAPE, np.int32)
    if planes is None:
        planes = [{"name": "BAD", "description": "Bad."}, None, {"name": "CR", "description": ""}]
    image = {"value": reference("IMAGE", floats), "unit": "nJy"}
    variance = {"value": reference("VARIANCE", floats), "unit": "nJy**2"}
    return stamped(
        "masked_image",
        image=stamped("image", data=image, yx0=[300, 1000]),
        mask=stamped("mask", data=[reference("MASK", words)], yx0=[300, 1000], planes=planes, dtype="uint8"),
        variance=stamped("image", data=variance, yx0=[300, 1000]),
    )


def write_lsst(
    path: Path,
    tree: Any = None,
    *,
    text: bytes | None = None,
    change: Callable[[fits.HDUList], None] | None = None,
    **planes: npt.NDArray[Any],
) -> Path:
    """Write a file as lsst.images does: IMAGE, MASK, VARIANCE and the tree, any of them replaced."""
    rng = np.random.default_rng(1)
    arrays: dict[str, npt.NDArray[Any]] = {
        "IMAGE": rng.normal(100, 10, SHAPE).astype(np.float32),
        "MASK": rng.integers(0, 4, SHAPE, dtype=np.int32),
        "VARIANCE": rng.uniform(90, 110, SHAPE).astype(np.float32),
    } | planes
    hdus = fits.HDUList([fits.PrimaryHDU(header=fits.Header({"FMTVER": 1}))])
    hdus.extend(fits.ImageHDU(array, name=name) for name, array in arrays.items())
    if text is None:
        text = json.dumps(masked_image_tree() if tree is None else tree).encode()
    cell = np.empty(1, object)
    cell[0] = np.frombuffer(text, np.uint8)
    hdus.append(fits.BinTableHDU.from_columns([fits.Column("JSON", "PB()", array=cell)], name="JSON"))
    if change is not None:
        change(hdus)
    hdus.writeto(path)
    return path


def write_afw(
    path: Path,
    words: npt.NDArray[Any] | None = None,
    *,
    planes: dict[str, int] | None = None,
    archive: bool = False,
    change: Callable[[fits.HDUList], None] | None = None,
) -> Path:
    """Write a file as afw does: image, mask and variance by EXTTYPE, and the archive of an exposure."""
    rng = np.random.default_rng(2)
    if words is None:
        words = rng.integers(0, 8, SHAPE, dtype=np.int32)
    origin = {"CTYPE1A": "LINEAR", "CTYPE2A": "LINEAR", "CRPIX1A": 1.0, "CRPIX2A": 1.0, "CRVAL1A": 20.0}
    origin |= {"CRVAL2A": -10.0, "LTV1": -20.0, "LTV2": 10.0}
    hdus = fits.HDUList([fits.PrimaryHDU(header=fits.Header({"EXPTIME": 30.0, "FILTER": "old"}))])
    for kind, array in (
        ("IMAGE", rng.normal(100, 10, SHAPE).astype(np.float32)),
        ("MASK", words),
        ("VARIANCE", np.full(SHAPE, 100, np.float32)),
    ):
        hdus.append(fits.ImageHDU(array, fits.Header(origin | {"EXTTYPE": kind})))
    for name, bit in ({"BAD": 0, "SAT": 1, "CR": 2} if planes is None else planes).items():
        hdus[2].header[f"HIERARCH MP_{name}" if len(name) > 5 else f"MP_{name}"] = bit
    if archive:
        _add_archive(hdus)
    if change is not None:
        change(hdus)
    hdus.writeto(path)
    return path


def _add_archive(hdus: fits.HDUList) -> None:
    """Append an index, and tables of a filter, a PSF, a detector, a polygon, statistics and a calibration."""
    yaml = np.frombuffer(
        b"psfSigma: 1.5\nnPsfStar: 7\nzeroPoint: .nan\nraCorners:\n- 1.0\n- .inf\n", np.uint8
    )
    cell = np.empty(1, object)
    cell[0] = yaml
    name = np.empty(1, object)
    name[0] = "R22_S11"
    box = [fits.Column(f"bbox_{end}_{axis}", "J", array=[value]) for end, axis, value in BOX]
    amplifier = [
        fits.Column(f"bbox_{end}_{axis}", "J", array=[0, 10]) for end in ("min", "extent") for axis in "xy"
    ]
    label = [fits.Column("flags", "2X", array=[[True, True]]), fits.Column("band", "32A", array=["r"])]
    tables: dict[str, list[tuple[str, list[fits.Column]]]] = {
        "FILTER": [("FilterLabel", [*label, fits.Column("physical", "32A", array=["r_57"])])],
        "PSF": [
            (
                "GaussianPsf",
                [
                    fits.Column("dimensions_x", "J", array=[25]),
                    fits.Column("dimensions_y", "J", array=[25]),
                    fits.Column("sigma", "D", array=[1.85]),
                ],
            )
        ],
        "DETECTOR": [
            ("Detector", [fits.Column("name", "QA()", array=name), fits.Column("id", "J", array=[94]), *box]),
            ("Detector", [fits.Column("name", "64A", array=["C00", "C01"]), *amplifier]),
        ],
        "VALID_POLYGON": [
            (
                "Polygon",
                [
                    fits.Column("vertices_x", "D", array=[19.5, 28.5, 28.5]),
                    fits.Column("vertices_y", "D", array=[-10.5, -10.5, -4.5]),
                ],
            )
        ],
        "SUMMARY_STATS": [("ExposureSummaryStats", [fits.Column("bytes", "QB()", array=cell)])],
        "PHOTOCALIB": [
            (
                "PhotoCalib",
                [
                    fits.Column("calibrationMean", "D", array=[2.5]),
                    fits.Column("calibrationErr", "D", array=[0.01]),
                ],
            )
        ],
    }
    tables["DETECTOR"][0][1].append(fits.Column("serial", "64A", array=["ITL-1"]))
    rows, catalogs = [], []
    for number, (component, parts) in enumerate(tables.items(), 11):
        hdus[0].header[f"HIERARCH ARCHIVE_ID_{component}"] = number
        for order, (kind, columns) in enumerate(parts):
            catalogs.append(
                fits.BinTableHDU.from_columns(columns, header=fits.Header({"EXTTYPE": "ARCHIVE_DATA"}))
            )
            rows.append((number, len(catalogs), order, 0, len(catalogs[-1].data), kind, "lsst"))
    hdus[0].header["AR_HDU"] = len(hdus) + 1
    names = ("id", "cat.archive", "cat.persistable", "row0", "nrows", "name", "module")
    # The order of an object's catalogs is in the index, not in the order of its rows.
    index = [
        fits.Column(
            key, "64A" if key in {"name", "module"} else "J", array=[row[place] for row in rows[::-1]]
        )
        for place, key in enumerate(names)
    ]
    hdus.append(fits.BinTableHDU.from_columns(index, header=fits.Header({"EXTTYPE": "ARCHIVE_INDEX"})))
    hdus.extend(catalogs)


BOX = [("min", "x", 0), ("min", "y", 0), ("max", "x", 4071), ("max", "y", 3999)]


def replace_bytes(path: Path, old: bytes, new: bytes) -> Path:
    """Replace bytes of a file by as many others; they must be there."""
    content = path.read_bytes()
    assert old in content
    assert len(old) == len(new)
    path.write_bytes(content.replace(old, new))
    return path


def replace_card(path: Path, keyword: str, value: str, which: int = 0) -> Path:
    """Replace the value of the card that is the n-th of its keyword, whatever that does to the file."""
    content = bytearray(path.read_bytes())
    places = [
        offset
        for offset in range(0, len(content), 80)
        if content[offset : offset + 10] == f"{keyword:<8}= ".encode()
    ]
    card = f"{keyword:<8}= {value:>20}".ljust(80).encode()
    assert len(card) == 80
    content[places[which] : places[which] + 80] = card
    path.write_bytes(content)
    return path
