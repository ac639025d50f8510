"""Write the declarations for the page: ``python -m imgview.widget.protocol``."""

import sys

from imgview.widget.protocol.declarations import typescript

if __name__ == "__main__":
    sys.stdout.write(typescript())
