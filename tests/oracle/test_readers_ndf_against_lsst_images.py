"""What the real lsst.images writes as NDF, now and here, is read as it has it in memory."""

import importlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("lsst.images", reason="needs lsst.images, for Python 3.12 or later")

from imgview.model import CellCoadd, ColorImage, Image, Mask, MaskedImage, VisitImage
from imgview.readers import identify, read
from shared_data import data_file

in_ndf = importlib.import_module("lsst.images.ndf")
serialization = importlib.import_module("lsst.images.serialization")
pytestmark = [
    pytest.mark.oracle,
    pytest.mark.filterwarnings("ignore::lsst.images.serialization.DevelopmentSchemaWarning"),
]

FILES = {
    "image_int64.fits": Image,
    "mask_12planes.fits": Mask,
    "mi_40planes_gzip2.fits": MaskedImage,
    "mi_nounit_nowcs.fits": MaskedImage,
    "visit_full_gzip2.fits": VisitImage,
    "cell_coadd_synth.fits": CellCoadd,
    "color_image.fits": ColorImage,
}


@pytest.mark.parametrize("options", [None, {"compression": "gzip", "compression_opts": 1}])
@pytest.mark.parametrize("name", FILES)
def test_written_by_the_library(name: str, options: dict[str, Any] | None, tmp_path: Path) -> None:
    library = serialization.read_archive(data_file(name))
    path = tmp_path / "picture.sdf"
    in_ndf.write(library, path, compression_options=options)
    picture = read(path)
    assert identify(path) == "lsst.ndf"
    assert type(picture) is FILES[name]
    original = read(data_file(name))
    assert picture.bbox == original.bbox
    if not isinstance(picture, MaskedImage):
        assert np.array_equal(picture.array, library.array)
    else:
        for plane in ("image", "mask", "variance"):
            found, expected = getattr(picture, plane).array, getattr(library, plane).array
            assert found.dtype == expected.dtype
            assert np.array_equal(found, expected, equal_nan=found.dtype.kind == "f")
        assert picture.mask.schema == original.mask.schema
        assert picture.unit == library.unit
        assert list(picture.extras) == list(original.extras)
        for extra, plane in picture.extras.items():
            assert np.array_equal(plane.array, original.extras[extra].array, equal_nan=True)
    if original.sky_projection is not None:
        x, y = picture.bbox.x.center, picture.bbox.y.center
        here, there = (each.sky_projection.pixel_to_sky(x=x, y=y) for each in (picture, original))
        assert here.separation(there).arcsec < 1e-3
