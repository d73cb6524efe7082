"""The commands for stories, as a person types them."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.bootstrap import open_services
from app.cli.main import EXIT_PROBLEM, run_command
from app.cli.parser import parse
from app.cli.stories import told_questions
from app.core.attempt import Take
from app.core.errors import PackError, StoryError
from app.core.question import StoryName
from app.core.story import Story, told_with
from app.core.structure import Part
from app.session.inbox import Inbox
from tests.storage.blank import blank

Run = Callable[..., int]
Printed = pytest.CaptureFixture[str]

HOUR = Story(
    "The shifted hour",
    bullets={Part.ACTION: ("I told my manager about my mistake at once.",)},
    competencies=("integrity", "ownership"),
    numbers=("40 percent",),
    question_keys=("behavioural/a-failure",),
)
QUEUE = Story("The long queue", competencies=("planning",))
NOW = datetime(2026, 3, 14, 18, 42, tzinfo=UTC)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    blank(tmp_path / "data" / "history.db")

    def run_with(*arguments: str | Path, home: str = "data") -> int:
        words = ["--data-dir", str(tmp_path / home), *map(str, arguments)]
        return run_command(open_services, parse(words))

    return run_with


@pytest.fixture
def written(tmp_path: Path) -> None:
    """Two stories, one of them told once."""
    with open_services(tmp_path / "data", Inbox().post) as services:
        services.stories.add(QUEUE)
        hour = services.stories.add(HOUR)
        question = services.library().find("behavioural/a-failure")
        services.history.add(told_with(question, hour), Take("", 60.0), NOW)


def test_without_stories_it_says_how_to_begin(run: Run, capsys: Printed) -> None:
    assert run("stories") == 0
    assert "There are no stories yet." in capsys.readouterr().out
    assert run("stories", "export") == EXIT_PROBLEM


@pytest.mark.usefixtures("written")
def test_stories_are_listed_with_their_competencies_and_uses(run: Run, capsys: Printed) -> None:
    assert run("stories") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split("  ")[0] == "The shifted hour"
    assert "integrity, ownership" in lines[1]
    assert " 1 " in lines[1]
    assert "14 March 2026" in " ".join(lines[1:3])
    assert lines[-1] == "2 stories."


@pytest.mark.usefixtures("written")
def test_one_story_is_shown_by_its_title_in_any_case_or_the_beginning_of_it(
    run: Run, capsys: Printed
) -> None:
    for name in ("the SHIFTED hour", "The shif"):
        assert run("stories", "show", name) == 0
        printed = capsys.readouterr().out
        assert printed.startswith("# The shifted hour\n")
        assert "- I told my manager about my mistake at once." in printed
        assert "Told: 1, " in printed


@pytest.mark.usefixtures("written")
def test_a_title_that_is_not_there_is_answered_with_one_that_is_like_it(
    run: Run, capsys: Printed
) -> None:
    assert run("stories", "show", "The shifted our") == EXIT_PROBLEM
    assert "Did you mean “The shifted hour” or" in capsys.readouterr().err
    assert run("stories", "show", "The") == EXIT_PROBLEM
    assert "may be more than one story" in capsys.readouterr().err


@pytest.mark.usefixtures("written")
def test_the_matrix_names_what_has_no_story(run: Run, capsys: Printed) -> None:
    assert run("stories", "matrix") == 0
    printed = capsys.readouterr().out
    (ownership,) = [line for line in printed.splitlines() if line.startswith("ownership")]
    assert "The shifted hour" in ownership
    lacking = printed.split("No story yet for: ")[1]
    assert "communication" in lacking
    assert "ownership" not in lacking


@pytest.mark.usefixtures("written")
def test_stories_go_into_a_file_and_come_out_of_it_elsewhere(
    run: Run, capsys: Printed, tmp_path: Path
) -> None:
    file = tmp_path / "stories.md"
    assert run("stories", "export", "--to", file) == 0
    assert capsys.readouterr().out == f"Saved 2 stories to {file}\n"
    assert run("stories", "export") == 0
    assert capsys.readouterr().out == file.read_text("utf-8")
    assert run("stories", "import", file, home="other") == 0
    assert "Imported: 2 new, 0 changed, 0 as they were here." in capsys.readouterr().out
    assert run("stories", "export", home="other") == 0
    assert capsys.readouterr().out == file.read_text("utf-8")
    assert run("stories", "import", file) == 0
    assert "0 new, 0 changed, 2 as they were here." in capsys.readouterr().out


@pytest.mark.usefixtures("written")
def test_a_file_that_is_there_is_not_overwritten(run: Run, capsys: Printed, tmp_path: Path) -> None:
    file = tmp_path / "stories.md"
    file.write_text("mine")
    assert run("stories", "export", "--to", file) == EXIT_PROBLEM
    assert "is there already" in capsys.readouterr().err
    assert file.read_text() == "mine"


@pytest.mark.usefixtures("written")
def test_a_dry_run_says_what_would_come_and_changes_nothing(
    run: Run, capsys: Printed, tmp_path: Path
) -> None:
    file = tmp_path / "stories.md"
    file.write_text("# The long queue\nR: They waited half as long.\n\n# New one\n")
    assert run("stories", "import", file, "--dry-run") == 0
    printed = capsys.readouterr().out
    assert "changed  The long queue" in printed
    assert "new      New one" in printed
    assert "Would import: 1 new, 1 changed" in printed
    assert run("stories", "export") == 0
    assert "New one" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"# One\n\nIt rained.\n", "stories.md: Line 3: "),
        (b"\xff\xfe#", "stories.md is no text that can be read"),
        (b"\n", "there are no stories in it"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line(
    run: Run, capsys: Printed, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "stories.md"
    file.write_bytes(content)
    assert run("stories", "import", file) == EXIT_PROBLEM
    assert said in capsys.readouterr().err
    assert run("stories", "import", tmp_path / "nothing.md") == EXIT_PROBLEM


@pytest.mark.slow
@pytest.mark.usefixtures("written")
def test_stories_are_suggested_for_a_question(run: Run, capsys: Printed) -> None:
    assert run("stories", "suggest", "owning-a-mistake") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Tell me about a mistake you made")
    assert lines[2].startswith("1  The shifted hour")
    assert "integrity" in lines[2]
    assert run("stories", "suggest", "a-failure") == 0
    assert "attached" in capsys.readouterr().out


@pytest.mark.usefixtures("written")
def test_a_deleted_story_is_brought_back(run: Run, capsys: Printed) -> None:
    assert run("stories", "restore", "x") == EXIT_PROBLEM
    assert "no stories in the trash" in capsys.readouterr().err
    assert run("stories", "delete", "The shifted hour") == 0
    assert "is in the trash, for 30 days." in capsys.readouterr().out
    assert run("trash", "list") == 0
    assert "The shifted hour" in capsys.readouterr().out
    assert run("stories", "restore", "the shifted hour") == 0
    assert run("stories") == 0
    assert "The shifted hour" in capsys.readouterr().out
    assert run("trash", "list") == 0
    assert "The trash is empty." in capsys.readouterr().out


@pytest.mark.usefixtures("written")
def test_emptying_the_trash_takes_its_stories_along(run: Run, capsys: Printed) -> None:
    assert run("stories", "delete", "The shifted hour") == 0
    assert run("trash", "empty", "--yes") == 0
    assert "1 story deleted for good." in capsys.readouterr().out
    assert run("stories", "restore", "The shifted hour") == EXIT_PROBLEM


@pytest.mark.usefixtures("written")
def test_a_story_is_practised_with_the_questions_it_is_meant_for(tmp_path: Path) -> None:
    with open_services(tmp_path / "data", Inbox().post) as services:
        hour = services.stories.stories()[0]
        (question,) = told_questions(services, parse(["practise", "--story", hour.title]))
        assert question.key == "behavioural/a-failure"
        assert question.story == StoryName(hour.uid, hour.title)
        assert question.key_points == hour.points
        named = ["practise", "--story", QUEUE.title, "--question", "tight-deadline"]
        (question,) = told_questions(services, parse(named))
        assert question.story is not None
        for wrong in ([], ["--question", "mlops/model-registry"], ["--pack", "nothing"]):
            with pytest.raises(PackError):
                told_questions(services, parse(["practise", "--story", QUEUE.title, *wrong]))
        with pytest.raises(StoryError):
            told_questions(services, parse(["practise", "--story", "Nobody's"]))


@pytest.mark.usefixtures("written")
def test_an_interview_is_not_held_with_one_story(run: Run, capsys: Printed) -> None:
    assert run("practise", "--mode", "interview", "--story", HOUR.title) == EXIT_PROBLEM
    assert "Omit --story." in capsys.readouterr().err
