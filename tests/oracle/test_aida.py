"""The conformance suite of the Astro Image Display API 0.3.0, every case, without a page."""

import sys

import pytest

from imgview import ImageViewer

if sys.version_info < (3, 12):
    pytest.skip("astro-image-display-api needs Python 3.12 or newer", allow_module_level=True)

from astro_image_display_api import ImageViewerInterface
from astro_image_display_api.api_test import ImageAPITest


def test_the_viewer_has_the_interface():
    assert isinstance(ImageViewer(), ImageViewerInterface)


# The suite hands over keywords that nobody knows, of which the viewer warns as it should.
@pytest.mark.filterwarnings("ignore:unknown keyword of:UserWarning")
class TestSuite(ImageAPITest):
    image_widget_class = ImageViewer
