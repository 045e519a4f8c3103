"""What a chunk of the recipe stands for; the rest of the comparison is run, not tested."""

from benchmarks.comparison.systems import Place, stands_for

PLACES = [Place("a", 0, 100), Place("b", 102, 302), Place("c", 304, 2000)]


def test_a_chunk_stands_for_what_it_holds_half_of_and_what_fills_half_of_it() -> None:
    assert stands_for(PLACES, 0, 302) == ["b", "a"]
    assert stands_for(PLACES, 60, 302) == ["b"]
    assert stands_for(PLACES, 250, 1250) == ["c"]  # half of the chunk, and more
    assert stands_for(PLACES, 1000, 2000) == ["c"]
    assert stands_for(PLACES, 100, 102) == []
