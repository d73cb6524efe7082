"""The offer to have drafts read again, once there is an engine that can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.errors import AppError
from app.gui.pages.settings_drafts import draft_offer

if TYPE_CHECKING:
    from app.gui.widgets.notice import Message
    from app.gui.window import Window
    from app.session.services import Services


class DraftOffer:
    """Makes the offer as a notice above the page, and does what its button says."""

    def __init__(self, window: Window, services: Services) -> None:
        self._window = window
        self._services = services
        self._offer: Message | None = None

    def offer(self) -> None:
        """Offer it where there are drafts that are not being read already."""
        drafts = self._services.redraft.view
        if drafts.count and drafts.possible and not drafts.running:
            self._offer = draft_offer(drafts.count)
            self._window.notices.show_message(self._offer)

    def act(self, message: Message) -> bool:
        """Do what the button of a notice says; return whether it was this one."""
        if message != self._offer:
            return False
        self._window.notices.show_message(None)
        try:
            self._services.redraft.start()
        except AppError as error:
            self._services.hooks.complain(error)
        return True
