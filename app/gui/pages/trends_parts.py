"""Parts of the Trends page: which answers are looked at, and the tables below the charts."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.core.trend import Choices, Period, Row, Scope
from app.gui.widgets.card import Card
from app.gui.widgets.fields import ComboBox
from app.gui.widgets.figures_table import FigureRow, FiguresTable
from app.gui.widgets.reflow import GAP_PX, Reflow
from app.gui.widgets.text import Text
from app.session.trend_words import PERIODS, percent

QUESTION_HEADERS: Final = ("Question", "Answers", "First", "Latest", "Best", "Change")
QUESTION_GIVE_WAY: Final = (4, 2, 1, 5)
COMBO_PX: Final = 140
GROUP_HEADERS: Final = ("Group", "Answers", "Before", "Now", "Change")
GROUP_GIVE_WAY: Final = (2, 1, 4)


class ScopeBar(Reflow):
    """Which pack or group, which question, and how far back.

    Signals:
        chosen: The person wants to see other answers; carries a Scope.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        self._scope = Scope()
        self.part, self.question, self.period = ComboBox(), ComboBox(), ComboBox()
        combos = (self.part, self.question, self.period)
        super().__init__(combos, COMBO_PX, len(combos), 12)
        for combo, name in zip(combos, ("Pack or group", "Question", "How far back"), strict=True):
            combo.setAccessibleName(name)
            combo.activated.connect(lambda _=0: self._choose())

    def show_scope(self, scope: Scope, choices: Choices) -> None:
        """Show what is chosen, and what else can be."""
        self._scope = scope
        parts = [("/", "All packs")]
        for pack_id, title in choices.packs:
            parts.append((f"{pack_id}/", title))
            groups = [group for pack, _, group in choices.groups if pack == pack_id]
            if len(groups) > 1:
                parts += [(f"{pack_id}/{group}", f"{title}: {group}") for group in groups]
        self.part.set_options(list(parts), f"{scope.pack_id}/{scope.group}")
        questions = [("", "All questions"), *choices.questions]
        self.question.set_options(list(questions), scope.question_key)
        self.period.set_options([(str(each), PERIODS[each]) for each in Period], str(scope.period))

    def _choose(self) -> None:
        pack_id, _, group = str(self.part.currentData()).partition("/")
        question = str(self.question.currentData())
        if (pack_id, group) != (self._scope.pack_id, self._scope.group):
            question = ""  # another part has other questions
        period = Period(self.period.currentData())
        self.chosen.emit(Scope(pack_id, group, question, period))


class _TableCard(QWidget):
    """A heading and a table on a card; nothing at all while there are no rows."""

    def __init__(self, heading: str, headers: tuple[str, ...], give_way: tuple[int, ...]) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.table = FiguresTable(heading, headers, give_way)
        card = Card((12, 16, 12))
        title = Text(heading, "section", wrap=True)
        title.setContentsMargins(8, 0, 8, 0)
        card.column.addWidget(title)
        card.column.addSpacing(8)
        card.column.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP_PX, 0, 0)
        column.addWidget(card)

    def _show(self, rows: tuple[FigureRow, ...]) -> None:
        self.table.show_rows(rows)
        self.setVisible(bool(rows))


class QuestionTable(_TableCard):
    """How much was covered of each question; a row leads to its trends."""

    def __init__(self) -> None:
        super().__init__(
            "By question, points covered, least first", QUESTION_HEADERS, QUESTION_GIVE_WAY
        )

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these questions; a single one is what the charts show already."""
        self._show(
            tuple(
                FigureRow(
                    row.key,
                    row.words,
                    (
                        str(row.count),
                        percent(row.first),
                        percent(row.latest),
                        percent(row.best),
                        _change(row) if row.count > 1 else "",
                    ),
                )
                for row in rows
            )
        )


class GroupTable(_TableCard):
    """How much was covered of each group; a row leads to its trends."""

    def __init__(self) -> None:
        super().__init__("By group, points covered, least first", GROUP_HEADERS, GROUP_GIVE_WAY)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these groups."""
        self._show(
            tuple(
                FigureRow(
                    row.key,
                    row.words,
                    (str(row.count), percent(row.first), percent(row.latest), _change(row)),
                )
                for row in rows
            )
        )


def _change(row: Row) -> str:
    """Return how many per cent of the points more there are, as "+27"; empty if not known."""
    if row.first is None:
        return ""
    change = round(100 * row.latest) - round(100 * row.first)
    return f"{change:+d}".replace("-", "−") if change else "0"
