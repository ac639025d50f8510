"""Let ``python -m imgview.cli`` do what ``imgview`` does."""

import sys

from imgview.cli.main import main

sys.exit(main())
