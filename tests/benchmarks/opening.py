"""The kernel's part alone: the first view's pyramid level and tiles, and the memory of showing an image."""

import json
import subprocess
import sys

import numpy as np

from benchmarks.table import seconds, show
from imgview import sample
from imgview.render.looks.cuts import compute_cuts
from imgview.render.looks.stretch import thresholds
from imgview.render.tiles.codec import choose_codec
from imgview.render.tiles.pyramid import Pyramid
from imgview.render.tiles.tile import encode_tile

MEMORY = """
import gc, json, os, psutil, threading, time
import imgview
image = imgview.sample.visit_image()
size = sum(a.nbytes for a in (image.image.array, image.mask.array, image.variance.array))
imgview.show(imgview.sample.visit_image(shape=(300, 300)))
gc.collect()
process = psutil.Process()
peak = [process.memory_info().rss]
before = peak[0]
done = threading.Event()
def watch():
    while not done.wait(0.002):
        peak[0] = max(peak[0], process.memory_info().rss)
thread = threading.Thread(target=watch)
thread.start()
viewer = imgview.show(image)
viewer._repr_mimebundle_()
time.sleep(3)
done.set()
thread.join()
print(json.dumps([image.image.array.nbytes, size, before, peak[0], process.memory_info().rss]))
"""


def main() -> None:
    """Print how long opening takes beside one pass of numpy over the same pixels."""
    image = sample.visit_image()
    pixels = image.image.array
    level = 2

    def view() -> None:
        pyramid = Pyramid(image.image, image.mask)
        cuts = compute_cuts(pyramid.sample(level), "zscale")
        stretch = thresholds("asinh")
        codec = choose_codec(pyramid.sample(level), cuts, stretch)
        ny, nx = pyramid.shape(level)
        for row in range(-(-ny // 256)):
            for col in range(-(-nx // 256)):
                encode_tile(pyramid, codec, level, row, col)

    def reduce_level() -> None:
        pyramid = Pyramid(image.image, image.mask)
        pyramid.image_tile(level, 0, 0)

    def reduce_both() -> None:
        pyramid = Pyramid(image.image, image.mask)
        pyramid.image_tile(level, 0, 0)
        pyramid.mask_tile(level, 0, 0)

    unit = seconds(lambda: np.add.reduce(pixels, axis=None), tries=15)
    rows = [
        (name, f"{1e3 * taken:.1f}", f"{taken / unit:.1f}")
        for name, taken in (
            ("numpy.add.reduce over the image", unit),
            ("level 2 of the image", seconds(reduce_level)),
            ("level 2 of image and mask", seconds(reduce_both)),
            ("cuts, levels and all 16 tiles, encoded on one thread", seconds(view)),
        )
    ]
    show("Opening 4000 x 4072 float32 in memory", ["work", "ms", "x numpy.add.reduce"], rows)

    run = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True)
    size, whole, before, peak, after = json.loads(run.stdout.splitlines()[-1])
    show(
        "Kernel memory of showing it",
        ["what", "MB", "x the image plane", "x image, mask and variance"],
        [
            (name, f"{b / 1e6:.0f}", f"{b / size:.2f}", f"{b / whole:.2f}")
            for name, b in (
                ("the image plane alone", size),
                ("peak, on top", peak - before),
                ("after 3 s, on top", after - before),
            )
        ],
    )
