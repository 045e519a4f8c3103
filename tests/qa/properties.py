"""How property tests run: no deadline, and the same examples each time, on every machine."""

from hypothesis import settings

THOROUGH = settings(deadline=None, derandomize=True, database=None, max_examples=300)
SLOW = settings(deadline=None, derandomize=True, database=None, max_examples=20)
