"""What is around the pages: the microphones that come and go, and the foot of the sidebar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.gui.icons import Icon
from app.gui.problems import split
from app.gui.widgets.notice import Message

if TYPE_CHECKING:
    from app.gui.window import Window
    from app.session.services import Services


class Surroundings:
    """Shows on the frame of the window what the program works with."""

    def __init__(self, window: Window, services: Services) -> None:
        self._window = window
        self._services = services
        self._told: Message | None = None

    def watch(self) -> None:
        """Look after the microphones; call about once a second."""
        microphones = self._services.microphones
        microphones.set_awake(self._window.isActiveWindow())
        microphones.tick()

    def show_microphones(self) -> None:
        """Show which microphone there is, and tell when one is missing."""
        self.show_footer()
        self._tell_of_microphone()

    def show_footer(self) -> None:
        """Say at the foot of the sidebar what the program works with."""
        services = self._services
        folder = services.preferences.engine().folder
        found = services.microphones.list
        microphone = services.microphones.label if found.inputs else "No microphone"
        self._window.show_footer(
            (
                (Icon.MICROPHONE if found.inputs else Icon.MICROPHONE_SLASH, microphone),
                (Icon.CPU, folder.name if folder else "Draft engine"),
                (Icon.LOCK_SIMPLE, "Works offline"),
            )
        )

    def _tell_of_microphone(self) -> None:
        """Say once what is wrong with the microphone, and take that back when it is mended."""
        told, found = self._told, self._services.microphones.list
        label = self._services.preferences.value.microphone_label
        words = found.notice(label) if found.inputs or found.missing else ""
        self._told = Message(*split(words), icon=Icon.MICROPHONE_SLASH) if words else None
        notices = self._window.notices
        if self._told == told:
            return
        if self._told is None and notices.message == told:
            notices.show_message(None)
            return
        is_way_back = notices.message is not None and bool(notices.message.action)
        says_it = self._window.page_key in ("settings", "welcome")
        if self._told and not says_it and not is_way_back:
            notices.show_message(self._told)
