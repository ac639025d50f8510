"""What goes wrong on the way: bad pixels, cosmic rays, ghosts, vignetting, missing data."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from imgview.sample.detector import SATURATION, Amplifier
from imgview.sample.planes import Flags
from imgview.sample.profiles import FWHM, Picture
from imgview.sample.sky import Bright, spike_arms, spike_reach

__all__ = [
    "add_bad_amplifier",
    "add_bad_columns",
    "add_cosmic_rays",
    "add_crosstalk",
    "add_dip",
    "add_streak",
    "interpolate",
    "lose_pixels",
    "mark_saturation",
    "mark_spikes",
    "vignette",
]


def _scaled(shape: tuple[int, int], size: float, least: int) -> int:
    """Return a length that is ``size`` pixels on a full detector."""
    return max(least, round(size * min(shape) / 4000))


def vignette(shape: tuple[int, int], flags: Flags) -> tuple[Picture, npt.NDArray[np.float64]]:
    """Darken the upper right corner, as the edge of the field of view does.

    Parameters
    ----------
    shape : pair of `int`
        Rows and columns.
    flags : `Flags`
        Receives VIGNETTED and PARTLY_VIGNETTED.

    Returns
    -------
    transmission : `numpy.ndarray`, shape (ny, nx), float32
        Share of the light that passes, from 0.06 to 1.
    bounds : `numpy.ndarray`, shape (n, 2)
        Polygon, x and y in array indices, of the pixels that are not VIGNETTED.
    """
    ny, nx = shape
    far = float(np.hypot(1.25 * ny, 1.25 * nx))
    outer, inner = 0.955 * far, 0.905 * far
    dx = (np.arange(nx) + 0.25 * nx).astype(np.float32)[None, :]
    dy = (np.arange(ny) + 0.25 * ny).astype(np.float32)[:, None]
    transmission = np.ones(shape, dtype=np.float32)
    # Only the corner that the inner circle leaves is looked at.
    corner = (
        slice(max(0, int(np.sqrt(max(inner**2 - (1.25 * nx) ** 2, 0)) - 0.25 * ny)), ny),
        slice(max(0, int(np.sqrt(max(inner**2 - (1.25 * ny) ** 2, 0)) - 0.25 * nx)), nx),
    )
    radius = np.sqrt(dx[:, corner[1]] ** 2 + dy[corner[0]] ** 2)
    transmission[corner] = np.clip((outer - radius) / (outer - inner) * 0.8 + 0.2, 0.06, 1)
    flags.mark("VIGNETTED", radius >= outer, *corner)
    flags.mark("PARTLY_VIGNETTED", (radius >= inner) & (radius < outer), *corner)
    first = np.arcsin((1.25 * ny) / outer) if 1.25 * ny < outer else np.pi / 2
    last = np.arccos((1.25 * nx) / outer) if 1.25 * nx < outer else 0.0
    arc = np.linspace(last, first, 9)
    curve = np.stack([outer * np.cos(arc) - 0.25 * nx, outer * np.sin(arc) - 0.25 * ny], axis=1)
    right, top = nx - 0.5, ny - 0.5
    curve = np.clip(curve, -0.5, [right, top])
    return transmission, np.vstack([[(-0.5, -0.5), (right, -0.5)], curve, [(-0.5, top)]])


def add_streak(signal: Picture) -> npt.NDArray[np.bool_]:
    """Let a satellite cross the field, in place.

    Parameters
    ----------
    signal : `numpy.ndarray`, shape (ny, nx), float32, nJy
        Light above the sky.

    Returns
    -------
    `numpy.ndarray`, shape (ny, nx), bool
        The pixels on its path.
    """
    ny, nx = signal.shape
    slope, width = -0.23 * ny / nx, 0.62 * FWHM * min(1.0, 0.4 + min(ny, nx) / 1000)
    middle = 0.30 * ny - slope * (np.arange(nx) - 0.5 * nx)
    reach = int(5 * width) + 2
    near = np.zeros(signal.shape, dtype=bool)
    rows = np.rint(middle).astype(np.intp)[None, :] + np.arange(-reach, reach + 1)[:, None]
    columns = np.broadcast_to(np.arange(nx), rows.shape)
    inside = (rows >= 0) & (rows < ny)
    distance = (rows - middle) / np.hypot(1, slope)
    # It turns slowly, and glints.
    brightness = 105 + 30 * np.sin(np.arange(nx) * 7.1 / nx + 1.0)
    light = brightness * np.exp(-0.5 * (distance / width) ** 2)
    np.add.at(signal, (rows[inside], columns[inside]), light[inside].astype(np.float32))
    near[rows[inside], columns[inside]] = np.abs(distance[inside]) < width
    return near


def add_crosstalk(image: Picture, star: Bright, parts: list[Amplifier], flags: Flags) -> None:
    """Leave the traces of a bright star in the other amplifiers of its row, in place.

    Parameters
    ----------
    image : `numpy.ndarray`, shape (ny, nx), float32, nJy
        The picture, corrected but not perfectly.
    star : `Bright`
        The star.
    parts : `list` of `Amplifier`
        The amplifiers.
    flags : `Flags`
        Receives CROSSTALK.
    """
    ny, nx = image.shape
    row = [part for part in parts if part.rows.start <= star.y < part.rows.stop]
    own = next(part for part in row if part.columns.start <= star.x < part.columns.stop)
    size = min(1.4 * FWHM * np.log10(star.flux / 2e5), 0.25 * (own.columns.stop - own.columns.start))
    for part in row:
        x = part.columns.start + star.x - own.columns.start
        if part is own or x >= nx:
            continue
        rows = slice(max(0, int(star.y - size)), min(ny, int(star.y + size) + 1))
        columns = slice(max(0, int(x - size)), min(nx, int(x + size) + 1))
        dx = np.arange(columns.start, columns.stop) - x
        dy = np.arange(rows.start, rows.stop) - star.y
        distance = (dx[None, :] ** 2 + dy[:, None] ** 2) / size**2
        near = distance < 1
        # The coefficients are known to some ten percent: now too much was taken off, now too little.
        image[rows, columns] += np.float32(14 * part.pedestal) * np.clip(1.4 - 1.4 * distance**2, 0, 1)
        flags.mark("CROSSTALK", near, rows, columns)


def add_dip(image: Picture, star: Bright, flags: Flags) -> None:
    """Darken the columns of a bright star over the full height, in place.

    Parameters
    ----------
    image : `numpy.ndarray`, shape (ny, nx), float32, nJy
        The picture.
    star : `Bright`
        The star.
    flags : `Flags`
        Receives ITL_DIP.
    """
    half = _scaled(image.shape, 17, 2)
    columns = slice(max(0, round(star.x) - half), min(image.shape[1], round(star.x) + half + 1))
    across = (np.arange(columns.start, columns.stop) - star.x) / (0.6 * half)
    image[:, columns] -= (9 * np.exp(-0.5 * across**4)).astype(np.float32)
    flags.mark("ITL_DIP", None, slice(None), columns)


def add_bad_amplifier(image: Picture, variance: Picture, part: Amplifier, flags: Flags) -> None:
    """Spoil the end of one amplifier, in place: noisy, striped, offset.

    Parameters
    ----------
    image, variance : `numpy.ndarray`, shape (ny, nx), float32
        The picture and its variance.
    part : `Amplifier`
        The amplifier.
    flags : `Flags`
        Receives BAD.
    """
    height = _scaled(image.shape, 230, 4)
    rows = slice(part.rows.start, part.rows.start + height)
    stripes = 34 * np.sin(np.arange(height) * 1.9) - 40
    image[rows, part.columns] *= np.float32(2.6)
    image[rows, part.columns] += stripes[:, None].astype(np.float32)
    variance[rows, part.columns] *= np.float32(2.6**2)
    flags.mark("BAD", None, rows, part.columns)


def add_bad_columns(image: Picture, parts: list[Amplifier], flags: Flags, rng: np.random.Generator) -> None:
    """Spoil some columns, in place, from a trap to the end of the amplifier that is read through it.

    Parameters
    ----------
    image : `numpy.ndarray`, shape (ny, nx), float32, nJy
        The picture.
    parts : `list` of `Amplifier`
        The amplifiers.
    flags : `Flags`
        Receives BAD and INTERPOLATED.
    rng : `numpy.random.Generator`
        Source of randomness.
    """
    for number, place in enumerate((0.217, 0.791, 0.548, 0.371, 0.904)):
        column = int(place * image.shape[1])
        width = 3 if number == 0 and image.shape[1] > 1000 else 1
        part = next(p for p in parts if p.columns.start <= column < p.columns.stop and p.rows.start == 0)
        middle = part.rows.stop
        # The first is dead over both amplifiers, the others from a trap towards the middle.
        start = 0 if number == 0 else int(middle * rng.uniform(0.1, 0.7))
        stop = image.shape[0] if number == 0 else middle
        rows, columns = slice(start, stop), slice(column, column + width)
        image[rows, columns] += np.float32(400)
        # What the column failed to carry shows in its neighbours.
        image[rows, column + width : column + width + 1] -= np.float32(9)
        flags.mark("BAD", None, rows, columns)
        flags.mark("INTERPOLATED", None, rows, columns)


def add_cosmic_rays(image: Picture, flags: Flags, rng: np.random.Generator) -> None:
    """Let particles leave tracks, in place.

    Parameters
    ----------
    image : `numpy.ndarray`, shape (ny, nx), float32, nJy
        The picture.
    flags : `Flags`
        Receives COSMIC_RAY, and INTERPOLATED for most tracks: the others were found too late.
    rng : `numpy.random.Generator`
        Source of randomness.
    """
    ny, nx = image.shape
    for _ in range(max(4, round(260 * ny * nx / 16.3e6))):
        # Muons go straight and mostly steeply; electrons, a quarter of all, wander.
        length = min(2 + rng.exponential(13), 0.2 * min(ny, nx))
        points = np.arange(0, length, 0.2)
        wander = np.cumsum(rng.normal(0, 0.09, len(points))) if rng.random() < 0.25 else 0.0
        heading = rng.uniform(0, 2 * np.pi) + wander
        y = rng.uniform(0, ny) + np.cumsum(0.2 * np.sin(heading) * np.ones(len(points)))
        x = rng.uniform(0, nx) + np.cumsum(0.2 * np.cos(heading) * np.ones(len(points)))
        rows = slice(max(0, int(y.min()) - 2), min(ny, int(y.max()) + 3))
        columns = slice(max(0, int(x.min()) - 2), min(nx, int(x.max()) + 3))
        if rows.stop <= rows.start or columns.stop <= columns.start:
            continue
        charge = rng.lognormal(np.log(260), 0.5) * rng.gamma(4, 0.25, len(points))
        # Charge spreads by a third of a pixel before it is collected.
        across_y = np.exp(-0.5 * ((np.arange(rows.start, rows.stop)[:, None] - y) / 0.42) ** 2)
        across_x = np.exp(-0.5 * ((np.arange(columns.start, columns.stop)[:, None] - x) / 0.42) ** 2)
        track = ((across_y * charge) @ across_x.T).astype(np.float32)
        image[rows, columns] += track
        hit = track > 55
        flags.mark("COSMIC_RAY", hit, rows, columns)
        if rng.random() < 0.6:
            flags.mark("INTERPOLATED", hit, rows, columns)


def mark_saturation(signal: Picture, flags: Flags) -> None:
    """Flag full wells and what is close to it.

    Parameters
    ----------
    signal : `numpy.ndarray`, shape (ny, nx), float32, nJy
        Light above the sky; capped in place at what a pixel holds.
    flags : `Flags`
        Receives SATURATED, INTERPOLATED and SUSPECT.
    """
    rows, columns = np.nonzero(signal >= np.float32(0.7 * SATURATION))
    full = signal[rows, columns] >= np.float32(SATURATION)
    flags.mark("SATURATED", full, rows, columns)
    flags.mark("INTERPOLATED", full, rows, columns)
    flags.mark("SUSPECT", ~full, rows, columns)
    signal[rows[full], columns[full]] = SATURATION


def mark_spikes(shape: tuple[int, int], star: Bright, flags: Flags) -> None:
    """Flag the surroundings of the diffraction spikes of a star.

    Parameters
    ----------
    shape : pair of `int`
        Rows and columns.
    star : `Bright`
        The star.
    flags : `Flags`
        Receives SPIKE.
    """
    reach = max(0.8 * spike_reach(star.flux), 2.5 * FWHM)
    rows = slice(max(0, int(star.y - reach)), min(shape[0], int(star.y + reach) + 1))
    columns = slice(max(0, int(star.x - reach)), min(shape[1], int(star.x + reach) + 1))
    for along, across in spike_arms(rows, columns, star.x, star.y):
        flags.mark(
            "SPIKE", (np.abs(across) < 1.5 * FWHM * (1 - np.abs(along) / (1.3 * reach))), rows, columns
        )


def interpolate(image: Picture, flags: Flags) -> None:
    """Replace the values of INTERPOLATED pixels along their rows, in place.

    Parameters
    ----------
    image : `numpy.ndarray`, shape (ny, nx), float32
        The picture.
    flags : `Flags`
        Says which pixels.
    """
    nx = image.shape[1]
    wanted = np.flatnonzero(flags.get("INTERPOLATED"))
    row, column = np.divmod(wanted, nx)
    # A run ends where the next flagged pixel is not the next one of the same row.
    starts = np.flatnonzero((np.diff(wanted, prepend=-2) != 1) | (column == 0))
    lengths = np.diff(starts, append=len(wanted))
    first, last = column[starts], column[starts] + lengths - 1
    line = row[starts]
    left = image[line, np.maximum(first - 1, 0)]
    right = image[line, np.minimum(last + 1, nx - 1)]
    left, right = np.where(first == 0, right, left), np.where(last == nx - 1, left, right)
    share = (np.arange(len(wanted)) - np.repeat(starts, lengths) + 1) / np.repeat(lengths + 1, lengths)
    image[row, column] = np.repeat(left, lengths) * (1 - share) + np.repeat(right, lengths) * share


def lose_pixels(image: Picture, variance: Picture, flags: Flags, rng: np.random.Generator) -> None:
    """Lose an edge and some scattered pixels: they become NaN, in place.

    Parameters
    ----------
    image, variance : `numpy.ndarray`, shape (ny, nx), float32
        The picture and its variance.
    flags : `Flags`
        Receives NO_DATA for the edge and UNMASKED_NAN for what nobody expected.
    rng : `numpy.random.Generator`
        Source of randomness.
    """
    ny, nx = image.shape
    edge = _scaled(image.shape, 9, 1)
    columns = slice(nx - edge, nx)
    image[:, columns] = np.nan
    variance[:, columns] = np.nan
    flags.mark("NO_DATA", None, slice(None), columns)
    # A ragged fringe along the lost edge, and a few clumps in the field.
    fringe = np.flatnonzero(rng.random(ny) < 0.06)
    clumps = max(3, round(60 * ny * nx / 16.3e6))
    y = np.concatenate([fringe, rng.integers(0, ny, clumps), rng.integers(0, ny, clumps)])
    x = np.concatenate([np.full(len(fringe), nx - edge - 1), rng.integers(0, nx - edge, 2 * clumps)])
    y[-clumps:], x[-clumps:] = np.minimum(y[-2 * clumps : -clumps] + 1, ny - 1), x[-2 * clumps : -clumps]
    image[y, x] = np.nan
    flags.mark("UNMASKED_NAN", np.ones(len(y), dtype=bool), y, x)
