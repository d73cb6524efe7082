"""What a report about the program names, and what comes with the program."""

from pathlib import Path

import pytest

from app.session import about
from app.session.demo import demo_take, demo_transcript

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def tree(tmp_path: Path, head: str) -> Path:
    git = tmp_path / ".git"
    git.mkdir()
    (git / "HEAD").write_text(head)
    return git


def test_the_build_is_the_commit_a_tree_stands_at(tmp_path: Path) -> None:
    git = tree(tmp_path, "ref: refs/heads/main\n")
    (git / "refs" / "heads").mkdir(parents=True)
    (git / "refs" / "heads" / "main").write_text(f"{COMMIT}\n")
    assert about.build_of(tmp_path) == COMMIT[:9]


def test_a_commit_that_git_has_packed_away_is_found(tmp_path: Path) -> None:
    git = tree(tmp_path, "ref: refs/heads/main\n")
    (git / "packed-refs").write_text(f"# pack-refs\n{COMMIT} refs/heads/main\n")
    assert about.build_of(tmp_path) == COMMIT[:9]


def test_a_tree_beside_the_cloned_one_is_understood(tmp_path: Path) -> None:
    beside = tmp_path / "beside"
    beside.mkdir()
    own = tmp_path / "main" / ".git" / "worktrees" / "beside"
    own.mkdir(parents=True)
    (beside / ".git").write_text(f"gitdir: {own}\n")
    (own / "HEAD").write_text("ref: refs/heads/work\n")
    (own / "commondir").write_text("../..\n")
    heads = tmp_path / "main" / ".git" / "refs" / "heads"
    heads.mkdir(parents=True)
    (heads / "work").write_text(f"{COMMIT}\n")
    assert about.build_of(beside) == COMMIT[:9]


@pytest.mark.parametrize("head", [f"{COMMIT}\n", "ref: refs/heads/gone\n", "nonsense"])
def test_a_head_that_names_no_known_commit_is_no_problem(tmp_path: Path, head: str) -> None:
    tree(tmp_path, head)
    expected = COMMIT[:9] if head.startswith(COMMIT) else ""
    assert about.build_of(tmp_path) == expected


def test_without_git_there_is_no_build(tmp_path: Path) -> None:
    assert about.build_of(tmp_path) == ""


def test_what_is_said_about_the_program_names_nobody() -> None:
    said = repr(about.about())
    assert str(Path.home()) not in said
    assert "PySide6" in said


@pytest.mark.parametrize(
    ("release", "expected"),
    [("6.8.0-45-generic", "6.8.0"), ("5.15.0-1.acme-laptop", "5.15.0"), ("10", "10"), ("x", "")],
)
def test_a_kernel_s_release_is_told_without_its_maker(release: str, expected: str) -> None:
    assert about.numbers_of(release) == expected


def test_the_licence_and_the_notices_come_with_the_program() -> None:
    assert "MIT License" in about.legal_text(about.LICENCE)
    assert "PySide6" in about.legal_text(about.NOTICES)
    assert about.legal_text("NOTHING.md") == ""


def test_the_words_of_the_demo_are_those_that_were_spoken() -> None:
    said = demo_take().with_name("answer.txt").read_text("utf-8")
    transcript = demo_transcript()
    assert transcript.text.split() == said.split()
    assert not transcript.draft
    assert transcript.words[-1].end_s < 47.7
