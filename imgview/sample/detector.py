"""The detector: amplifiers, noise, and what a full well does to a picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from imgview.sample.profiles import Picture
from imgview.sample.sky import Bright

__all__ = [
    "NJY_PER_ELECTRON",
    "READ_NOISE",
    "SATURATION",
    "SKY_ELECTRONS",
    "Amplifier",
    "add_bleeding",
    "amplifiers",
    "base_variance",
    "expose",
]

NJY_PER_ELECTRON = 0.76
"""Calibration: what one electron is worth, in nJy."""

SKY_ELECTRONS = 1480.0
"""Sky background, subtracted from the picture but not from its noise, in electrons per pixel."""

READ_NOISE = 8.6
"""Mean read noise in electrons."""

SATURATION = 90_000 * NJY_PER_ELECTRON
"""Full well, in nJy per pixel."""


@dataclass(frozen=True, slots=True)
class Amplifier:
    """One of the sixteen parts of a detector that are read out side by side."""

    name: str
    """Its name, C00 to C17."""

    rows: slice
    """Array indices of its rows."""

    columns: slice
    """Array indices of its columns."""

    gain: float
    """Of its variance relative to the mean."""

    read_noise: float
    """In electrons."""

    pedestal: float
    """What is left of its bias, in nJy."""


def amplifiers(shape: tuple[int, int], rng: np.random.Generator) -> list[Amplifier]:
    """Return the sixteen amplifiers of a detector.

    Parameters
    ----------
    shape : pair of `int`
        Rows and columns; at least 2 and 8.
    rng : `numpy.random.Generator`
        Source of randomness.

    Returns
    -------
    `list` of `Amplifier`
        Two rows of eight.
    """
    y_edges = np.linspace(0, shape[0], 3).astype(int).tolist()
    x_edges = np.linspace(0, shape[1], 9).astype(int).tolist()
    return [
        Amplifier(
            name=f"C{1 - row}{column}",
            rows=slice(y_edges[row], y_edges[row + 1]),
            columns=slice(x_edges[column], x_edges[column + 1]),
            gain=float(1 + 0.03 * rng.standard_normal()),
            read_noise=float(READ_NOISE * (1 + 0.12 * rng.standard_normal())),
            pedestal=float(0.9 * rng.standard_normal()),
        )
        for row in range(2)
        for column in range(8)
    ]


def base_variance(shape: tuple[int, int], parts: list[Amplifier], transmission: Picture | None) -> Picture:
    """Return the variance of an empty sky.

    Parameters
    ----------
    shape : pair of `int`
        Rows and columns.
    parts : `list` of `Amplifier`
        The amplifiers.
    transmission : `numpy.ndarray`, shape (ny, nx), float32, or `None`
        Share of the light that passes the optics; dividing by it, as flat-fielding does, raises the noise.

    Returns
    -------
    `numpy.ndarray`, shape (ny, nx), float32, nJy²
        Poisson noise of the sky and read noise.
    """
    variance = np.empty(shape, dtype=np.float32)
    for part in parts:
        electrons = SKY_ELECTRONS + part.read_noise**2
        variance[part.rows, part.columns] = electrons * part.gain * NJY_PER_ELECTRON**2
    if transmission is not None:
        variance /= transmission
    return variance


def expose(signal: Picture, variance: Picture, parts: list[Amplifier], rng: np.random.Generator) -> Picture:
    """Take the picture: add noise and what sky subtraction leaves.

    Parameters
    ----------
    signal : `numpy.ndarray`, shape (ny, nx), float32, nJy
        Light above the sky.
    variance : `numpy.ndarray`, shape (ny, nx), float32, nJy²
        Variance of the empty sky; the Poisson noise of ``signal`` is added to it in place.
    parts : `list` of `Amplifier`
        The amplifiers.
    rng : `numpy.random.Generator`
        Source of randomness.

    Returns
    -------
    `numpy.ndarray`, shape (ny, nx), float32, nJy
        The picture.
    """
    ny, nx = signal.shape
    image = rng.standard_normal((ny, nx), dtype=np.float32)
    # Slow waves of a few nJy, as a sum of products of sines, cheap for any size.
    modes = 4
    waves_y = np.cos(np.outer(np.linspace(0, np.pi, ny), np.arange(1, modes + 1)) + rng.uniform(0, 6, modes))
    waves_x = np.cos(np.outer(np.linspace(0, np.pi, nx), np.arange(1, modes + 1)) + rng.uniform(0, 6, modes))
    waves_x *= rng.normal(0, 1.1, modes)
    waves_y, waves_x = waves_y.astype(np.float32), waves_x.astype(np.float32)
    for part in parts:
        for first in range(part.rows.start, part.rows.stop, 128):
            block = slice(first, min(first + 128, part.rows.stop)), part.columns
            light = np.clip(signal[block], 0, SATURATION)
            light *= np.float32(NJY_PER_ELECTRON)
            variance[block] += light
            image[block] *= np.sqrt(variance[block])
            image[block] += signal[block]
            image[block] += waves_y[block[0]] @ waves_x[block[1]].T + np.float32(part.pedestal)
    return image


def add_bleeding(signal: Picture, star: Bright, rng: np.random.Generator) -> None:
    """Let the electrons that a full well cannot hold run along their column, in place.

    Parameters
    ----------
    signal : `numpy.ndarray`, shape (ny, nx), float32, nJy
        Light above the sky.
    star : `Bright`
        A star with more light than a pixel holds.
    rng : `numpy.random.Generator`
        Source of randomness.
    """
    ny, nx = signal.shape
    excess = float(np.maximum(_around(signal, star, 40) - SATURATION, 0).sum(dtype=np.float64))
    widest = 1.2 + 0.9 * np.log10(max(star.flux / 2e6, 1.0))
    # A trail twice as wide as its half-width, thinning to nothing: its area is half-width times length.
    length = excess / (SATURATION * 2 * widest)
    share = rng.uniform(0.45, 0.55)
    for direction, reach in ((1, 2 * share * length), (-1, 2 * (1 - share) * length)):
        steps = np.arange(1, int(reach) + 1)
        rows = np.rint(star.y).astype(int) + direction * steps
        rows, steps = rows[(rows >= 0) & (rows < ny)], steps[(rows >= 0) & (rows < ny)]
        if not len(rows):
            continue
        columns = np.arange(max(0, int(star.x) - 12), min(nx, int(star.x) + 13))
        half = widest * (1 - (steps / max(reach, 1.0)) ** 2) ** 0.5
        # The edge of the trail is ragged by a fraction of a pixel, correlated along it.
        rag = np.convolve(rng.normal(0, 0.35, len(steps) + 8), np.ones(9) / 3, mode="valid")
        beyond = np.abs(columns[None, :] - star.x) - (half + rag)[:, None]
        charge = 1.25 * SATURATION * np.exp(-0.5 * (np.maximum(beyond, 0) / 0.55) ** 2)
        signal[rows[:, None], columns[None, :]] += charge.astype(np.float32)


def _around(signal: Picture, star: Bright, reach: int) -> npt.NDArray[np.float32]:
    x, y = round(star.x), round(star.y)
    return signal[max(0, y - reach) : y + reach + 1, max(0, x - reach) : x + reach + 1]
