"""`python -m chronicle`."""

import sys

from chronicle.cli.commands import main

sys.exit(main())
