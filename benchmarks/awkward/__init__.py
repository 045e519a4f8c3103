"""Files that were not made to be read easily, and what becomes of each."""
