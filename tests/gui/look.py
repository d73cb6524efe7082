"""The pages of an answer in every state, to look at.

    python -m tests.gui.look FOLDER [NAME ...]

writes NAME-light.png and NAME-dark.png of 1280 x 800, NAME-large.png with 200 % text,
NAME-small.png of 800 x 600 and NAME-narrow.png of 800 x 560; only names that begin with one of
those given.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.audio.watch import SILENT_LATER_TEXT, TEXTS
from app.core import practice as p
from app.core.attempt import Take
from app.core.feedback import Coverage, Measure
from app.core.listing import Order, SortBy
from app.core.settings import Theme
from app.core.transcript import Gap, Transcript
from app.gui.pages.compare import ComparePage
from app.gui.pages.history import HistoryPage
from app.gui.pages.history_values import HistoryState, Period, Wanted
from app.gui.pages.practice import PracticePage
from app.gui.pages.rating import RatingPage
from app.gui.pages.review import ReviewPage
from app.gui.pages.session_summary import SessionPage
from app.gui.pages.typing import TypingPage
from app.gui.style import Style
from app.gui.widgets.page import bring_to_top
from app.session.compare_views import CompareView
from app.session.ports import Loudness
from app.session.review_sound import SOUND_REMOVED
from app.session.second_reading import SecondReading
from app.session.sitting import SittingView
from app.session.views import PracticeView, ReviewView
from tests.gui import answers, comparisons, contents, history_examples, told_stories
from tests.gui.gallery import FONTS
from tests.gui.story_examples import reviewing, thinking

SIZE: Final = QSize(1280, 800)
SMALL: Final = QSize(800, 600)
CAPTION: Final = " ".join(answers.SAID.split()[:40])
NARROW: Final = QSize(800, 560)
NARROW_WANTED: Final = Wanted(
    pack_id="mlops",
    group="MLOps basics",
    period=Period.CUSTOM,
    first_day=date(2026, 10, 1),
    last_day=date(2026, 11, 23),
    scores=(3, 5),
    best=True,
)
UNPLUGGED: Final = "The microphone was unplugged at 0:47. Your take up to there is saved."


@dataclass(frozen=True, slots=True)
class Look:
    """A way to draw a page."""

    name: str
    theme: Theme
    text_percent: int
    size: QSize


LOOKS: Final = (
    Look("light", "light", 100, SIZE),
    Look("dark", "dark", 100, SIZE),
    Look("large", "light", 200, SIZE),
    Look("small", "light", 100, SMALL),
    Look("narrow", "dark", 100, NARROW),
)


def practice(view: PracticeView, act: Callable[[PracticePage], object] | None = None) -> QWidget:
    page = PracticePage()
    page.show_state(view)
    if act:
        act(page)
    return page


def typing(view: PracticeView) -> QWidget:
    page = TypingPage()
    page.show_state(view)
    return page


def rating(view: PracticeView, score: int = 0) -> QWidget:
    page = RatingPage()
    page.show_state(view)
    if score:
        page.anchors.choose(score)
        page.points.toggle(0)
        page.points.toggle(2)
    return page


def review(
    view: ReviewView, at_s: float = 31.0, act: Callable[[ReviewPage], object] | None = None
) -> QWidget:
    page = ReviewPage(lambda: answers.NOW)
    page.show_state(view)
    page.show_position(at_s, playing=False)
    if act:
        act(page)
    return page


def compare(view: CompareView) -> QWidget:
    page = ComparePage(lambda: answers.NOW)
    page.show_state(view)
    page.show_position("newer", 31.0, playing=False)
    return page


def history(state: HistoryState, act: Callable[[HistoryPage], object] | None = None) -> QWidget:
    page = HistoryPage(lambda: answers.NOW)
    page.show_state(state)
    if act:
        act(page)
    return on_ground(page)


def session(view: SittingView) -> QWidget:
    page = SessionPage(lambda: answers.NOW)
    page.show_state(view)
    return on_ground(page)


def on_ground(page: QWidget) -> QWidget:
    """Return a page that scrolls, and so has no ground of its own, on the ground of the window."""
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(page)
    return ground


def _several(page: HistoryPage) -> None:
    page.table.selectRow(4)
    everything = page.table.SelectionMode.MultiSelection
    page.table.setSelectionMode(everything)
    page.table.selectRow(6)
    page.table.selectRow(7)


def _aloud(page: PracticePage, state: p.State) -> None:
    page.foot.can_read_aloud = True
    page.foot.show_view(answers.practice(state))


def _hints(page: PracticePage) -> None:
    page.why.set_open(True)
    page.hint.set_open(True)
    page.hints.show_more()


def _level(page: PracticePage) -> None:
    page.show_level(Loudness(-24.0, -12.0, clipped=False, noise_dbfs=-52.0))


def _clipped(page: PracticePage) -> None:
    page.show_level(Loudness(-7.0, 0.0, clipped=True, noise_dbfs=-40.0))


def _microphones(page: PracticePage) -> None:
    page.show_microphones(answers.MICROPHONES, "headset")


def _outside() -> ReviewView:
    slow = answers.delivery(
        pace=Measure("Pace", 82.0, "words/min", 100, 165),
        length=Measure("Length", 210.0, "s", 60, 132),
        duration_s=210.0,
    )
    shown = answers.feedback(delivery=slow)
    return answers.review(p.Read(answers.transcript(), shown), feedback=shown)


def _lexical() -> ReviewView:
    shown = answers.feedback(coverage=answers.coverage(lexical=True))
    return answers.review(p.Read(answers.transcript(), shown), feedback=shown, place=None)


def _with_gaps() -> ReviewView:
    spoken = answers.transcript()
    words = tuple(word for word in spoken.words if not 20.0 <= word.start_s < 27.0)
    spoken = replace(spoken, words=words, gaps=(Gap(20.0, 27.0),))
    shown = answers.feedback()
    return answers.review(
        p.Read(spoken, shown), feedback=replace(shown, coverage=Coverage((), "semantic"))
    )


def _unsure() -> ReviewView:
    spoken = answers.transcript()
    words = tuple(
        replace(word, probability=0.3) if index % 17 == 12 else word
        for index, word in enumerate(spoken.words)
    )
    spoken, shown = replace(spoken, words=words), answers.feedback()
    return answers.review(p.Read(spoken, shown), feedback=shown)


def _edited() -> ReviewView:
    changed = answers.attempt(edited=True)
    return answers.review(attempt=changed, undo_label="correct “drift”", redo_label="add a filler")


def _correct(page: ReviewPage) -> None:
    page.player.transcript.edit_words(range(38, 42))


def _silent() -> ReviewView:
    nothing = Transcript((), "whisper")
    shown = answers.feedback()
    return answers.review(p.Read(nothing, shown), feedback=shown)


def _show_words(page: ReviewPage) -> None:
    QTimer.singleShot(0, page, lambda: bring_to_top(page.words))


def _rate(reading: p.Reading, take: Take = answers.TAKE, **changes: object) -> PracticeView:
    return answers.practice(p.Rate(take, reading), **changes)


RTL: Final = answers.question(ask=answers.RTL_ASK)
PLAIN: Final = answers.question(ask=answers.UMLAUT_ASK, anchors=None, why="")
PAGES: Final[dict[str, Callable[[], QWidget]]] = {
    "think": lambda: practice(answers.practice(answers.think())),
    "think-aloud": lambda: practice(
        answers.practice(answers.think()), lambda page: _aloud(page, answers.think())
    ),
    "think-hints": lambda: practice(answers.practice(answers.think()), _hints),
    "think-story": thinking,
    "think-long": lambda: practice(
        answers.practice(answers.think(), question=answers.question(ask=answers.LONG_ASK))
    ),
    "think-problem": lambda: practice(answers.practice(answers.think(problem=UNPLUGGED))),
    "think-rtl": lambda: practice(answers.practice(answers.think(99), question=RTL, note="")),
    "opening": lambda: practice(answers.practice(p.Opening(answers.RULES))),
    "answer": lambda: practice(answers.practice(answers.answer()), _level),
    "answer-captions": lambda: practice(
        answers.practice(replace(answers.answer(), caption=CAPTION), captions=True), _level
    ),
    "answer-captions-wait": lambda: practice(
        answers.practice(answers.answer(3.0), captions=True), _level
    ),
    "answer-over": lambda: practice(answers.practice(answers.answer(134.0)), _level),
    "answer-notice": lambda: practice(
        answers.practice(answers.answer(notice="Only silence so far. Is the microphone on?"))
    ),
    "answer-calm": lambda: practice(
        answers.practice(replace(answers.answer(notice=SILENT_LATER_TEXT), calm=True))
    ),
    "answer-clipped": lambda: practice(
        answers.practice(answers.answer(notice=TEXTS["clipped"])), _clipped
    ),
    "interrupted": lambda: practice(answers.practice(answers.interrupted()), _microphones),
    "interrupted-long": lambda: practice(
        answers.practice(
            p.Interrupted(answers.RULES, 134.0, answers.LOST),
            question=answers.question(ask=answers.LONG_ASK),
        ),
        _microphones,
    ),
    "interrupted-paused": lambda: practice(answers.practice(answers.interrupted("")), _microphones),
    "interrupted-opening": lambda: practice(
        answers.practice(answers.interrupted(opening=True)), _microphones
    ),
    "answer-leave": lambda: practice(
        answers.practice(answers.answer()), lambda page: page.top.leave.click()
    ),
    "typing": lambda: typing(answers.practice(answers.typing())),
    "typing-empty": lambda: typing(
        answers.practice(p.Typing(answers.RULES, problem=p.NOTHING_WRITTEN))
    ),
    "typing-long": lambda: typing(
        answers.practice(answers.typing(), question=answers.question(ask=answers.LONG_ASK))
    ),
    "rating": lambda: rating(_rate(p.Transcribing(0.64)), 3),
    "rating-problem": lambda: rating(
        _rate(p.Unread("x"), Take("a.wav", 47.0, UNPLUGGED), question=PLAIN)
    ),
    "review": lambda: review(answers.review()),
    "review-overruled": lambda: review(answers.overruled_review()),
    "review-draft": lambda: review(answers.draft_review(can_read_again=True)),
    "review-reading": lambda: review(answers.review(p.Transcribing(0.4)), 4.0),
    "review-again": lambda: review(
        answers.review(can_read_whole=True, second_reading=SecondReading(answers.transcript(), 3))
    ),
    "review-gaps": lambda: review(_with_gaps()),
    "review-unsure": lambda: review(_unsure()),
    "review-german": lambda: review(answers.german_review()),
    "review-unread": lambda: review(
        answers.review(p.Unread("The speech model could not be loaded. The take is safe."))
    ),
    "review-silent": lambda: review(_silent()),
    "review-lexical": lambda: review(_lexical()),
    "review-outside": lambda: review(_outside()),
    "review-many": lambda: review(answers.many_points_review()),
    "review-typed": lambda: review(answers.typed_review()),
    "review-gone": lambda: review(
        answers.review(waveform=(), sound_problem="The file of this take is gone.")
    ),
    "review-edited": lambda: review(_edited()),
    "review-correcting": lambda: review(
        _edited(), act=lambda page: QTimer.singleShot(0, page, partial(_correct, page))
    ),
    "review-original": lambda: review(replace(_edited(), original=answers.transcript())),
    "review-told": lambda: review(
        answers.draft_review(), act=lambda page: page.player.filler.click()
    ),
    "review-tells": reviewing,
    "review-removed": lambda: review(
        answers.review(
            waveform=(),
            sound_problem=SOUND_REMOVED,
            attempt=answers.attempt(take=Take("", 78.0)),
        )
    ),
    "review-further": lambda: review(
        answers.review(), act=lambda page: page.further.answer.set_open(True)
    ),
    "review-words": lambda: review(contents.content_review(), act=_show_words),
    "review-beside": lambda: review(
        contents.content_review(), act=lambda page: page.further.answer.set_open(True)
    ),
    "review-story": lambda: review(told_stories.review(), 54.0),
    "review-story-own": lambda: review(told_stories.corrected_review(), 54.0),
    "review-story-menu": lambda: review(
        told_stories.review(), 54.0, lambda page: page.story.change.click()
    ),
    "review-story-typed": lambda: review(told_stories.typed_review(), 0.0),
    "review-story-late": lambda: review(told_stories.late_review(), 12.0),
    "review-best-kept": lambda: review(answers.best_review()),
    "review-note": lambda: review(answers.noted_review()),
    "compare": lambda: compare(comparisons.compared()),
    "compare-stories": lambda: compare(comparisons.stories()),
    "compare-draft": lambda: compare(comparisons.draft()),
    "compare-unread": lambda: compare(comparisons.unread()),
    "compare-silent": lambda: compare(comparisons.silent()),
    "compare-waiting": lambda: compare(comparisons.waiting()),
    "compare-long": lambda: compare(comparisons.long()),
    "compare-outside": lambda: compare(comparisons.outside()),
    "history": lambda: history(history_examples.state(40)),
    "history-empty": lambda: history(history_examples.state(0, anything=False)),
    "history-sessions": lambda: history(history_examples.state(40, grouped=True)),
    "history-found": lambda: history(
        history_examples.state(40, wanted=Wanted(text="feature store"))
    ),
    "history-none": lambda: history(
        history_examples.state(0, wanted=replace(NARROW_WANTED, text="feature store"))
    ),
    "history-filters": lambda: history(
        history_examples.state(40, wanted=NARROW_WANTED, order=Order(SortBy.PACE)),
        lambda page: page.filters.more.setChecked(True),
    ),
    "history-trash": lambda: history(history_examples.state(40, in_trash=3), _several),
    "session": lambda: session(history_examples.sitting()),
    "session-unread": lambda: session(history_examples.unread_sitting()),
}


def main(folder: Path, names: list[str]) -> None:
    """Write the pictures."""
    app = QApplication([])
    style = Style(app, FONTS)
    folder.mkdir(parents=True, exist_ok=True)
    for look in LOOKS:
        style.show(look.theme, look.text_percent)
        for name, build in PAGES.items():
            if names and not name.startswith(tuple(names)):
                continue
            page = build()
            page.resize(look.size)
            page.show()
            app.processEvents()
            app.processEvents()
            page.grab().save(str(folder / f"{name}-{look.name}.png"))
            page.close()
            page.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
