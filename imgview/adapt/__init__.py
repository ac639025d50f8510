"""From whatever an observer has to the model: files, URLs, a Butler's datasets and the objects of others.

Objects are known by their class and attributes; nothing is imported that they did not come from, and
pixels are shared, never copied.
"""

from imgview.adapt.picture import as_picture
from imgview.adapt.read import read
from imgview.adapt.read_catalog import read_catalog
from imgview.adapt.write import write

__all__ = ["as_picture", "read", "read_catalog", "write"]
