"""The page follows another viewer by the arithmetic of the kernel."""

import numpy as np
import pytest
from astropy.wcs import WCS

from browser.page import FakeKernel
from imgview.model import Image, SkyProjection
from imgview.model.alignment import Alignment


def image(crval, turn, parity, scale):
    wcs = WCS(naxis=2)
    wcs.wcs.ctype = ["RA---TAN", "DEC--TAN"]
    wcs.wcs.crval = crval
    wcs.wcs.crpix = [500, 500]
    a = np.radians(turn)
    matrix = np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]]) @ np.diag([parity, 1.0])
    wcs.wcs.cd = scale / 3600 * matrix
    return Image(np.zeros((1000, 1000), np.uint8), sky_projection=SkyProjection(wcs))


@pytest.mark.parametrize(
    "other",
    [((150.0, 60.1), 33, -1, 0.2), ((150.2, 60.0), -120, 1, 2.0), ((150.02, 60.0), 0, 1, 0.1)],
    ids=["turned", "mirrored, coarser", "mirrored, finer"],
)
def test_page_and_kernel_align_views_alike(browser, other):
    viewer = browser.show(FakeKernel(np.zeros((20, 20))))
    alignment = Alignment.between(image((150.0, 60.0), 5, -1, 0.2), image(*other))
    views = [
        {"center": center, "fov": 321.0, "rotation": rotation, "flip": flip}
        for center in [(10.0, 990.0), (500.0, 431.5), (-700.0, 4000.0)]
        for rotation in (0.0, 77.0, 300.0)
        for flip in (False, True)
    ]
    script = """({ canvas }, [map, views]) =>
        views.map((view) => Object.assign({ rotation: 0, flip: false }, canvas.imgview.aligned(map, view)))"""
    for one in (alignment, alignment.reversed):
        found = viewer.run(script, [one.state()["forward"], views])
        for view, got in zip(views, found, strict=True):
            expected = {"rotation": 0, "flip": False} | one.view(view)
            assert got.pop("center") == pytest.approx(list(expected.pop("center")), abs=1e-6)
            assert got.pop("flip") is expected.pop("flip")
            assert got == pytest.approx(expected, abs=1e-7)
