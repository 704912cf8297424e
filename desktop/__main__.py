"""`python -m desktop` is the console script."""

import sys

from desktop.launch import main

sys.exit(main())
