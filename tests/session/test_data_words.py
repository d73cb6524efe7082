"""What an archive brings, in words."""

from dataclasses import replace
from pathlib import Path

from app.core.carrying import MergeCounts
from app.session.data_views import Exported, Imported, Preview
from app.session.data_words import exported_words, imported_lines, preview_lines

NOTHING = Preview(Path("a.zip"), "", MergeCounts(), 0, 0, (), False)
OWN = MergeCounts(
    stories=2, stories_in_trash=1, stories_changed=1, interviews=1, interviews_changed=3
)


def test_stories_and_interviews_that_would_come_are_told() -> None:
    preview = replace(NOTHING, counts=OWN)
    assert not preview.empty
    assert preview_lines(preview)[1:] == [
        "2 stories that you lack here",
        "1 story that you lack here, in the trash",
        "1 story changed later there",
        "1 interview that you lack here",
        "3 interviews changed later there",
    ]


def test_stories_and_interviews_that_have_come_are_told() -> None:
    lines = imported_lines(Imported(OWN, 0, (), Path("backup.db")))
    assert lines[1:3] == ["2 stories added", "1 story added, in the trash"]
    assert "3 interviews brought up to date" in lines


def test_an_archive_without_them_does_not_speak_of_them() -> None:
    assert "Everything in it is here already" in preview_lines(NOTHING)
    assert not any("stor" in line for line in preview_lines(NOTHING))


def test_what_was_exported_is_told_with_the_stories_where_there_are_any() -> None:
    written = Exported(Path("a.zip"), 12, 1, 0, 2_000_000)
    assert exported_words(written).startswith("12 answers and 1 recording, ")
    told = exported_words(replace(written, stories=2))
    assert told.startswith("12 answers, 2 stories and 1 recording, ")
