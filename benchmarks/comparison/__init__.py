"""Alinéa beside what people would use instead; see `__main__`."""
