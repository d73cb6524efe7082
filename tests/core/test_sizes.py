"""Sizes in words."""

import pytest

from app.core.sizes import size_in_words


@pytest.mark.parametrize(
    ("size_bytes", "words"),
    [
        (0, "0 kB"),
        (12_345, "12 kB"),
        (99_999, "100 kB"),
        (2_400_000, "2.4 MB"),
        (9_949_999, "9.9 MB"),
        (75_000_000, "75 MB"),
        (999_499_999, "999 MB"),
        (999_999_999, "1.0 GB"),
        (3_090_000_000, "3.1 GB"),
    ],
)
def test_a_size_is_said_as_people_read_it(size_bytes: int, words: str) -> None:
    assert size_in_words(size_bytes) == words
