"""What unit tests of widgets share: the page's end of the wire without a page."""

import pytest

import fake_comm


@pytest.fixture
def opened(monkeypatch):
    """Return the comms that widgets have opened; each leads nowhere and remembers what was sent."""
    return fake_comm.install(monkeypatch)
