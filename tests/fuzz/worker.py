"""Reads damaged copies of files, one after the other, and says in a line each what came of it.

A process of its own, since what may end is the process: ``python -m fuzz.worker FOLDER FILE FIRST LAST ...``.
"""

import contextlib
import faulthandler
import json
import resource
import sys
import time
import traceback
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import imgview
from imgview import ImgviewError
from imgview.model import Catalog, GeneralizedImage
from mutations import mutant

ADDRESS_SPACE = 8 << 30
"""Far above what any sample needs: beyond it a declared size was believed."""


def main() -> None:
    """Read the mutants of one file after the other."""
    folder, words = Path(sys.argv[1]), sys.argv[2:]
    faulthandler.enable()
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    for job, (name, first, last) in enumerate(zip(words[::3], words[1::3], words[2::3], strict=True)):
        read_mutants(job, Path(name), range(int(first), int(last)), folder)


def read_mutants(job: int, whole: Path, seeds: Iterable[int], folder: Path) -> None:
    """Read the mutants of one file."""
    content = whole.read_bytes()
    path = folder / f"mutant-{whole.name}"
    usual = peak_megabytes()
    for seed in seeds:
        damage, damaged = mutant(content, seed)
        path.write_bytes(damaged)
        say(job=job, begin=seed, damage=damage)
        start = time.monotonic()
        outcome = attempt(path)
        grown = peak_megabytes() - usual
        say(end=seed, seconds=time.monotonic() - start, megabytes=grown, **outcome)


def attempt(path: Path) -> dict[str, str]:
    """Read a file with all that it holds; return what happened."""
    try:
        if path.name.startswith("mutant-cat_"):
            use_sources(imgview.read_catalog(path))
        else:
            use(imgview.read(path))
    except ImgviewError as error:
        message = str(error)
        if not message.startswith(str(path)) or len(message) > 1000:
            return {"kind": "bad message", "text": message[:2000]}
        return {"kind": "refused", "text": message}
    except BaseException:  # noqa: BLE001  # whatever comes out is what is looked for
        return {"kind": "escaped", "text": traceback.format_exc()[-4000:]}
    return {"kind": "read", "text": ""}


def use_sources(catalog: Catalog) -> None:
    """Look at every source, and at the pixels that it has."""
    catalog.positions()
    catalog.shapes()
    if catalog.footprints is not None:
        len(catalog.footprints.outlines.vertices)
        for row in range(len(catalog)):
            # Pixels of its own are read late: a source without them is still one.
            with contextlib.suppress(ImgviewError):
                catalog.footprints.image(row)


def use(picture: GeneralizedImage) -> None:
    """Read every pixel, and ask what a viewer would ask."""
    shape = tuple(picture.shape)
    for name in ("image", "mask", "variance", "red", "green", "blue"):
        plane: Any = getattr(picture, name, None)
        if plane is not None:
            assert plane.array.shape[:2] == shape, f"{name} has another shape than the picture"
    if hasattr(picture, "data"):
        assert picture.array.shape[:2] == shape
    for plane in getattr(picture, "extras", {}).values():
        assert plane.array.shape == shape
    box = picture.bbox
    if picture.sky_projection is not None:
        picture.sky_projection.pixel_to_sky(x=box.x.center, y=box.y.center)
    for polygons in picture.outlines.values():
        assert all(polygon.shape[1] == 2 for polygon in polygons)
    for catalog in picture.catalogs.values():
        catalog.positions(picture.sky_projection)
    repr(picture)


def peak_megabytes() -> float:
    """Return the most memory that this program has held; getrusage would count what its parent held too."""
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


def say(**what: object) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
