"""Parts of the Stories page: what stands there before the first, and what all of them show."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.gui import look
from app.gui.icons import Icon
from app.gui.pages.stories_values import ImportStories, NewStory, StoriesState
from app.gui.pages.stories_words import holes_of, matrix_of
from app.gui.widgets.button import Button
from app.gui.widgets.card import Card
from app.gui.widgets.emptying import empty
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.page import ScrollPage
from app.gui.widgets.story_matrix import StoryMatrix
from app.gui.widgets.text import Text

WHAT: Final = (
    "A story is something that happened to you, ready to be told: the situation, your task, what "
    "you did, and what came of it. One good story serves several questions. Answer a question "
    "with it, and the answer is compared with your own points."
)
WORDS_PX: Final = 560
MOST_HOLES: Final = 3
LEAST_PX: Final = 200
NO_HOLES: Final = "Every competency the questions ask for is shown by a story."


class NoStories(Card):
    """What a story is, and two ways to begin.

    Signals:
        happened: NewStory or ImportStories.
    """

    happened = Signal(object)

    def __init__(self) -> None:
        super().__init__((0, 0, 0))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(look.px(LEAST_PX))
        self.write = Button("Write the first story", "primary")
        self.bring_in = Button("Import from Markdown…", "quiet")
        self.write.clicked.connect(lambda: self.happened.emit(NewStory()))
        self.bring_in.clicked.connect(lambda: self.happened.emit(ImportStories()))
        centre = Qt.AlignmentFlag.AlignHCenter
        title = Text("No stories yet", "section", wrap=True)
        words = Text(WHAT, ink="text_2", wrap=True)
        for text in (title, words):
            text.setAlignment(centre)
        words.setMaximumWidth(look.px(WORDS_PX))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(words, 100)
        row.addStretch(1)
        page = ScrollPage((24, 24, 24, 24))
        self.column.addWidget(page)
        column = page.column
        column.setSpacing(12)
        column.addStretch()
        column.addWidget(Glyph(Icon.BOOK_OPEN, 32, ink="text_3"), alignment=centre)
        column.addWidget(title)
        column.addLayout(row)
        column.addSpacing(8)
        column.addWidget(self.write, alignment=centre)
        column.addWidget(self.bring_in, alignment=centre)
        column.addStretch()


class HolesAndMatrix(ScrollPage):
    """What no story shows yet, in words, above the table of all.

    Signals:
        wanted: The person wants to write a story that shows something; carries its name.
        toggled: A cell of the table was pressed; carries a uid and a competency.
        picked: The title of a story was pressed; carries its uid.
    """

    wanted = Signal(str)
    toggled = Signal(str, str)
    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__((0, 0, 0, 24))
        self._shown: object = None
        self.buttons: dict[str, Button] = {}
        self.table = StoryMatrix()
        self.table.toggled.connect(lambda uid, name: self.toggled.emit(uid, name))
        self.table.picked.connect(lambda uid: self.picked.emit(uid))
        self._holes = QVBoxLayout()
        self._holes.setSpacing(8)
        card = Card((1, 1, 1))
        card.column.addWidget(self.table)
        self.column.setSpacing(16)
        self.column.addLayout(self._holes)
        self.column.addWidget(card, 1)

    def sizeHint(self) -> QSize:
        """Return room for some rows; the rest comes from stretching."""
        return QSize(look.px(320), look.px(LEAST_PX))

    def show_state(self, state: StoriesState) -> None:
        """Show other stories or questions."""
        matrix = matrix_of(state.stories, state.questions)
        self.table.show_matrix(matrix)
        holes = holes_of(matrix, state.questions)
        if (holes, bool(state.questions)) == self._shown:
            return
        self._shown = (holes, bool(state.questions))
        self._rebuild(holes, asked=bool(state.questions))

    def _rebuild(self, holes: tuple[tuple[str, str], ...], *, asked: bool) -> None:
        empty(self._holes)
        self.buttons = {}
        for name, words in holes[:MOST_HOLES]:
            self._holes.addWidget(self._hole(name, words))
        if rest := [name for name, _ in holes[MOST_HOLES:]]:
            words = f"No story yet for: {', '.join(rest)}."
            self._holes.addWidget(Text(words, "second", wrap=True))
        if not holes and asked:
            self._holes.addWidget(Text(NO_HOLES, "second", wrap=True))

    def _hole(self, name: str, words: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        button = Button("Write one", size="small")
        button.setAccessibleName(f"Write a story that shows {name}")
        button.clicked.connect(lambda: self.wanted.emit(name))
        self.buttons[name] = button
        row.addWidget(Glyph(Icon.CIRCLE, ink="amber"))
        row.addWidget(Text(words, wrap=True), 1)
        row.addWidget(button)
        return line
