"""The stage of an interview: its question can be answered in writing there."""

from typing import Final

from PySide6.QtWidgets import QBoxLayout

from app.gui import look
from app.gui.pages.question_stage import QuestionStage
from app.gui.widgets.answer_edit import AnswerEdit
from app.gui.widgets.button import Button

EDIT_PX: Final = 160


class InterviewStage(QuestionStage):
    """A stage with a field for the answer below the question."""

    def __init__(self, main: Button, foot: QBoxLayout) -> None:
        super().__init__(main, foot)
        self.edit = AnswerEdit()
        self.edit.setMinimumHeight(look.px(EDIT_PX))
        self.edit.hide()
        self.left.addWidget(self.edit, 1)
        self.left.addStretch()

    def set_writing(self, writing: bool) -> None:
        """Show the field for the answer; the question makes room for it."""
        if writing == self.edit.isHidden():
            self.edit.setVisible(writing)
            self.question.setProperty("role", "title" if writing else "question")
            self.question.style().unpolish(self.question)
            self.question.style().polish(self.question)
