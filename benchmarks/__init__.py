"""Measurements: each module is one command, its results are committed in `results/`."""
