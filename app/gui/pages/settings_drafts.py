"""Settings, Sound and speech: having answers read again whose text is a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.gui.icons import Icon
from app.gui.pages.settings_part import Part
from app.gui.pages.settings_values import ReadDrafts, StopReadingDrafts
from app.gui.widgets.button import Button
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.notice import Message, NoticeBar
from app.gui.widgets.progress import Progress
from app.gui.widgets.text import Text
from app.gui.wording import count

if TYPE_CHECKING:
    from app.session.model_views import DraftsView


class DraftsPart(Part):
    """How many answers have a draft only, and reading them again."""

    def __init__(self) -> None:
        super().__init__("Drafts", "Text of the draft engine, left out of trends")
        self.read = Button("Read them again", icon=Icon.ARROW_COUNTER_CLOCKWISE, size="small")
        self.stop = Button("Stop", size="small")
        self.stop.setAccessibleName("Stop reading drafts again")
        self.progress = Progress("Reading drafts again")
        self.problem = NoticeBar()
        self._glyph = Glyph(Icon.CHECK_CIRCLE, 18, ink="accent_ink")
        self._words = Text("", "second", wrap=True)
        row = self.add_row(12)
        row.addWidget(_beside(self._glyph, self._words), 1)
        row.addWidget(self.read)
        row.addWidget(self.stop)
        self.column.addWidget(self.progress)
        self.column.addWidget(self.problem)
        self.read.clicked.connect(lambda: self.happened.emit(ReadDrafts()))
        self.stop.clicked.connect(lambda: self.happened.emit(StopReadingDrafts()))

    def show_drafts(self, drafts: DraftsView) -> None:
        """Show how many there are, or how far reading them again is."""
        had_focus = self.read.hasFocus() or self.stop.hasFocus()
        waits = drafts.count > 0 and not drafts.running
        icon = Icon.INFO if waits else Icon.CHECK_CIRCLE
        self._glyph.set_icon(
            Icon.CLOCK if drafts.running else icon, ink="amber_ink" if waits else "accent_ink"
        )
        self._words.setText(drafts_words(drafts))
        self.read.setVisible(not drafts.running and drafts.count > 0)
        self.read.setEnabled(drafts.possible)
        self.stop.setVisible(drafts.running)
        if had_focus:
            (self.stop if drafts.running else self.read).setFocus()
        self.progress.setVisible(drafts.running)
        self.progress.set_fraction((drafts.done + drafts.fraction) / max(1, drafts.total))
        self.problem.show_message(_problem_of(drafts))


def drafts_words(drafts: DraftsView) -> str:
    """Return what there is to say, in one or two sentences."""
    if drafts.running:
        current = f"Answer {min(drafts.done + 1, drafts.total)} of {drafts.total}"
        if drafts.waiting:
            return f"{current} waits until nothing else is to be done."
        return f"{current} is being read again. Practising goes first at any time."
    if drafts.count:
        are = "answer is a draft" if drafts.count == 1 else "answers are drafts"
        can = (
            "The model in use can read them again."
            if drafts.possible
            else "A speech model can read them again; choose one above."
        )
        return f"{drafts.count} {are}. {can}"
    read = drafts.done - drafts.failed
    if read > 0:
        return f"{count(read, 'answer')} read again. There are no drafts any more."
    return "No answer is a draft."


def draft_offer(number: int) -> Message:
    """Return what is offered once there is a model that can read drafts again."""
    return Message(
        "One answer is a draft" if number == 1 else f"{number} answers are drafts",
        "The speech model can read them again, one after the other, while nothing else is to be"
        " done. They count in trends from then on.",
        tone="accent",
        action="Read again",
        other="Not now",
    )


def _problem_of(drafts: DraftsView) -> Message | None:
    if drafts.running or not drafts.failed:
        return None
    title = f"{count(drafts.failed, 'answer')} could not be read again"
    return Message(title, f"{drafts.problem} The drafts are kept.")


def _beside(glyph: Glyph, words: Text) -> QWidget:
    area = QWidget()
    row = QHBoxLayout(area)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(glyph)
    row.addWidget(words, 1)
    return area
