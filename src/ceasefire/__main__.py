"""`python -m ceasefire` is the same as `ceasefire`."""

from ceasefire.cli.main import run

run()
