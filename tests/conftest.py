"""What every test folder shares: marks by folder, a seeded generator, and no silent absence of a browser."""

from collections.abc import Generator
from pathlib import Path

import hypothesis
import numpy as np
import pytest

TESTS = Path(__file__).parent
MARKED_FOLDERS = ("browser", "e2e", "install", "oracle")

# The machines that run these tests differ in speed, not in what is right.
hypothesis.settings.register_profile("imgview", deadline=None, derandomize=True)
hypothesis.settings.load_profile("imgview")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--no-skips", action="store_true", help="a skipped test fails: everything it needs should be here"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0] if item.path.is_relative_to(TESTS) else ""
        if folder in MARKED_FOLDERS:
            item.add_marker(folder)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and item.config.getoption("--no-skips"):
        fail_instead(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.skipped and collector.config.getoption("--no-skips"):
        fail_instead(report)
    return report


def fail_instead(report: pytest.TestReport | pytest.CollectReport) -> None:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    report.outcome = "failed"
    report.longrepr = f"--no-skips: {reason}"


@pytest.fixture
def displays() -> Generator[None, None, None]:
    """Begin and end a test without displays, and with the defaults that a new process has."""
    from imgview import ds9
    from imgview.display import Display
    from imgview.display.frame import Frame
    from imgview.display.plane_colors import DEFAULT_COLORS
    from imgview.ds9.frames import VISIBILITY

    def forget() -> None:
        Display.delAllDisplays()
        for frame in Frame.all():
            frame.close(frame._owner)
        Display.setDefaultFrame(0)
        Display.setDefaultMaskTransparency({})
        Display._defaultMaskPlaneColor.clear()
        Display._defaultMaskPlaneColor.update(DEFAULT_COLORS)
        Display.setDefaultImageColormap("gray")
        VISIBILITY.clear()
        while len(ds9.cmdBuffer._sizes) > 1:
            ds9.cmdBuffer.popSize()

    forget()
    yield
    forget()


@pytest.fixture
def rng() -> np.random.Generator:
    """Return the same random numbers in every run."""
    return np.random.default_rng(20260101)
