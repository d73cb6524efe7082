"""The page that shows how answers change over time."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.core.trend import EVERY_ANSWER, Measured, Scope, TrendsView
from app.gui.icons import Icon
from app.gui.keys import Keys, reading_order
from app.gui.pages.trends_parts import GroupTable, QuestionTable, ScopeBar
from app.gui.widgets.button import Button
from app.gui.widgets.card import Card
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.notice import Message, NoticeBar
from app.gui.widgets.page import ScrollPage
from app.gui.widgets.picture import picture_of
from app.gui.widgets.reflow import Reflow
from app.gui.widgets.save_dialog import AskSave, ask_save
from app.gui.widgets.text import Text
from app.gui.widgets.trend_card import MakeChart, TrendCard
from app.session import trend_words as words

CARD_PX = 288
HEAD_PX = 190  # half of a head in which the button has room
MOST_COLUMNS = 3
LIKE_WITH_LIKE = "Questions differ: choose one to compare like with like."
ONLY_DRAFTS = (
    "All answers here are drafts. A draft counts when a Whisper model has read its take again, or "
    "when you confirm its text."
)


@dataclass(frozen=True, slots=True)
class LookAt:
    """Show other answers."""

    scope: Scope


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """Review an answer."""

    attempt_id: int


@dataclass(frozen=True, slots=True)
class AnswerFirst:
    """Go to where a first question can be answered."""


@dataclass(frozen=True, slots=True)
class SavePicture:
    """Write a picture, the bytes of a PNG; a file of that name may be replaced."""

    path: str
    png: bytes


@dataclass(frozen=True, slots=True)
class SaveFigures:
    """Write the figures of the answers shown as CSV; a file of that name may be replaced."""

    path: str


TrendsPageEvent = LookAt | OpenAnswer | AnswerFirst | SavePicture | SaveFigures


class TrendsPage(QWidget):
    """Shows a TrendsView. The numbers are there at once, the charts after `use_charts`.

    Signals:
        happened: A TrendsPageEvent.
    """

    happened = Signal(object)

    def __init__(
        self,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
        ask: AskSave = ask_save,
    ) -> None:
        """Build the page.

        Args:
            now: Tells the present, for the date on pictures.
            ask: Asks for a file to write.
        """
        super().__init__()
        self._now, self._ask = now, ask
        self._view: TrendsView | None = None
        self.export = Button("Export…", icon=Icon.EXPORT, key="Ctrl E", size="field")
        self.notices = NoticeBar()
        self.scope = ScopeBar()
        titles = [words.TITLES[measured] for measured in Measured]
        self.cards = tuple(TrendCard(title) for title in (*titles, words.RATINGS_TITLE))
        self.grid = Reflow(self.cards, CARD_PX, MOST_COLUMNS)
        self.questions, self.groups = QuestionTable(), GroupTable()
        self.nothing = EmptyState(
            Icon.CHART_LINE_UP,
            "No trends yet",
            "From your first answers on, this page shows what changes: points covered, pace, "
            "fillers, length, and how your ratings compare.",
            "Answer a question",
        )
        self.none_here = EmptyState(Icon.FUNNEL_SIMPLE, "No answers here", "", "Show all answers")
        self.body = ScrollPage()
        self._count = Text("", "second", wrap=True)
        self._hint = Text(LIKE_WITH_LIKE, "caption", wrap=True)
        self._lay_out()
        self._connect()

    def use_charts(self, make: MakeChart) -> None:
        """Put in the charts, now that what draws them has been loaded.

        One at a time, with the window living on in between: each takes 30 ms.
        """
        without = [card for card in self.cards if card.chart is None]
        if not without:
            self._order()
            return
        without[0].use_charts(make)
        QTimer.singleShot(0, self, lambda: self.use_charts(make))

    def show_state(self, view: TrendsView) -> None:
        """Make the page look like view."""
        self._view = view
        self.scope.show_scope(view.scope, view.choices)
        self._count.setText(words.count_words(view))
        self._hint.setVisible(len(view.questions) > 1)
        *measures, ratings = self.cards
        for card, line in zip(measures, view.lines, strict=True):
            card.show_line(line)
        ratings.show_ratings(view.ratings)
        self.questions.show_rows(view.questions)
        self.groups.show_rows(view.groups)
        self._show_parts(view)
        self._order()

    def show_saved(self, name: str) -> None:
        """Say that a file was written."""
        self.notices.show_message(Message("", f"Saved as {name}.", "accent"))

    def _show_parts(self, view: TrendsView) -> None:
        some = view.count > 0
        for part in (self.grid, self.export):
            part.setVisible(some)
        self.scope.setVisible(view.known > 0)
        self._count.setVisible(view.known > 0)
        self._nothing.setVisible(view.known == 0)
        self._none_here.setVisible(view.known > 0 and not some)
        self.none_here.button.setVisible(view.scope != EVERY_ANSWER)
        self.none_here.text.setText(
            ONLY_DRAFTS if view.drafts else "There are none to these questions in that time."
        )

    def _lay_out(self) -> None:
        page = self.body
        right = QWidget()
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch()
        row.addWidget(self.export)
        page.column.addWidget(Reflow((Text("Trends", "page"), right), HEAD_PX, 2))
        page.column.addSpacing(16)
        page.column.addWidget(self.notices)
        page.column.addWidget(self.scope)
        page.column.addSpacing(12)
        page.column.addWidget(self._count)
        page.column.addWidget(self._hint)
        page.column.addSpacing(12)
        page.column.addWidget(self.grid)
        for table in (self.questions, self.groups):
            page.column.addWidget(table)
        no_sides = (0, 28, 32)  # so that the button fits into the smallest window at twice the size
        self._nothing, self._none_here = Card(no_sides), Card(no_sides)
        for card, empty in ((self._nothing, self.nothing), (self._none_here, self.none_here)):
            card.column.addWidget(empty)
            card.hide()
            page.column.addWidget(card, 1)
        page.column.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def _connect(self) -> None:
        emit = self.happened.emit
        for card in self.cards:
            card.opened.connect(lambda number: emit(OpenAnswer(number)))
        self.scope.chosen.connect(lambda scope: emit(LookAt(scope)))
        self.questions.table.opened.connect(lambda key: self._look_at_question(key))
        self.groups.table.opened.connect(lambda key: self._look_at_group(key))
        self.nothing.acted.connect(lambda: emit(AnswerFirst()))
        self.none_here.acted.connect(lambda: emit(LookAt(EVERY_ANSWER)))
        self.export.clicked.connect(lambda: self._open_menu())
        Keys(self).bind("Ctrl+E", self.export.click)

    def _order(self) -> None:
        """Have Tab go down the page: charts and rows were added after the rest."""
        charts = [card.chart for card in self.cards if card.chart is not None]
        tables = (self.questions.table, self.groups.table)
        reading_order(self.export, self.scope, *charts, *tables)

    def _look_at_question(self, key: str) -> None:
        if self._view:
            self.happened.emit(LookAt(replace(self._view.scope, question_key=key)))

    def _look_at_group(self, key: str) -> None:
        if self._view:
            pack_id, _, group = key.partition("/")
            scope = replace(self._view.scope, pack_id=pack_id, group=group, question_key="")
            self.happened.emit(LookAt(scope))

    # Export --------------------------------------------------------------------------

    def menu(self) -> QMenu:
        """Return what can be exported, as a menu that is deleted when it closes."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        shown = [card for card in self.cards if card.has_points and card.chart is not None]
        if shown:
            all_of_them = menu.addAction("All charts as a picture…")
            all_of_them.triggered.connect(lambda: self._save_picture(self.grid, "Trends"))
            for card in shown:
                action = menu.addAction(f"{card.title}…")
                action.triggered.connect(
                    lambda _=False, card=card: self._save_picture(card, card.title)
                )
            menu.addSeparator()
        menu.addAction("Figures as CSV…").triggered.connect(lambda: self._save_figures())
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        left = self.export.width() - menu.sizeHint().width()
        menu.popup(self.export.mapToGlobal(QPoint(left, self.export.height() + 4)))

    def _save_picture(self, widget: QWidget, title: str) -> None:
        if self._view is None:
            return
        detail = f"{words.count_words(self._view)}. {words.day_words(self._now())}"
        png = picture_of(widget, f"{words.scope_words(self._view)}", detail)
        name = f"{title.partition(',')[0]}.png"
        if path := self._ask(self, "Save the picture", name, "PNG (*.png)"):
            self.happened.emit(SavePicture(path, png))

    def _save_figures(self) -> None:
        if path := self._ask(self, "Save the figures", "Trends.csv", "CSV (*.csv)"):
            self.happened.emit(SaveFigures(path))
