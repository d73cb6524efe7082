"""Puts the parts together and takes them apart again: the only module that knows them all."""

import os
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from app.audio.player import Player
from app.audio.portaudio import PortAudio
from app.core.errors import StorageError
from app.session.assistant import Assistant
from app.session.background import Background
from app.session.embedding import EmbeddingFetch
from app.session.leftovers import Leftovers
from app.session.listening import AssistantListener
from app.session.microphones import Microphones
from app.session.ports import Clocks, RunSoon
from app.session.record import Record
from app.session.recording import TakeDesk
from app.session.review import ReviewRoom, ReviewTools
from app.session.runner import Tools
from app.session.services import Hooks, Preferences, Services
from app.session.sound_check import SoundCheck
from app.session.toolbox import Toolbox
from app.session.upkeep import Upkeep
from app.storage.backups import Backups
from app.storage.database import Database
from app.storage.history import History
from app.storage.logs import Logs
from app.storage.places import Places, find_places, make
from app.storage.recordings import Recordings
from app.storage.settings_file import SettingsFile

CLOCKS = Clocks(time.monotonic, lambda: datetime.now().astimezone())


@contextmanager
def open_services(
    data_dir: Path | None, run_soon: RunSoon, *, debug: bool = False
) -> Generator[Services]:
    """Yield everything a front end works with; close it all in reverse order afterwards.

    Args:
        data_dir: The folder that holds everything; None for the system's usual folders.
        run_soon: Brings calls to the calling thread, which owns all of it.
        debug: Whether to log in detail.

    Raises:
        StorageError: A folder or the history cannot be used.
    """
    places = find_places(data_dir, os.environ)
    make(places)
    with ExitStack() as stack:
        stack.callback(Logs(places.logs, debug=debug).close)
        database = Database(places.history, Backups(places.backups))
        stack.callback(database.close)
        with suppress(StorageError):  # the work does not wait for a backup that finds no room
            database.back_up_daily()
        yield _build(places, database, run_soon, stack)


def _build(places: Places, database: Database, run_soon: RunSoon, stack: ExitStack) -> Services:
    hooks = Hooks()
    settings_file = SettingsFile(places.settings_file)
    settings, notices = settings_file.load()
    preferences = Preferences(settings_file, settings, hooks)
    history, recordings = History(database), Recordings(places.takes)
    stack.callback(recordings.close)
    record = Record(history, recordings, CLOCKS)

    assistant = Assistant(Toolbox(places.embedding), run_soon)
    stack.callback(assistant.close)
    listener = AssistantListener(assistant, recordings, preferences.engine)
    background = Background(run_soon)
    stack.callback(background.close)

    portaudio = PortAudio()
    microphones = Microphones(portaudio, background, lambda: hooks.microphones())
    desk = TakeDesk(microphones.source, lambda: microphones.label, recordings, CLOCKS, run_soon)
    stack.callback(desk.close)
    check_file = places.data / "sound-check.wav"
    sound_check = SoundCheck(microphones.source, portaudio, check_file, CLOCKS, run_soon)
    stack.callback(sound_check.close)

    player = Player(portaudio, lambda error: run_soon(lambda: room.playing_ended(error)))
    stack.callback(player.close)
    review_tools = ReviewTools(
        history=history,
        record=record,
        recordings=recordings,
        listener=listener,
        player=player,
        engine=preferences.engine,
        complain=lambda error: hooks.complain(error),
    )
    room = ReviewRoom(review_tools, lambda view: hooks.review(view))
    return Services(
        places=places,
        preferences=preferences,
        history=history,
        recordings=recordings,
        leftovers=Leftovers(recordings, history),
        background=background,
        assistant=assistant,
        listener=listener,
        embedding=EmbeddingFetch(places.embedding, background, assistant, run_soon),
        microphones=microphones,
        desk=desk,
        sound_check=sound_check,
        room=room,
        upkeep=Upkeep(history, record, listener, lambda: hooks.history()),
        tools=Tools(desk, listener, record, CLOCKS, lambda error: hooks.complain(error)),
        hooks=hooks,
        notices=notices,
    )
