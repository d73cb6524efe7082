"""What narrows the list of answers: the search, the filters, and the chips of those that are on."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.listing import Choices
from app.gui import look
from app.gui.icons import Icon
from app.gui.pages.history_values import ALL, Period, Wanted
from app.gui.pages.history_words import (
    BEST,
    DRAFTS,
    MODES,
    NOTED,
    PERIODS,
    SCORES,
    SEARCH_HELP,
    active,
)
from app.gui.widgets.button import Button
from app.gui.widgets.choice import CheckRow
from app.gui.widgets.date_field import DateField
from app.gui.widgets.fields import ComboBox, Field
from app.gui.widgets.filter_chip import FilterChip
from app.gui.widgets.flow import Flow
from app.gui.widgets.search_field import SearchField
from app.gui.widgets.toggle_button import ToggleButton

QUESTIONS_PX: Final = 176
PERIOD_PX: Final = 152
USUAL_DAYS: Final = 30


class _Box(ComboBox):
    """A list to choose one from, as wide as is said here."""

    def __init__(self, name: str, width_px: int) -> None:
        super().__init__()
        self._width_px = width_px
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return QSize(look.px(self._width_px), super().sizeHint().height())


class Filters(QWidget):
    """The search, the filters and the chips.

    Signals:
        wanted: The person wants other answers; carries a Wanted.
    """

    wanted = Signal(object)

    def __init__(self, now: Callable[[], datetime], beside: Sequence[QWidget]) -> None:
        """Build it.

        Args:
            now: Tells the present, for days to begin a period of one's own with.
            beside: What stands in the line of the button that unfolds more filters.
        """
        super().__init__()
        self._now = now
        self._shown = ALL
        self._choices = Choices()
        self.search = SearchField("Search in what you said", "Ctrl F")
        self.search.setToolTip(SEARCH_HELP)
        self.search.setAccessibleDescription(SEARCH_HELP.replace("\n", " "))
        self.questions = _Box("Questions", QUESTIONS_PX)
        self.period = _Box("Dates", PERIOD_PX)
        self.more = ToggleButton("Filter", icon=Icon.FUNNEL_SIMPLE)
        self.more.setToolTip("More filters (Alt+F)")
        self.panel = FilterPanel()
        self.chips = Chips()
        self._lay_out(beside)
        self.search.searched.connect(lambda text: self._want(text=text))
        self.questions.activated.connect(lambda: self._choose_questions())
        self.period.activated.connect(lambda: self._choose_period())
        self.more.toggled.connect(lambda on: self._open_panel(on))
        self.panel.changed.connect(lambda changes: self._want(**changes))
        self.chips.wanted.connect(self.wanted)

    def show_wanted(self, wanted: Wanted, choices: Choices) -> None:
        """Show what is looked for, and what there is to choose from."""
        if wanted.text != self._shown.text:  # else what is being typed would be lost
            self.search.show_text(wanted.text)
        self._shown, self._choices = wanted, choices
        chosen = (wanted.pack_id, wanted.group, wanted.question_key)
        self.questions.set_options(_question_options(wanted, choices), chosen)
        self.period.set_options([(p, words) for p, words in PERIODS.items()], wanted.period)
        self.panel.show_wanted(wanted, choices)
        self.chips.show_filters(active(wanted, choices), wanted)
        self._name_more()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in that order."""
        return (*self._stops, self.panel, *self.chips.buttons)

    def _lay_out(self, beside: Sequence[QWidget]) -> None:
        line = Flow()
        line.add(self.search, greedy=True)
        for widget in (self.questions, self.period):
            line.add(widget)
        tools = Flow(8)
        for tool in (self.more, *beside):
            tools.add(tool)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(line)
        column.addLayout(tools)
        column.addWidget(self.panel)
        column.addWidget(self.chips)
        self.panel.hide()
        self._stops = (self.search, self.questions, self.period, self.more, *beside)
        self._name_more()

    def _open_panel(self, on: bool) -> None:
        self.panel.setVisible(on)
        self._name_more()

    def _name_more(self) -> None:
        state = "open" if self.more.isChecked() else "closed"
        self.more.setAccessibleDescription(f"More filters, {state}, key Alt+F")

    def _choose_questions(self) -> None:
        pack_id, group, key = self.questions.currentData()
        ask = self._shown.ask if key else ""
        self._want(pack_id=pack_id, group=group, question_key=key, ask=ask)

    def _choose_period(self) -> None:
        period = Period(self.period.currentData())  # Qt gives a plain string back
        first = last = None
        if period is Period.CUSTOM:
            last = self._now().date()
            first = last - timedelta(days=USUAL_DAYS)
            self.more.setChecked(True)  # the days are in there
        self._want(period=period, first_day=first, last_day=last)

    def _want(self, **changes: object) -> None:
        wanted = replace(self._shown, **changes)  # type: ignore[arg-type]  # names of fields
        if wanted != self._shown:
            self.wanted.emit(wanted)


def _question_options(wanted: Wanted, choices: Choices) -> list[tuple[object, str]]:
    """Return all questions, the packs and their parts, and the one question that is chosen."""
    options: list[tuple[object, str]] = [(("", "", ""), "All questions")]
    for pack_id, title in choices.packs:
        options.append(((pack_id, "", ""), title or pack_id))
        parts = (group for pack, group in choices.groups if pack == pack_id)
        options += [((pack_id, group, ""), f"\u2003{group}") for group in parts]
    chosen = (wanted.pack_id, wanted.group, wanted.question_key)
    if chosen not in dict(options):
        options.append((chosen, wanted.ask or wanted.group or wanted.pack_id))
    return options


class FilterPanel(QWidget):
    """The filters beside question and date; those that have nothing to offer are not there.

    Signals:
        changed: The person wants other answers; carries names of fields of a Wanted -> values.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.first, self.last = DateField(), DateField()
        self.tag, self.scores, self.mode, self.drafts = (ComboBox() for _ in range(4))
        self.best, self.noted = CheckRow(BEST), CheckRow(NOTED)
        self._fields = {
            "first": Field("From", self.first),
            "last": Field("To", self.last),
            "tag": Field("Tag", self.tag),
            "scores": Field("Your rating", self.scores),
            "mode": Field("Mode", self.mode),
            "drafts": Field("Draft transcripts", self.drafts),
        }
        flow = Flow(16, bottom=True)
        for field in self._fields.values():
            flow.add(field)
        for row in (self.best, self.noted):
            flow.add(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.addLayout(flow)
        self._connect()

    def _connect(self) -> None:
        for box, name in (
            (self.tag, "tag"),
            (self.scores, "scores"),
            (self.mode, "mode"),
            (self.drafts, "draft"),
        ):
            box.activated.connect(
                lambda _index, box=box, name=name: self.changed.emit({name: box.currentData()})
            )
        self.best.clicked.connect(lambda on: self.changed.emit({"best": on}))
        self.noted.clicked.connect(lambda on: self.changed.emit({"noted": on}))
        self.first.chosen.connect(lambda day: self.changed.emit({"first_day": day}))
        self.last.chosen.connect(lambda day: self.changed.emit({"last_day": day}))

    def show_wanted(self, wanted: Wanted, choices: Choices) -> None:
        """Show what is looked for, and what there is to choose from."""
        tags = [*choices.tags, *([wanted.tag] if wanted.tag not in (*choices.tags, "") else [])]
        self.tag.set_options([("", "Any tag"), *((tag, tag) for tag in tags)], wanted.tag)
        self.scores.set_options(list(SCORES), wanted.scores)
        self.mode.set_options(list(MODES.items()), wanted.mode)
        self.drafts.set_options(list(DRAFTS.items()), wanted.draft)
        self.best.setChecked(wanted.best)
        self.noted.setChecked(wanted.noted)
        custom = wanted.period is Period.CUSTOM
        for field, day in ((self.first, wanted.first_day), (self.last, wanted.last_day)):
            if day:
                field.show_day(day)
        for name, there in (
            ("first", custom),
            ("last", custom),
            ("tag", bool(tags)),
            ("mode", len(choices.modes) > 1 or wanted.mode is not None),
            ("drafts", choices.drafts or wanted.draft is not None),
        ):
            self._fields[name].setVisible(there)
        self.best.setVisible(choices.best or wanted.best)
        self.noted.setVisible(choices.notes or wanted.noted)


class Chips(QWidget):
    """The filters that are on; each can be taken off, and all of them at once.

    Signals:
        wanted: The person wants other answers; carries a Wanted.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._filters: list[tuple[str, Wanted]] = []
        self._chips: list[FilterChip] = []
        self.clear = Button("Clear all", "link", size="tiny")
        self._keep = ALL
        self.clear.clicked.connect(lambda: self.wanted.emit(self._keep))
        self._flow = Flow(8)
        self._flow.add(self.clear)
        self.setLayout(self._flow)
        self.hide()

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """All chips, and what takes all of them off."""
        return (*self._chips, self.clear)

    def show_filters(self, filters: list[tuple[str, Wanted]], wanted: Wanted) -> None:
        """Show other filters; what is searched stays when they are cleared."""
        self._keep = replace(ALL, text=wanted.text)
        self.setVisible(bool(filters))
        if filters == self._filters:
            return
        self._filters = filters
        had_focus = any(chip.hasFocus() for chip in self._chips)
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget and widget is not self.clear:
                widget.hide()
                widget.deleteLater()
        self._chips = [self._chip(words, without) for words, without in filters]
        for chip in (*self._chips, self.clear):
            self._flow.add(chip)
            chip.show()
        if had_focus and self._chips:  # so that several can be taken off one after the other
            self._chips[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _chip(self, words: str, without: Wanted) -> FilterChip:
        chip = FilterChip(words)
        chip.clicked.connect(lambda: self.wanted.emit(without))
        return chip
