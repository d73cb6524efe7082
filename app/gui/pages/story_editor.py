"""Where one story is written; what is typed is stored whenever typing rests."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.question import Question
from app.core.story import UNTITLED, Story, tidied
from app.core.structure import Part
from app.gui.icons import Icon
from app.gui.pages.stories_words import (
    EXAMPLES,
    GUIDES,
    NUMBERS_EXAMPLE,
    known_competencies,
    tickable,
)
from app.gui.widgets.bullets_edit import BulletsEdit
from app.gui.widgets.button import Button
from app.gui.widgets.card import Rule
from app.gui.widgets.competency_field import CompetencyField
from app.gui.widgets.disclosure import Disclosure
from app.gui.widgets.fields import Field
from app.gui.widgets.part_letters import PartLetter, name_of
from app.gui.widgets.plain_line import PlainLine
from app.gui.widgets.search_field import SearchField
from app.gui.widgets.side_column import SideColumn
from app.gui.widgets.text import Text
from app.gui.widgets.tick_list import TickList

KEEP_AFTER_MS: Final = 800
# Who types on without a rest loses no more than this when the computer goes off.
KEEP_AT_LEAST_MS: Final = 1_000
MOST_LETTERS: Final = 120


class StoryEditor(SideColumn):
    """The fields of one story.

    Signals:
        kept: The story has changed and is to be stored; carries it, whether that goes on from what
            was carried before, since the person has typed on without a rest, and as it was seen.
        delete_wanted: The person wants it gone.
    """

    kept = Signal(object, bool, object)
    delete_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._story = Story("")
        self._questions: tuple[Question, ...] = ()
        self._first: frozenset[str] = frozenset()  # attached when the story was opened
        self._unstored = False
        self._rest = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._rest.timeout.connect(lambda: self.keep())
        self._meanwhile = QTimer(self, singleShot=True, interval=KEEP_AT_LEAST_MS)
        self._meanwhile.timeout.connect(lambda: self._keep_meanwhile())
        self._goes_on = False
        self.title = PlainLine()
        self.title.setMaxLength(MOST_LETTERS)
        self.title.setPlaceholderText("A few words you will know it by, such as The shifted hour")
        self.bullets = {part: BulletsEdit(name_of(part), EXAMPLES[part]) for part in Part}
        self.numbers = BulletsEdit("Numbers not to forget", NUMBERS_EXAMPLE)
        self.competencies = CompetencyField()
        self.search = SearchField("Search the questions", "Ctrl F")
        self.questions = TickList("Questions it answers")
        self.attached = Disclosure("Questions it answers", self._picker())
        self.delete = Button("Delete", "quiet", icon=Icon.TRASH, size="small")
        self.delete.setAccessibleName("Delete this story")
        self.delete.setToolTip("Move this story to the trash (Ctrl+Delete)")
        self._use = Text("", "second", wrap=True)
        self._lay_out()
        self._connect()

    @property
    def story(self) -> Story:
        """The story as it stands in the fields."""
        bullets = {part: field.lines for part, field in self.bullets.items() if field.lines}
        return replace(
            self._story,
            title=" ".join(self.title.text().split()),
            bullets=bullets,
            numbers=self.numbers.lines,
            competencies=self.competencies.chosen,
        )

    def show_story(self, story: Story, questions: tuple[Question, ...], use: str) -> None:
        """Show a story; fields whose words are those of the story already stay as they are.

        Args:
            story: The story; without a uid it is not stored yet.
            questions: The behavioural questions.
            use: How often it was told, in words.
        """
        known = self._story.uid in ("", story.uid) and _same(story, self._story)
        if self._story.uid != story.uid and not known:
            self._first = frozenset(story.question_keys)
        self._story, self._questions = story, questions
        if not known:
            self._fill(story)
        self._use.setText(use)
        self.delete.setVisible(bool(story.uid))
        self._show_choices()

    def _fill(self, story: Story) -> None:
        self._stop_waiting()
        self._unstored = self._goes_on = False
        # A title from a file may be longer: it must not be cut by being looked at.
        self.title.setMaxLength(max(MOST_LETTERS, len(story.title.encode("utf-16-le")) // 2))
        self.title.setText("" if story.title == UNTITLED else story.title)
        for part, field in self.bullets.items():
            field.show_lines(story.bullets.get(part, ()))
        self.numbers.show_lines(story.numbers)

    def keep(self) -> None:
        """Hand out the story if it is not stored as it stands in the fields."""
        self._stop_waiting()
        story = self.story
        if self._unstored or not _same(story, self._story):
            self._hand_out(story)
        self._goes_on = False

    def _keep_meanwhile(self) -> None:
        """Hand out the story while it is being typed; what is typed next goes on from that."""
        if not _same(self.story, self._story):
            self._hand_out(self.story)
            self._goes_on = True

    def _stop_waiting(self) -> None:
        self._rest.stop()
        self._meanwhile.stop()

    def try_again(self) -> None:
        """Hand out the story once more when the page is left: it could not be stored."""
        self._unstored = True

    def begin(self) -> None:
        """Put the cursor where writing begins."""
        self.verticalScrollBar().setValue(0)
        self.title.setFocus()

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab stops at, in order."""
        return (
            self.delete,
            self.title,
            *self.bullets.values(),
            self.numbers,
            *self.competencies.stops(),
            self.attached,
        )

    # ----------------------------------------------------------------------------------

    def _show_choices(self) -> None:
        """Show the competencies and questions, and what can be proposed of both."""
        story = self._story
        known = known_competencies(story, self._questions)
        self.competencies.show_competencies(story.competencies, known)
        if self.attached.is_open:
            rows = tickable(story, self._questions, self._first, self.search.text())
            self.questions.show_rows(rows)
        attached = len(story.question_keys)
        words = f"Questions it answers: {attached or 'none yet'}"
        self.attached.set_words(words)
        self.attached.setVisible(bool(self._questions))

    def _hand_out(self, story: Story) -> None:
        seen = self._story if self._story.uid else None
        self._story, self._unstored = story, False
        self.kept.emit(story, self._goes_on, seen)

    def _edit_soon(self) -> None:
        self._rest.start()
        if not self._meanwhile.isActive():
            self._meanwhile.start()

    def _edit_now(self) -> None:
        self.keep()
        self._show_choices()

    def _attach(self, key: str) -> None:
        self.keep()
        keys = set(self._story.question_keys) ^ {key}
        story = replace(self._story, question_keys=tuple(sorted(keys)))
        self._hand_out(story)
        self._show_choices()

    def _picker(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.questions)
        return inside

    def _lay_out(self) -> None:
        self.column.setSpacing(16)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._use, 1)
        head.addWidget(self.delete)
        self.column.addLayout(head)
        self.column.addWidget(Field("Title", self.title))
        for part, field in self.bullets.items():
            self.column.addWidget(_labelled(part, field))
        self.column.addWidget(Field("Numbers not to forget", self.numbers))
        shows = Text("What it shows", "label")
        box = QVBoxLayout()
        box.setSpacing(6)
        box.addWidget(shows)
        box.addWidget(self.competencies)
        self.column.addLayout(box)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        rows.addWidget(self.attached)
        rows.addWidget(Rule())
        self.column.addLayout(rows)
        self.column.addStretch()

    def _connect(self) -> None:
        self.title.textEdited.connect(lambda _text: self._edit_soon())
        for field in (*self.bullets.values(), self.numbers):
            field.edited.connect(lambda: self._edit_soon())
        self.competencies.edited.connect(lambda: self._edit_now())
        self.attached.toggled.connect(lambda _open: self._show_choices())
        self.search.searched.connect(lambda _text: self._show_choices())
        self.search.left.connect(lambda: self.questions.setFocus())
        self.questions.ticked.connect(lambda key: self._attach(key))
        self.delete.clicked.connect(lambda: self.delete_wanted.emit())
        self.title.returnPressed.connect(lambda: self.bullets[Part.SITUATION].setFocus())


def _same(one: Story, other: Story) -> bool:
    """Return whether two stories are stored alike; the one that has no uid yet may have any."""
    return tidied(replace(one, uid="")) == tidied(replace(other, uid=""))


def _labelled(part: Part, field: QWidget) -> QWidget:
    box = QWidget()
    label = QHBoxLayout()
    label.setSpacing(8)
    name = Text(name_of(part), "strong")
    name.setBuddy(field)
    label.addWidget(PartLetter(part))
    label.addWidget(name)
    label.addWidget(Text(GUIDES[part], "caption", wrap=True), 1)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addLayout(label)
    column.addWidget(field)
    return box
