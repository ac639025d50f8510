"""From file to memory and to a first view, format by format, beside lsst.images reading the same files."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

import imgview
from benchmarks.table import show
from imgview.geometry import Box
from imgview.model import CellCoadd, CellGrid, Image, VisitImage
from imgview.render.looks.cuts import compute_cuts
from imgview.render.looks.stretch import thresholds
from imgview.render.tiles.codec import choose_codec
from imgview.render.tiles.pyramid import Pyramid
from imgview.render.tiles.tile import encode_tile

TREE = Path(__file__).parents[1] / "data" / "visit_full_gzip2.fits"
FORMATS = {
    "FITS, GZIP_2": "gzip2.fits",
    "FITS, RICE_1 (lossy)": "rice.fits",
    "FITS, uncompressed": "plain.fits",
    "NDF": "plain.sdf",
    "NDF, gzip": "gzip.sdf",
    "JSON, 500 x 500": "small.json",
}
TRIES = 5
SIDES = (2_000, 6_000, 20_000)
CELL = 500


def make_files(folder: Path) -> None:
    """Write the sample as a complete VisitImage, which needs the rest of some real tree."""
    sample = imgview.sample.visit_image()
    visit = VisitImage(
        sample.image, mask=sample.mask, variance=sample.variance, sky_projection=sample.sky_projection
    )
    kept = imgview.read(TREE).kept
    assert kept is not None
    # The valid region of that file lies elsewhere.
    rest = {key: value for key, value in kept.rest().items() if key != "bounds"}
    visit.kept = replace(kept, rest=lambda: rest)
    start = visit.bbox.start
    small = visit[Box.factory[start.y : start.y + 500, start.x : start.x + 500]]
    for name, picture, compression in (
        ("gzip2.fits", visit, "gzip"),
        ("plain.fits", visit, None),
        ("plain.sdf", visit, None),
        ("gzip.sdf", visit, "gzip"),
        ("small.json", small, None),
    ):
        imgview.write(picture, folder / name, compression=compression)


def make_lossy(folder: Path) -> None:
    """Let lsst.images write the lossy file: imgview writes none."""
    from lsst.images import fits
    from lsst.images.serialization import read_archive

    lossy = dict.fromkeys(("image", "variance"), fits.FitsCompressionOptions.LOSSY)
    visit = read_archive(folder / "gzip2.fits")
    fits.write(visit, folder / "rice.fits", compression_options=lossy, compression_seed=1)


def ours(path: Path) -> object:
    """Read everything."""
    picture: Any = imgview.read(path)
    return picture.image.array, picture.mask.array, picture.variance.array


def ours_bbox(path: Path) -> object:
    """Read 500 x 500 pixels of every plane."""
    whole: Any = imgview.read(path)
    y, x = whole.bbox.y.start + whole.shape.y // 2, whole.bbox.x.start + whole.shape.x // 2
    half = min(250, whole.shape.y // 2)
    part = whole[Box.factory[y - half : y + half, x - half : x + half]]
    return part.image.array, part.mask.array, part.variance.array


def ours_view(path: Path) -> object:
    """Read what a first view of 1018 x 1000 screen pixels needs: cuts, and all tiles of that level."""
    picture: Any = imgview.read(path)
    pyramid = Pyramid(picture.image, picture.mask)
    level = 2 if picture.shape.y > 2000 else 0
    values = pyramid.sample(level)
    codec = choose_codec(values, compute_cuts(values, "zscale"), thresholds("asinh"))
    ny, nx = pyramid.shape(level)
    return [
        encode_tile(pyramid, codec, level, row, column)
        for row in range(-(-ny // 256))
        for column in range(-(-nx // 256))
    ]


def theirs(path: Path) -> object:
    """Let lsst.images read everything."""
    from lsst.images.serialization import read_archive

    picture = read_archive(path)
    return picture.image.array, picture.mask.array, picture.variance.array


WORK: dict[str, Callable[[Path], object]] = {
    "ours": ours,
    "ours_bbox": ours_bbox,
    "ours_view": ours_view,
    "theirs": theirs,
}


def measure(work: Callable[[Path], object], path: Path, tries: int) -> dict[str, float]:
    """Return the median time in seconds, and how many MB the first try took above what was there before."""
    import psutil

    process = psutil.Process()
    before = process.memory_info().rss
    peak = [before]
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.002):
            peak[0] = max(peak[0], process.memory_info().rss)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        kept = work(path)
    finally:
        done.set()
        thread.join()
    peak[0] = max(peak[0], process.memory_info().rss)
    del kept
    taken = []
    for _ in range(tries):
        start = time.perf_counter()
        kept = work(path)
        taken.append(time.perf_counter() - start)
        del kept
    return {"seconds": statistics.median(taken), "peak": (peak[0] - before) / 1e6}


def measured(python: str, work: str, path: Path) -> dict[str, float]:
    """Measure in a process of its own."""
    command = [python, "-m", "benchmarks.formats", "--measure", work, str(path)]
    run = subprocess.run(
        command, stdout=subprocess.PIPE, text=True, check=True, cwd=Path(__file__).parents[1]
    )
    found: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return found


def read_table(folder: Path, python: str, *, compare: bool) -> None:
    """Print what reading takes."""
    rows = []
    for title, name in FORMATS.items():
        path = folder / name
        if not path.exists():
            rows.append([title, *["not made: needs lsst.images"], *[""] * 8])
            continue
        mine = {work: measured(python, work, path) for work in ("ours", "ours_bbox", "ours_view")}
        other = measured(python, "theirs", path) if compare else None
        full, part = mine["ours"]["seconds"], mine["ours_bbox"]["seconds"]
        rows.append(
            [
                title,
                f"{path.stat().st_size / 1e6:.0f}",
                f"{1e3 * full:.0f}",
                "" if other is None else f"{1e3 * other['seconds']:.0f}",
                "" if other is None else f"{full / other['seconds']:.2f}",
                f"{1e3 * part:.0f}",
                "" if other is None else f"{part / other['seconds']:.3f}",
                f"{1e3 * mine['ours_view']['seconds']:.0f}",
                f"{mine['ours']['peak']:.0f}",
                "" if other is None else f"{other['peak']:.0f}",
            ]
        )
    head = ["format", "file, MB", "all, ms", "lsst.images, ms", "ratio", "500 x 500, ms"]
    head += ["ratio to lsst.images' all", "first view, ms", "peak, MB", "lsst.images', MB"]
    show("A VisitImage of 4000 x 4072 pixels, from a file in the page cache", head, rows)


class Ramp:
    """Pixels of any number, made when they are asked for."""

    dtype = np.dtype(np.float32)

    def __init__(self, side: int) -> None:
        self.shape = (side, side)

    def __getitem__(self, key: tuple[slice, slice]) -> np.ndarray:
        rows, columns = (np.arange(*part.indices(self.shape[0]), dtype=np.float32) for part in key)
        return rows[:, np.newaxis] + columns % 64


def opened(path: Path) -> object:
    """Open a file and read 500 x 500 pixels from its middle."""
    picture: Any = imgview.read(path)
    image = getattr(picture, "image", picture)
    y, x = (side // 2 + 100 for side in image.shape)
    return image[Box.factory[y : y + 500, x : x + 500]].array


WORK["opened"] = opened


def area_table(folder: Path, python: str) -> None:
    """Print how opening depends on the number of pixels."""
    rows = []
    for side in SIDES:
        image = Image(Ramp(side))
        grid = CellGrid(image.bbox, (CELL, CELL))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            imgview.write(CellCoadd(image, grid=grid), folder / "large.fits", overwrite=True)
            imgview.write(image, folder / "large.sdf", compression="gzip", overwrite=True)
        for title, name in ((f"FITS, tiles of {CELL} x {CELL}", "large.fits"), ("NDF, chunks", "large.sdf")):
            found = measured(python, "opened", folder / name)
            numbers = ((folder / name).stat().st_size / 1e6, 1e3 * found["seconds"], found["peak"])
            rows.append([title, f"{side} x {side}", *(f"{number:.0f}" for number in numbers)])
    head = ["format", "pixels", "file, MB", "open and read 500 x 500, ms", "peak, MB"]
    show("Opening large files", head, sorted(rows, key=lambda row: row[0]))


def main() -> None:
    """Print both tables; IMGVIEW_NEWEST names a Python that has lsst.images."""
    python = os.environ.get("IMGVIEW_NEWEST") or sys.executable
    probe = subprocess.run([python, "-c", "import lsst.images, imgview"], capture_output=True, check=False)
    compare = probe.returncode == 0
    if not compare:
        print("no Python with lsst.images at hand (IMGVIEW_NEWEST): its own times are left out")
        python = sys.executable
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_files(folder)
        if compare:
            here = Path(__file__).parents[1]
            subprocess.run([python, "-m", "benchmarks.formats", "--lossy", str(folder)], check=True, cwd=here)
        read_table(folder, python, compare=compare)
        area_table(folder, python)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--measure", nargs=2)
    parser.add_argument("--lossy")
    asked = parser.parse_args()
    if asked.measure:
        print(json.dumps(measure(WORK[asked.measure[0]], Path(asked.measure[1]), TRIES)))
    elif asked.lossy:
        make_lossy(Path(asked.lossy))
    else:
        main()
