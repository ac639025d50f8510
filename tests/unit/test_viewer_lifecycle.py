"""What a viewer costs, and that closing gives it back."""

import gc
import threading
import tracemalloc
import weakref

import numpy as np

import fake_comm
from fake_comm import idle
from imgview.model import Image, Mask, MaskedImage, MaskPlane, MaskSchema
from imgview.viewer.viewer import ImageViewer
from imgview.widget.cache import TileCache, shared_cache
from pictures import masked_image


def test_close_lets_go_of_the_image(opened):
    picture = masked_image((600, 600))
    gone = [weakref.ref(picture), weakref.ref(picture.image.array), weakref.ref(picture.mask.array)]
    viewer = ImageViewer(picture)
    fake_comm.settled(opened[0])
    before = shared_cache().bytes
    viewer.component = "snr"
    assert shared_cache().bytes >= before > 0
    viewer.close()
    assert opened[0].closed
    assert viewer.image is None
    assert viewer.first_tiles == []
    del picture
    idle()
    gc.collect()
    assert [ref() for ref in gone] == [None] * 3
    viewer.close()


def test_close_during_work_is_quiet(opened, caplog):
    for _ in range(5):
        viewer = ImageViewer(masked_image((600, 600)))
        for number in range(20):
            opened[-1].ask(
                kind="tiles",
                id=number,
                client=1,
                image=viewer.image_info["id"],
                component="snr",
                view=number,
                want=[[0, 0, 0], [0, 1, 1], [0, 2, 2]],
                refine=False,
            )
        viewer.component = "variance"
        viewer.close()
        count = len(opened[-1].sent)
        idle()
        assert len(opened[-1].sent) <= count + 2
    assert caplog.text == ""


def test_a_forgotten_viewer_is_collected(opened):
    viewer = ImageViewer(masked_image((600, 600)))
    fake_comm.settled(opened[0])
    gone = weakref.ref(viewer.image.image.array)
    viewer.load_image(np.zeros((5, 5)))
    idle()
    gc.collect()
    assert gone() is None, "the image before is not kept"


def test_closed_viewer_drops_its_tiles(opened):
    viewer = ImageViewer(masked_image((600, 600)))
    fake_comm.settled(opened[0])
    before = shared_cache().bytes
    viewer.close()
    idle()
    assert shared_cache().bytes < before


def test_thirty_viewers_share_the_threads(opened):
    before = threading.active_count()
    viewers = [ImageViewer(masked_image((300, 300), seed=n)) for n in range(30)]
    for comm in list(opened):
        fake_comm.settled(comm)
    assert len(opened) == 30
    assert threading.active_count() <= before + 4
    for viewer in viewers:
        viewer.close()


def test_memory_stays_below_one_and_a_half_images(opened):
    shape = (4000, 4072)
    planes = [MaskPlane(f"P{i}") for i in range(15)]
    picture = MaskedImage(
        Image(np.random.default_rng(1).normal(size=shape).astype(np.float32)),
        mask=Mask(np.zeros((*shape, 2), np.uint8), schema=MaskSchema(planes)),
        variance=Image(np.ones(shape, np.float32)),
    )
    tracemalloc.start()
    viewer = ImageViewer(picture)
    viewer._repr_mimebundle_()
    fake_comm.settled(opened[0])
    idle()
    kept, peak = tracemalloc.get_traced_memory()
    for component in ("variance", "snr"):
        viewer.component = component
    idle()
    later, peak_later = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    size = picture.image.array.nbytes
    assert peak < 1.5 * size
    assert kept < 0.5 * size
    assert peak_later < 1.5 * size
    assert later < size
    viewer.close()


class Tile:
    def __init__(self, size):
        self.data = bytes(size)


def test_cache_is_bounded_by_bytes_and_keeps_what_is_used():
    cache = TileCache(100)
    for n in range(4):
        cache.put("a", n, Tile(25))
    assert cache.get("a", 0) is not None
    cache.put("b", 0, Tile(50))
    assert cache.bytes == 100
    assert [n for n in range(4) if cache.get("a", n)] == [0, 3]
    cache.put("b", 0, Tile(10))
    assert cache.bytes == 60
    cache.drop("a")
    assert cache.bytes == 10
    cache.put("c", 0, Tile(1000))
    assert cache.get("c", 0) is not None, "the newest stays, however large"
    assert cache.bytes == 1000
