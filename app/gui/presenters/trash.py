"""Deleting answers from any page, with a way back, and the Trash page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, assert_never

from app.core.errors import AppError
from app.gui.icons import Icon
from app.gui.pages import trash as page_events
from app.gui.pages.trash import TrashPage, TrashState
from app.gui.widgets.notice import Message
from app.gui.wording import count
from app.session.trash import BACKUPS_KEPT

if TYPE_CHECKING:
    from app.gui.widgets.notice import NoticeBar
    from app.session.services import Services


class Trashing:
    """Deletes answers, and undoes that: the notice that offers it stays while the page does."""

    def __init__(self, services: Services, notices: NoticeBar, refresh: Callable[[], None]) -> None:
        """Remember what to work with; refresh shows the page on screen anew."""
        self._services = services
        self._notices = notices
        self._refresh = refresh
        self._undo: list[int] = []
        self._told: Message | None = None

    def delete(self, ids: Sequence[int]) -> bool:
        """Move answers to the trash, and offer to undo it; whether anything was moved."""
        try:
            moved = self._services.keeping.trash.move(ids)
        except AppError as error:
            self._services.hooks.complain(error)
            return False
        if not moved:
            return False
        self._undo = moved
        self._refresh()
        words = f"{count(len(moved), 'answer')} moved to the trash."
        self._told = Message("", words, "accent", "Undo", "Close", icon=Icon.TRASH)
        self._notices.show_message(None)  # the same words again are another notice
        self._notices.show_message(self._told)
        return True

    def restore(self, ids: Sequence[int]) -> None:
        """Bring answers back."""
        try:
            self._services.keeping.trash.restore(ids)
        except AppError as error:
            self._services.hooks.complain(error)
        self._refresh()

    def undo(self) -> None:
        """Bring back what was deleted last."""
        ids, self._undo = self._undo, []
        self._notices.show_message(None)
        self.restore(ids)

    def offers(self, message: Message) -> bool:
        """Return whether a notice is the one that offers to undo a deletion."""
        return bool(self._undo) and message == self._told


class TrashPresenter:
    """Keeps the Trash page current."""

    def __init__(self, page: TrashPage, services: Services, close: Callable[[], None]) -> None:
        self._page = page
        self._services = services
        self._close = close
        page.happened.connect(self._handle)

    def refresh(self) -> None:
        """Show the trash as it is now."""
        try:
            trash = self._services.keeping.trash
            items, stories = trash.contents(), trash.stories()
        except AppError as error:
            self._services.hooks.complain(error)
        else:
            self._page.show_state(TrashState(items, BACKUPS_KEPT, stories))

    def _handle(self, event: page_events.TrashPageEvent) -> None:
        trash = self._services.keeping.trash
        try:
            match event:
                case page_events.RestoreAttempts(ids):
                    trash.restore(ids)
                case page_events.RestoreStory(uid):
                    self._services.stories.restore(uid)
                case page_events.DeleteForGood(ids, stories):
                    if stories:
                        trash.empty_stories()
                    trash.empty(ids)
                case page_events.CloseTrash():
                    self._close()
                    return
                case _:
                    assert_never(event)
        except AppError as error:
            self._services.hooks.complain(error)
        self.refresh()
