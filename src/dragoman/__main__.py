"""``python -m dragoman``."""

import sys

from dragoman.start import main

sys.exit(main())
