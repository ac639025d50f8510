"""Small pictures whose every number is known."""

import numpy as np
from astropy.wcs import WCS

from imgview.model import Image, Mask, MaskedImage, MaskPlane, MaskSchema, SkyProjection

PLANES = ("BAD", "SAT", "CR", "DETECTED")


def wcs(nx=200, ny=120, scale=0.2):
    """Return a tangent plane with a turn and a little distortion."""
    result = WCS(naxis=2)
    result.wcs.ctype = ["RA---TAN", "DEC--TAN"]
    result.wcs.crval = [53.1, -27.8]
    result.wcs.crpix = [nx / 2, ny / 2]
    step, turn = scale / 3600, np.radians(25)
    result.wcs.cd = step * np.array([[-np.cos(turn), np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return result


def masked_image(shape=(120, 200), *, yx0=(1000, 2000), planes=PLANES, seed=5, sky=True, unit="nJy"):
    """Return noise about 100 with every plane set somewhere."""
    rng = np.random.default_rng(seed)
    pixels = rng.normal(100, 10, shape).astype(np.float32)
    schema = MaskSchema([MaskPlane(name, f"what {name} means") for name in planes])
    words = np.zeros((*shape, schema.mask_size), np.uint8)
    for i in range(len(planes)):
        words[3 * i % shape[0], 5 : 15 + i, i // 8] |= np.uint8(1 << i % 8)
    projection = SkyProjection(wcs(shape[1], shape[0]), yx0=yx0) if sky else None
    return MaskedImage(
        Image(pixels, yx0=yx0, unit=unit, sky_projection=projection),
        mask=Mask(words, schema=schema, yx0=yx0),
        variance=Image(rng.uniform(50, 150, shape).astype(np.float32), yx0=yx0),
    )
