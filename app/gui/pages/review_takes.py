"""What a person can do on the review page with the take among the others of its question."""

from collections.abc import Callable
from typing import Final

from app.gui.icons import Icon
from app.gui.keys import Keys
from app.gui.pages.review_events import Compare, KeepNote, SetBest
from app.gui.widgets.bars import TopBar
from app.gui.widgets.button import Button
from app.gui.widgets.note_to_keep import NoteToKeep
from app.gui.widgets.toggle_button import ToggleButton
from app.session.views import ReviewView

ONE_TAKE: Final = "There is one take of this question so far"
COMPARE: Final = "See this take beside another"
BEST: Final = "Mark this as your best take of the question"


class AmongTakes:
    """Compare, the star of the best take, and the note of the take before."""

    def __init__(
        self,
        top: TopBar,
        note: NoteToKeep,
        send: Callable[[Compare | SetBest | KeepNote], None],
    ) -> None:
        self._note = note
        self.compare = Button("Compare", "quiet", icon=Icon.COLUMNS, key="C", size="small")
        self.best = ToggleButton("Best take", icon=Icon.STAR, key="B", size="small")
        self.compare.setAccessibleName("Compare")
        self.best.setAccessibleName("Best take")
        self.best.setToolTip(BEST)
        self.compare.clicked.connect(lambda: send(Compare()))
        self.best.clicked.connect(lambda on: send(SetBest(on)))
        note.ticked.connect(lambda kept: send(KeepNote(kept)))
        top.add_action(self.compare)
        top.add_action(self.best)

    def bind(self, keys: Keys) -> None:
        """Give the keys of a page their meaning."""
        keys.bind("C", self.compare.click)
        keys.bind("B", self.best.click)
        keys.bind("K", self._note.toggle)

    def show_view(self, view: ReviewView) -> None:
        """Show what can be done with a take."""
        several = len(view.takes) > 1
        self.compare.setEnabled(several)
        self.compare.setToolTip(COMPARE if several else ONE_TAKE)
        self.compare.setAccessibleDescription("Key C" if several else ONE_TAKE)
        self.best.setChecked(view.attempt.best)
        self.best.set_glyph(Icon.STAR_FILL if view.attempt.best else Icon.STAR)
        self._note.show_note(view.earlier_note)
