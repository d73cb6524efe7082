import pytest

from app.analysis.speakers import count_i_and_we
from tests.analysis.answers import spoken


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ("I did my part myself, and the idea was mine.", (4, 0)),
        ("I'm sure I'd do it, I've said so, and I'll say it to me.", (5, 0)),
        ("We did our part ourselves, it was ours, they told us.", (0, 5)),
        ("We'd, we're, we've, we'll.", (0, 4)),
        ("i told them we’d come", (1, 1)),
        ("In the US the I/O was slow, let's say.", (0, 0)),
        ("US law is strict.", (0, 0)),
        ("", (0, 0)),
    ],
)
def test_words_for_oneself_and_for_the_group_are_counted(
    said: str, counts: tuple[int, int]
) -> None:
    assert count_i_and_we(spoken(said).words) == counts
