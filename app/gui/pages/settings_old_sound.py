"""Settings, Storage: old recordings, made smaller or removed while their text stays."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QSizePolicy

from app.core.sizes import size_in_words
from app.gui.keys import Keys
from app.gui.pages.settings_part import Part
from app.gui.pages.settings_values import ChooseOld, MakeSmaller, RemoveSound, StopOldSound
from app.gui.widgets.button import Button
from app.gui.widgets.choice import CheckRow
from app.gui.widgets.fields import ComboBox
from app.gui.widgets.notice import Message, NoticeBar
from app.gui.widgets.progress import Progress
from app.gui.widgets.text import Text
from app.gui.wording import count
from app.session.keep_views import MONTHS, OldSoundView

# What FLAC saved with a voice of flite; a noisy room costs some of it.
USUAL_SAVING: Final = 0.35


class OldSoundPart(Part):
    """How old is old, how much of it there is, and the two things that can be done."""

    def __init__(self) -> None:
        super().__init__("Old recordings", "Make room, and keep the text")
        self.months = ComboBox()
        self.months.setAccessibleName("Recordings older than")
        self.months.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.smaller = Button("Make smaller", size="small")
        self.remove = Button("Remove the sound…", size="small")
        self.keep_best = CheckRow("Best takes keep their sound")
        self.stop = Button("Stop", size="small")
        self.stop.setAccessibleName("Stop with old recordings")
        self.progress = Progress("Old recordings")
        self.question, self.outcome = NoticeBar(), NoticeBar()
        self._about_smaller = Text("", "second", wrap=True)
        self._about_removing = Text("", "second", wrap=True)
        self._doing = Text("", "second", wrap=True)
        self._view = OldSoundView()
        self._asked: OldSoundView | None = None
        self._lay_out()
        self._connect()

    def show_old(self, view: OldSoundView) -> None:
        """Show how much there is, or how far it has come."""
        self._view = view
        busy = view.task is not None
        had_focus = any(button.hasFocus() for button in (self.smaller, self.remove, self.stop))
        if self._asked is not None and (busy or view != self._asked):
            self._ask(None)
        options = [(months, _age_words(months)) for months in MONTHS]
        if self.months.currentData() != view.months:
            self.months.set_options([*options], view.months)
        self.keep_best.setChecked(view.keep_best)
        self._about_smaller.setText(smaller_words(view))
        self._about_removing.setText(removing_words(view))
        self.smaller.setEnabled(view.large.count > 0 and not busy)
        self.remove.setEnabled(view.removable.count > 0 and not busy)
        for control in (self.months, self.keep_best):
            control.setEnabled(not busy)
        for widget in (self._doing, self.stop, self.progress):
            widget.setVisible(busy)
        if had_focus and busy:
            self.stop.setFocus()
        elif had_focus and not self.focusWidget():
            self.months.setFocus()
        self.progress.set_fraction(view.done / max(1, view.total))
        self._doing.setText(doing_words(view))
        self.outcome.show_message(outcome_of(view))

    # -------------------------------------------------------------------------------

    def _choose(self) -> None:
        months, keep_best = self.months.currentData(), self.keep_best.isChecked()
        self.happened.emit(ChooseOld(months, keep_best))

    def _ask(self, view: OldSoundView | None) -> None:
        """Ask whether the sound shall be removed; None to ask no more."""
        had_focus = any(child.hasFocus() for child in self.question.findChildren(Button))
        self._asked = view
        self.question.show_message(_question(view) if view else None)
        if view:
            self.question.focus_decline()
        elif had_focus:
            self.remove.setFocus()

    def _answer(self, yes: bool) -> None:
        self._ask(None)
        if yes:
            self.happened.emit(RemoveSound())

    def _connect(self) -> None:
        self.months.activated.connect(lambda: self._choose())
        self.keep_best.clicked.connect(lambda _on: self._choose())
        self.smaller.clicked.connect(lambda: self.happened.emit(MakeSmaller()))
        self.remove.clicked.connect(lambda: self._ask(self._view))
        self.stop.clicked.connect(lambda: self.happened.emit(StopOldSound()))
        self.question.acted.connect(lambda _message: self._answer(True))
        self.question.declined.connect(lambda _message: self._answer(False))
        Keys(self).bind("Esc", lambda: self._ask(None))

    def _lay_out(self) -> None:
        row = self.add_row(12)
        row.addWidget(Text("Recordings older than"))
        row.addWidget(self.months)
        row.addStretch()
        for words, button in (
            (self._about_smaller, self.smaller),
            (self._about_removing, self.remove),
        ):
            row = self.add_row(16)
            row.addWidget(words, 1)
            row.addWidget(button)
        self.column.addWidget(self.keep_best)
        self.column.addWidget(self.question)
        self.column.addWidget(self.outcome)
        row = self.add_row(12)
        row.addWidget(self._doing, 1)
        row.addWidget(self.stop)
        self.column.addWidget(self.progress)


def _age_words(months: int) -> str:
    return count(months // 12, "year") if months % 12 == 0 else count(months, "month")


def smaller_words(view: OldSoundView) -> str:
    """Return what making takes smaller is, and how much it would save."""
    what = "Make them smaller: FLAC keeps every sample as it is."
    if not view.known:
        return f"{what} Counting…"
    if not view.large.count:
        return f"{what} There are none to make smaller."
    saved = size_in_words(USUAL_SAVING * view.large.size_bytes)
    sizes = f"{count(view.large.count, 'recording')}, {size_in_words(view.large.size_bytes)}"
    return f"{what} {sizes}; this would free about {saved}."


def removing_words(view: OldSoundView) -> str:
    """Return what removing the sound is, and how much it would save."""
    what = "Or remove their sound. Text, notes and ratings stay."
    if not view.known:
        return f"{what} Counting…"
    if not view.removable.count:
        words = f"{what} There are none to remove."
    else:
        size = size_in_words(view.removable.size_bytes)
        words = f"{what} {count(view.removable.count, 'recording')}; this would free {size}."
    if view.unwritten:
        are = "is" if view.unwritten == 1 else "are"
        words += f" {view.unwritten} without text yet {are} left alone."
    return words


def doing_words(view: OldSoundView) -> str:
    """Return how far it has come."""
    if view.waiting:
        return "Waits until nothing else is to be done."
    what = "made smaller" if view.task == "smaller" else "removed"
    current = min(view.done + 1, view.total)
    return f"Recording {current} of {view.total} is being {what}. Practising goes first."


def outcome_of(view: OldSoundView) -> Message | None:
    """Return what came of the last run; None while one goes on, or before the first."""
    if view.task is not None or view.last is None:
        return None
    done = view.done - view.failed
    verb = "made smaller" if view.last == "smaller" else "without sound now"
    freed = f"{count(done, 'recording')} {verb}, {size_in_words(view.saved_bytes)} freed."
    if view.failed:
        title = f"{count(view.failed, 'recording')} stayed as before"
        return Message(title, f"{view.problem} {freed}")
    return Message("", freed, tone="accent")


def _question(view: OldSoundView) -> Message:
    number, size = view.removable.count, size_in_words(view.removable.size_bytes)
    best = "Best takes keep theirs." if view.keep_best else "Best takes are among them."
    return Message(
        f"Remove the sound of {count(number, 'recording')}?",
        f"{size} older than {_age_words(view.months)}. They can never be heard or read again; text,"
        f" notes and ratings stay. {best}",
        action="Remove the sound",
        other="Keep it",
    )
