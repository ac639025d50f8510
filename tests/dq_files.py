"""FITS files as other observatories write them, of few pixels."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from astropy.io import fits

SHAPE = (21, 40)


def science(seed: int = 0, shape: tuple[int, ...] = SHAPE) -> npt.NDArray[np.float32]:
    """Return sky and noise."""
    return np.random.default_rng(seed).normal(100, 9, shape).astype(np.float32)


def errors(seed: int = 0, shape: tuple[int, ...] = SHAPE) -> npt.NDArray[np.float32]:
    """Return standard deviations, one of them unknown."""
    result = np.random.default_rng(seed + 100).uniform(1, 9, shape).astype(np.float32)
    result[..., 1, 2] = np.nan
    return result


def words(dtype: Any, bits: int, seed: int = 0, shape: tuple[int, ...] = SHAPE) -> npt.NDArray[Any]:
    """Return integers with the lowest bits set at random."""
    rng = np.random.default_rng(seed + 200)
    picked = rng.integers(0, 1 << bits, shape, dtype=np.uint64) & rng.integers(
        0, 1 << bits, shape, dtype=np.uint64
    )
    return picked.astype(f"u{np.dtype(dtype).itemsize}").view(dtype)


def write_hst(
    path: Path, *, instrument: str = "ACS", detector: str = "WFC", chips: int = 2, dq: Any = None
) -> Path:
    """Write a calibrated exposure of HST: SCI, ERR and DQ for each chip, then tables of the distortion."""
    primary = fits.PrimaryHDU()
    primary.header.update(
        TELESCOP="HST", INSTRUME=instrument, DETECTOR=detector, FILTER1="F606W", ROOTNAME="j8pu01xyq"
    )
    hdus: list[Any] = [primary]
    for version in range(1, chips + 1):
        header = fits.Header(
            {"CCDCHIP": chips + 1 - version, "SIZAXIS1": 4096, "SIZAXIS2": 2051, "BUNIT": "ELECTRONS"}
        )
        header.update(CTYPE1="RA---TAN-SIP", CTYPE2="DEC--TAN-SIP", CRVAL1=150.1, CRVAL2=2.2)
        header.update(CRPIX1=20.0, CRPIX2=10.0, CD1_1=1e-5, CD2_2=1e-5, A_ORDER=2, B_ORDER=2, A_0_2=1e-6)
        header.update(LTV1=0.0, LTV2=0.0)
        flags = words(np.int16, 15, version) if dq is None else dq
        hdus += [
            fits.ImageHDU(science(version), header, name="SCI", ver=version),
            fits.ImageHDU(errors(version), fits.Header({"BUNIT": "ELECTRONS"}), name="ERR", ver=version),
            fits.ImageHDU(flags, fits.Header({"BUNIT": "UNITLESS"}), name="DQ", ver=version),
        ]
    hdus += [fits.ImageHDU(np.zeros((4, 8), np.float32), name="D2IMARR", ver=1)]
    hdus += [fits.BinTableHDU.from_columns([fits.Column("WCS_ID", "24A", array=["a"])], name="WCSCORR")]
    fits.HDUList(hdus).writeto(path)
    return path


def write_jwst(path: Path, *, shape: tuple[int, ...] = SHAPE, telescope: str = "JWST") -> Path:
    """Write a calibrated exposure of JWST: SCI, ERR, DQ, AREA and three variances, then a tree in ASDF."""
    primary = fits.PrimaryHDU()
    primary.header.update(TELESCOP=telescope, INSTRUME="NIRCAM", DETECTOR="NRCA1", FILTER="F200W")
    unit = fits.Header({"BUNIT": "MJy/sr"})
    square = fits.Header({"BUNIT": "MJy2 / sr2"})
    hdus = [
        primary,
        fits.ImageHDU(science(1, shape), unit, name="SCI"),
        fits.ImageHDU(errors(1, shape), unit, name="ERR"),
        fits.ImageHDU(words(np.uint32, 32, 1, shape), name="DQ"),
        fits.ImageHDU(np.ones(shape[-2:], np.float32), name="AREA"),
        fits.ImageHDU(errors(2, shape), square, name="VAR_POISSON"),
        fits.ImageHDU(errors(3, shape), square, name="VAR_RNOISE"),
        fits.BinTableHDU(np.zeros(1, [("ASDF_METADATA", "u1", (99,))]), name="ASDF"),
    ]
    fits.HDUList(hdus).writeto(path)
    return path


def write_ztf(folder: Path, *, cards: bool = True) -> tuple[Path, Path]:
    """Write a science image of ZTF and its mask, which describes its bits in its header."""
    texts = [
        "AIRCRAFT/SATELLITE TRACK",
        "CONTAINS SEXTRACTOR DETECTION",
        "LOW RESPONSIVITY",
        "HIGH RESPONSIVITY",
        "NOISY",
        "GHOST FROM BRIGHT SOURCE",
        "RESERVED FOR FUTURE USE",
        "PIXEL SPIKE (POSSIBLE RAD HIT)",
        "SATURATED",
    ]
    image, mask = fits.PrimaryHDU(science(5)), fits.PrimaryHDU(words(np.int16, 9, 5))
    for hdu in (image, mask):
        hdu.header.update(INSTRUME="ZTF/MOSAIC", TELESCOP="Palomar 48-inch", FIELDID=600)
    if cards:
        for bit, text in enumerate(texts):
            mask.header[f"BIT{bit:02}"] = (bit, text)
    paths = folder / "ztf_20200101_000600_zr_c01_o_q1_sciimg.fits", folder / "ztf_q1_mskimg.fits"
    image.writeto(paths[0])
    mask.writeto(paths[1])
    return paths


def write_decam(folder: Path, version: str, codes: npt.NDArray[Any]) -> tuple[Path, Path]:
    """Write an image and a mask of DECam's Community Pipeline: one compressed HDU for each detector."""
    paths = folder / "c4d_200101_ooi_r_v1.fits.fz", folder / "c4d_200101_ood_r_v1.fits.fz"
    for path, product in zip(paths, ("image", "dqmask"), strict=True):
        primary = fits.PrimaryHDU()
        primary.header.update(INSTRUME="DECam", TELESCOP="CTIO 4.0-m telescope", PLVER=version)
        primary.header.update(PROCTYPE="InstCal", PRODTYPE=product)
        hdus: list[Any] = [primary]
        for number, name in enumerate(("S29", "N4"), start=1):
            data = science(number) if product == "image" else np.roll(codes, number, axis=0)
            packing = "GZIP_2" if product == "image" else "RICE_1"
            hdus.append(fits.CompImageHDU(data, name=name, compression_type=packing, quantize_level=0))
        fits.HDUList(hdus).writeto(path)
    return paths
