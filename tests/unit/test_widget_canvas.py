"""One comm a viewer; the layout only when somebody wants one; the bundle as the page unpacks it."""

import os
import subprocess
import sys
import zlib
from pathlib import Path

import ipywidgets
import pytest

import imgview
from imgview.viewer.viewer import ImageViewer
from imgview.widget import canvas


def test_one_comm_and_no_layout(opened):
    viewer = ImageViewer()
    assert len(opened) == 1
    assert "layout" not in opened[0].state
    assert viewer.comm is opened[0]
    viewer.send_state()
    assert "layout" not in opened[0].updates[-1]


def test_touching_the_layout_makes_and_tells_it(opened):
    viewer = ImageViewer()
    viewer.layout.width = "50%"
    assert len(opened) == 2
    layout = opened[1]
    assert opened[0].updates == [{"layout": f"IPY_MODEL_{layout.comm_id}"}]
    assert layout.updates == [{"width": "50%"}]
    assert viewer.layout is viewer.layout
    assert len(opened) == 2
    assert viewer.get_state()["layout"] == f"IPY_MODEL_{layout.comm_id}"


def test_assigning_a_layout(opened):
    viewer = ImageViewer()
    viewer.layout = ipywidgets.Layout(width="30%")
    assert opened[0].updates == [{"layout": f"IPY_MODEL_{opened[1].comm_id}"}]
    viewer.layout = {"width": "20%"}
    assert opened[0].updates[-1] == {"layout": f"IPY_MODEL_{opened[2].comm_id}"}


def test_layout_at_construction(opened):
    ImageViewer(layout=ipywidgets.Layout(width="30%"))
    layout, viewer = opened
    assert viewer.state["layout"] == f"IPY_MODEL_{layout.comm_id}"
    assert layout.state["width"] == "30%"


def test_stands_in_a_box(opened):
    viewer = ImageViewer()
    ipywidgets.HBox([viewer, ipywidgets.FloatSlider()])
    assert "layout" not in opened[0].state


def test_bundle_is_the_built_one(opened):
    ImageViewer()
    state = opened[0].state
    static = Path(imgview.__file__).parent / "static"
    assert zlib.decompress(state["_bundle"]) == (static / "canvas.js").read_bytes()
    assert state["_css"] == (static / "canvas.css").read_text(encoding="utf-8")
    assert '"_bundle"' in state["_esm"]
    assert len(state["_esm"]) < 3000


def test_who_works_on_the_page_gets_the_files_themselves():
    code = (
        "from imgview.widget.canvas import ImageCanvas as C, _STATIC;"
        "assert str(C._esm) == (_STATIC / 'canvas.js').read_text();"
        "assert str(C._css) == (_STATIC / 'canvas.css').read_text()"
    )
    environment = {**os.environ, "ANYWIDGET_HMR": "1"}
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], env=environment, check=True)


def test_messages_go_to_the_shell_that_the_page_names():
    class Comm:
        def _reply_subshell_for(self, data, asked):
            return "the shell that wrote last"

    comm = Comm()
    canvas._route_as_asked(comm)
    assert comm._reply_subshell_for({"method": "custom"}, "asked") == "asked"
    canvas._route_as_asked(object())


def test_real_kernel_comms_have_the_routing_that_is_replaced():
    ipykernel_comm = pytest.importorskip("ipykernel.comm.comm")
    ipykernel = pytest.importorskip("ipykernel")
    if ipykernel.version_info < (7, 4):
        pytest.skip("this ipykernel routes messages as the page asks")
    assert hasattr(ipykernel_comm.BaseComm, "_reply_subshell_for")
