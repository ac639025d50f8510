"""Keys and clicks: who is told, what travels, and waits that end."""

import math
import threading
import time

import numpy as np
import pytest

import fake_comm
from imgview.errors import SettingError
from imgview.viewer.events import ClickEvent, KeyEvent
from imgview.viewer.listening import ListeningCanvas
from imgview.viewer.viewer import ImageViewer

NOBODY = {"clicks": False, "keys": [], "others": "", "call": 0}


@pytest.fixture
def opened(monkeypatch):
    monkeypatch.setattr(ListeningCanvas, "_unseen", False)
    return fake_comm.install(monkeypatch)


@pytest.fixture
def viewer(opened):
    return ImageViewer(np.zeros((20, 30), np.float32))


def key(comm, name, x=1.0, y=2.0, shift=False):
    comm.ask(kind="key", x=x, y=y, key=name, code=f"Key{name.upper()}", shift=shift)


def click(comm, x=3.5, y=4.5, button="left", modifiers=()):
    comm.ask(kind="click", x=x, y=y, button=button, modifiers=list(modifiers))


def told(comm):
    return [state["listening"] for state in comm.updates if "listening" in state]


def next_call(comm, after=0):
    """Wait for a call later than one, and return its number."""
    return comm.wait_for(lambda: next((s["call"] for s in told(comm) if s["call"] > after), 0))


def in_page(work):
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_nothing_is_listened_for_at_first(viewer):
    assert viewer.get_state()["listening"] == NOBODY


def test_click_reaches_its_callback(viewer):
    heard = []
    viewer.on_click(heard.append)
    assert told(viewer.comm) == [{**NOBODY, "clicks": True}]
    click(viewer.comm, modifiers=["shift"])
    key(viewer.comm, "a")
    assert heard == [ClickEvent(3.5, 4.5, "left", frozenset({"shift"}))]
    viewer.on_click(heard.append, remove=True)
    assert told(viewer.comm)[-1] == NOBODY
    click(viewer.comm)
    assert len(heard) == 1


def test_keys_reach_those_who_asked(viewer):
    some, every = [], []
    viewer.on_key(some.append, ["a", "Enter"])
    assert told(viewer.comm)[-1] == {**NOBODY, "keys": ["Enter", "a"]}
    viewer.on_key(every.append)
    assert told(viewer.comm)[-1] == {**NOBODY, "keys": ["Enter", "a"], "others": "hear"}
    key(viewer.comm, "a", shift=True)
    key(viewer.comm, "b", x=None, y=None)
    assert some == [KeyEvent("a", 1.0, 2.0, "KeyA", shift=True)]
    assert [event.key for event in every] == ["a", "b"]
    assert math.isnan(every[1].x + every[1].y)
    viewer.on_key(every.append, remove=True)
    viewer.on_key(some.append, "q")
    assert told(viewer.comm)[-1] == {**NOBODY, "keys": ["q"]}


def test_a_callback_that_raises_is_shown_and_others_are_called(viewer):
    def breaks(event):
        raise RuntimeError(event.key)

    heard = []
    viewer.on_key(breaks)
    viewer.on_key(heard.append)
    key(viewer.comm, "x")
    assert viewer.error == "breaks, called on a key, failed: RuntimeError: x"
    assert len(heard) == 1
    click(viewer.comm)


@pytest.mark.parametrize("keys", ["", "return", ["a", 3], [b"a"]])
def test_impossible_keys_are_refused(viewer, keys):
    with pytest.raises(SettingError, match="a key is a character"):
        viewer.on_key(print, keys)
    with pytest.raises(SettingError, match="a key is a character"):
        viewer.wait_for_key(keys)


@pytest.mark.parametrize("timeout", [-1, math.nan])
def test_impossible_timeout_is_refused(viewer, timeout):
    with pytest.raises(SettingError, match="a timeout is"):
        viewer.wait_for_key(timeout=timeout)


def test_nobody_is_waited_for_where_nobody_can_answer(viewer, monkeypatch):
    begun = time.monotonic()
    assert viewer.wait_for_key() is None
    # The page has spoken, but in the very thread that would wait for it.
    viewer.comm.set(canvas_size=[300, 200])
    assert viewer.wait_for_key() is None
    viewer.close()
    assert viewer.wait_for_key() is None
    assert time.monotonic() - begun < 0.2


def test_a_first_display_is_given_a_moment_once(viewer, monkeypatch):
    monkeypatch.setattr("imgview.viewer.listening._FIRST", 0.3)
    viewer.comm.kernel = object()
    begun = time.monotonic()
    assert viewer.wait_for_key() is None
    assert 0.3 <= time.monotonic() - begun < 1
    assert told(viewer.comm)[-1] == NOBODY
    assert viewer.wait_for_key() is None
    assert time.monotonic() - begun < 1


def test_a_key_ends_the_wait(viewer):
    in_page(lambda: viewer.comm.set(canvas_size=[300, 200])).join()

    def page():
        viewer.comm.ask(kind="here", call=next_call(viewer.comm))
        for name in "abq":
            key(viewer.comm, name)

    thread = in_page(page)
    assert viewer.wait_for_key(["q", "Escape"], timeout=10).key == "q"
    thread.join()
    assert told(viewer.comm)[0] == {**NOBODY, "keys": ["Escape", "q"], "call": 1}
    # No cell runs here: the keys are the page's again at once.
    assert told(viewer.comm)[-1] == NOBODY
    assert viewer.busy == ""


def test_the_wait_ends_in_time_and_where_the_page_is_silent(viewer, monkeypatch):
    in_page(lambda: viewer.comm.set(canvas_size=[300, 200])).join()
    monkeypatch.setattr("imgview.viewer.listening._PATIENCE", 0.2)
    begun = time.monotonic()
    assert viewer.wait_for_key() is None
    assert time.monotonic() - begun < 1

    def page():
        viewer.comm.ask(kind="here", call=next_call(viewer.comm, 1))

    thread = in_page(page)
    assert viewer.wait_for_key(timeout=0.3) is None
    thread.join()
    assert told(viewer.comm)[-1] == NOBODY


def test_what_is_typed_while_a_cell_works_is_kept(viewer, monkeypatch):
    in_page(lambda: viewer.comm.set(canvas_size=[300, 200])).join()
    ended = []

    class Events:
        def __init__(self):
            self.callbacks = {"post_run_cell": ended}

        def register(self, _, function):
            ended.append(function)

        def unregister(self, _, function):
            ended.remove(function)

    class Shell:
        events = Events()

    monkeypatch.setattr("imgview.viewer.listening.get_ipython", Shell)

    def page():
        call = 0
        for keys in ("ab", ""):
            call = next_call(viewer.comm, call)
            viewer.comm.ask(kind="here", call=call)
            for name in keys:
                key(viewer.comm, name)

    thread = in_page(page)
    assert viewer.wait_for_key(timeout=10).key == "a"
    assert told(viewer.comm)[-1]["others"] == "take"
    assert viewer.wait_for_key(timeout=10).key == "b"
    thread.join()
    assert len(ended) == 1
    ended[0]("result of the cell")
    assert (ended, told(viewer.comm)[-1]) == ([], NOBODY)
