"""One attempt as Markdown and as a web page: complete, readable, and nothing said becomes code."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from app.core.attempt import SelfRating, Take
from app.core.errors import StorageError
from app.core.story import Story, told_with
from app.core.structure import Structure
from app.core.transcript import Gap
from app.core.written import written_words
from app.session.export_files import report_bytes
from app.session.export_html import EmbeddedSound, html_of
from app.session.export_markdown import inline, markdown_of
from app.session.export_report import AttemptReport, plain_name, remarks
from app.session.structure_words import ESTIMATE
from tests.session.reports import NASTY, report, told_report, transcript

TEXTS = st.text(min_size=1, max_size=40).filter(lambda text: bool(text.strip()))
RENDER = MarkdownIt("gfm-like", {"linkify": False})


def test_the_markdown_holds_everything_there_is_to_tell() -> None:
    written = markdown_of(report())
    for words in (
        "# What is drift?",
        "- Question from: MLOps, Basics",
        "- Own rating: 3 of 5: One way to notice it.",
        "## Key points: 1 covered, 1 unclear, 1 not found",
        "1. **Inputs change.** (covered)\n   0:00 “The inputs change.”",
        "3. **Watch.** (not found, as you say)",
        "| Pace | 119.4 words/min | 100 to 165 |  |",
        "| Fillers | 1.5 per min | up to 5 | At least 2. |",
        "The inputs change. Then, um, we retrain.",
        "## Next time I will\n\nBegin with an example.",
        "## A model answer\n\nDrift is change.\n\nWatch it.",
        "Key points were compared by their words only.",
    ):
        assert words in written
    assert "Pace while speaking" not in written  # nothing was measured


def test_the_story_that_was_told_is_named() -> None:
    told = told_with(report().attempt.question, Story("The *shifted* hour", "u"))
    made = report()
    made = replace(made, attempt=replace(made.attempt, question=told))
    assert "- Story: The \\*shifted\\* hour\n" in markdown_of(made)
    assert "<dt>Story</dt><dd>The *shifted* hour</dd>" in html_of(made)
    assert "- Story:" not in markdown_of(report())


def test_the_page_holds_the_same() -> None:
    page = html_of(report())
    for words in (
        "<h1>What is drift?</h1>",
        "<dt>Own rating</dt><dd>3 of 5: One way to notice it.</dd>",
        'Inputs change. <span class="state">covered</span>',
        "not found, as you say",
        "119.4 words/min",
        "100 to 165",
        "Begin with an example.",
        "<p>Drift is change.</p>\n<p>Watch it.</p>",
        '<span id="w4" data-s="1.60" class="filler">um,</span>',
        '<mark class="covered">',
    ):
        assert words in page
    assert "<audio" not in page.replace("audio {", "")


STORY_LINES = (
    "3 × I, 1 × we",
    "The first Action comes after 67 % of the time",
    "No clear Task or Result heard",
    "Of 2 sentences, 1 as you say",
    ESTIMATE,
)


def test_the_shape_of_a_story_is_told_softly_in_markdown() -> None:
    written = markdown_of(told_report())
    assert "## Story shape\n\n" in written
    assert "| Situation and Task | 67 % | up to 30 % |  |" in written
    assert "| Result | 0 % | 10 to 20 % |  |" in written
    for line in STORY_LINES:
        assert f"\n- {line}\n" in written


def test_the_shape_of_a_story_is_told_alike_on_a_page() -> None:
    page = html_of(told_report())
    assert "<h2>Story shape</h2>" in page
    assert "<td>Action</td><td>33 %</td><td>50 to 65 %</td>" in page
    for line in STORY_LINES:
        assert f"<li>{line}</li>" in page


def test_without_a_story_its_shape_has_no_heading() -> None:
    told = told_report()
    assert told.feedback is not None
    empty = replace(told, feedback=replace(told.feedback, structure=Structure()))
    for other in (report(), empty):
        assert "Story shape" not in markdown_of(other)
        assert "Story shape" not in html_of(other)


def test_what_is_missing_leaves_no_empty_heading() -> None:
    bare = replace(report(note="", self_rating=None), feedback=None)
    question = replace(bare.attempt.question, model_answer="")
    bare = replace(bare, attempt=replace(bare.attempt, question=question))
    for heading in ("Key points", "Delivery", "Next time", "model answer", "Own rating"):
        assert heading not in markdown_of(bare)
        assert heading not in html_of(bare)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"transcript": None}, "not been written down"),
        ({"transcript": transcript("")}, "No speech was found"),
        ({"transcript": replace(transcript("Yes."), draft=True)}, "This is a draft"),
        ({"edited": True}, "corrected by hand"),
        ({"transcript": transcript("Ja.", language="de")}, "in German"),
        ({"transcript": replace(transcript("Yes."), gaps=(Gap(1, 2),))}, "could not be read"),
    ],
)
def test_what_to_know_about_the_words_is_said(changes: dict[str, object], words: str) -> None:
    assert any(words in remark for remark in remarks(report("Yes.", **changes)))


# Nothing said becomes code ----------------------------------------------------------------


class Reader(HTMLParser):
    """Collects the text and the tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self._skip = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self._skip += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._skip -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.words.append(data)


def nasty(words: str) -> AttemptReport:
    found = report(words, note=words, self_rating=SelfRating(3))
    question = replace(
        found.attempt.question,
        ask=words,
        model_answer=words,
        anchors={3: words},
        group=words,
        pack_title=words,
    )
    return replace(found, attempt=replace(found.attempt, question=question))


def squeezed(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split())


def test_a_page_shows_code_as_text() -> None:
    page = html_of(nasty(NASTY))
    read = Reader(page)
    assert read.tags.count("script") == 1
    assert not {"img", "iframe", "link", "object"} & set(read.tags)
    assert "<script>alert" not in page
    shown = squeezed("".join(read.words))
    assert squeezed(NASTY) in shown


@given(TEXTS)
def test_whatever_is_said_a_page_has_the_same_tags(words: str) -> None:
    tame, wild = Reader(html_of(nasty("one"))), Reader(html_of(nasty(words)))
    kinds = {"script", "style", "img", "meta", "audio", "iframe", "svg", "form", "base"}
    assert set(wild.tags) <= set(tame.tags) | {"p"}
    assert [t for t in wild.tags if t in kinds - {"a"}] == [
        t for t in tame.tags if t in kinds - {"a"}
    ]
    addresses = [value or "" for name, value in wild.attributes if name in ("src", "href")]
    assert all(address.startswith("#w") for address in addresses)
    assert not [name for name, _ in wild.attributes if name.startswith("on")]


def test_a_page_names_no_address() -> None:
    page = html_of(report(), EmbeddedSound("audio/wav", b"RIFF"))
    assert re.findall(r"(?:https?:)?//[\w.]+", page) == []
    assert "url(" not in page
    assert "default-src 'none'" in page
    assert 'src="data:audio/wav;base64,UklGRg=="' in page


def test_the_policy_of_a_page_allows_its_own_script_and_style_alone() -> None:
    page = html_of(report())
    for tag in ("script", "style"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in page
    assert "unsafe" not in page


@given(TEXTS.filter(lambda text: bool(squeezed(text))))
def test_whatever_is_said_markdown_shows_it_as_it_is(words: str) -> None:
    tokens = RENDER.parse(inline(words))
    shown = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in shown} <= {"text", "text_special", "entity"}
    assert "".join(child.content for child in shown) == squeezed(words)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]


@pytest.mark.parametrize(
    "words",
    [
        "1. one", "1) one", "- one", "+ one", "* one", "# one", "> one", "---", "***", "```", "~~~",
        "    four", "| a | b |", "[x]: http://e.vil", "www.example.com", "a@example.com", "&lt;",
        "&copy;", "<b>", "\\*", "https://example.com", "===", "a\\", ":smile:", "1986\\. A",
    ],
)  # fmt: skip
def test_what_markdown_would_read_otherwise_is_shown(words: str) -> None:
    tokens = RENDER.parse(inline(words))
    shown = "".join(child.content for token in tokens for child in token.children or ())
    assert shown == squeezed(words)
    assert tokens[0].type == "paragraph_open"


# File names --------------------------------------------------------------------------------


def test_the_name_of_the_file_says_day_question_and_take() -> None:
    assert report().file_stem == "2026-11-25 What is drift (take 3)"


@pytest.mark.parametrize(
    ("ask", "name"),
    [
        ("What/is: <drift>?", "What is drift"),
        ("con", "con_"),
        ("???", "Answer"),
        ("...", "Answer"),
        ("Wie prüfst du das?", "Wie prüfst du das"),
        ("word " * 40, ("word " * 16).strip()),
        ("a\x00b\nc", "a b c"),
    ],
)
def test_a_question_becomes_a_name_every_system_takes(ask: str, name: str) -> None:
    assert plain_name(ask) == name


def test_no_subtitles_are_made_of_what_was_written() -> None:
    written = report(transcript=written_words("The inputs change.", 20.0), take=Take("", 20.0))
    for kind in ("srt", "vtt"):
        with pytest.raises(StorageError, match="written"):
            report_bytes(written, kind)
    assert b"The inputs change." in report_bytes(written, "md")
