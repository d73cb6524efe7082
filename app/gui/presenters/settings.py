"""Settings: everything that can be chosen, and what it depends on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from app.core.settings import Settings
from app.gui.pages import settings_values as v
from app.gui.pages.events import ChooseMicrophone
from app.gui.pages.settings import SettingsPage
from app.gui.presenters.models import ModelDesk
from app.gui.presenters.storage import StorageDesk
from app.gui.shortcuts import KEYS
from app.session import models
from app.session.library import Library

if TYPE_CHECKING:
    from app.session.ports import Loudness
    from app.session.services import Services

TICK_MS: Final = 50


class ShowsSettings(Protocol):
    """The Settings page, or another one that shows parts of it."""

    def isVisible(self) -> bool:
        """Return whether it is on screen."""

    def show_state(self, state: v.SettingsState) -> None:
        """Show another state."""

    def show_level(self, loudness: Loudness) -> None:
        """Show how loud the microphone is."""


class SettingsPresenter:
    """Keeps the Settings page current and does what is asked for there."""

    def __init__(
        self,
        page: SettingsPage,
        services: Services,
        changed: Callable[[Settings, Settings], None],
        read_packs: Callable[[], None],
    ) -> None:
        """Connect the page.

        Args:
            page: The page.
            services: What it works with.
            changed: Told of the settings before and after a change.
            read_packs: Has all packs read again.
        """
        self._pages: list[ShowsSettings] = [page]
        self._services = services
        self._changed = changed
        self._read_packs = read_packs
        self._library: Library | None = None
        self._models = ModelDesk(services, self._refresh_if_shown)
        self._storage = StorageDesk(services, self._refresh_if_shown)
        self._looked_at: tuple[str, bool] | None = None  # and whether it is English only
        self._timer = QTimer(page)
        self._timer.timeout.connect(self._tick)
        services.sound_check.on_change = self.refresh
        services.embedding.on_change = self.refresh
        services.shelf.on_change = self._refresh_if_shown
        services.shelf.use = self._use_model
        services.redraft.on_change = self._refresh_if_shown
        page.happened.connect(self.handle)

    @property
    def open_trash(self) -> Callable[[], None]:
        """Shows the deleted answers."""
        return self._storage.open_trash

    @open_trash.setter
    def open_trash(self, show: Callable[[], None]) -> None:
        self._storage.open_trash = show

    def share(self, page: ShowsSettings) -> None:
        """Show everything on another page, too; what is asked for there comes through `handle`."""
        self._pages.append(page)
        self.refresh()

    def show_library(self, library: Library) -> None:
        """Show what a library that has been read has problems with."""
        self._library = library
        self.refresh()

    def enter(self) -> None:
        """Show everything, and find out what is not known yet of the models."""
        self._models.enter()
        self.refresh()

    def refresh(self) -> None:
        """Show everything as it is now."""
        state = self._state()
        for page in self._pages:
            page.show_state(state)
        if self._services.sound_check.view.phase == "listening" and not self._timer.isActive():
            self._timer.start(TICK_MS)

    def leave(self) -> None:
        """Give the microphone and the processors back when another page is shown."""
        self._services.sound_check.cancel()
        self._models.leave()

    def _refresh_if_shown(self) -> None:
        if any(page.isVisible() for page in self._pages):
            self.refresh()

    def _state(self) -> v.SettingsState:
        services = self._services
        settings = services.preferences.value
        library = self._library
        return v.SettingsState(
            settings=settings,
            data_folder=str(services.places.data),
            packs_folder=settings.packs_folder or str(services.places.packs),
            microphones=tuple(
                v.Microphone(each.name, each.label, each.note)
                for each in services.microphones.list.options(settings.microphone_label)
            ),
            microphone_problem=services.microphones.list.notice(settings.microphone_label),
            check=services.sound_check.view,
            shelf=services.shelf.view,
            finding=self._models.finding,
            drafts=services.redraft.view,
            english_only=self._english_only(settings),
            embedding=v.Embedding(
                ready=models.embedding_ready(services.places.embedding),
                fetched=services.embedding.fraction,
                problem=services.embedding.problem,
            ),
            pack_count=len(library.packs) if library else 0,
            pack_problems=tuple(
                v.PackProblem(str(each.file), each.line or 0, f"{each.text}. {each.expected}")
                for each in (library.problems if library else ())
            ),
            keys=KEYS,
            storage=self._storage.state,
            can_read_aloud=services.voice.available,
        )

    def choose_microphone(self, chosen: ChooseMicrophone) -> None:
        """Take another microphone into use, from wherever it was chosen."""
        settings = self._services.preferences.value
        self._change(replace(settings, microphone=chosen.name, microphone_label=chosen.label))
        self.refresh()

    def _english_only(self, settings: Settings) -> bool:
        """Say whether the engine in use knows English only; a model is looked at once."""
        folder = settings.whisper_folder
        if self._looked_at is None or self._looked_at[0] != folder:
            self._looked_at = (folder, models.knows_english_only(settings))
        return self._looked_at[1]

    def handle(self, event: v.SettingsEvent) -> None:
        """Do what was asked for, on whichever page."""
        services = self._services
        match event:
            case v.ChangeSettings(settings):
                self._change(settings)
            case v.LookForMicrophones():
                services.microphones.look(services.preferences.value.microphone)
            case v.CheckMicrophone():
                services.sound_check.start()
            case v.StopCheck():
                services.sound_check.cancel()
            case v.FetchEmbedding():
                services.embedding.start()
            case v.CancelFetch():
                services.embedding.cancel()
            case v.OpenPath(path):
                QDesktopServices.openUrl(QUrl.fromLocalFile(path))
            case v.ReadPacksAgain():
                self._read_packs()
            case (
                v.LookAtStorage()
                | v.OpenTrash()
                | v.ChooseOld()
                | v.MakeSmaller()
                | v.RemoveSound()
                | v.StopOldSound()
            ):
                self._storage.handle(event)
            case _:
                self._models.handle(event)
        self.refresh()

    def _use_model(self, folder: str) -> None:
        self._change(replace(self._services.preferences.value, whisper_folder=folder))

    def change(self, settings: Settings) -> None:
        """Take other settings into use, and show them."""
        self._change(settings)
        self.refresh()

    def _change(self, settings: Settings) -> None:
        before = self._services.preferences.value
        self._services.preferences.change(settings)
        self._changed(before, settings)

    def _tick(self) -> None:
        check = self._services.sound_check
        check.tick()
        loudness = check.loudness()
        for page in self._pages:
            page.show_level(loudness)
        if check.view.phase != "listening":
            self._timer.stop()
