"""Puts the parts together and takes them apart again: the only module that knows them all."""

import os
import random
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.audio.player import Player
from app.audio.portaudio import PortAudio
from app.audio.voice import SystemVoice
from app.core.errors import AppError, StorageError
from app.session.agenda import Planner
from app.session.assistant import Assistant
from app.session.background import Background
from app.session.comparing import CompareRoom
from app.session.data_desk import DataDesk, DataTools
from app.session.demo import Demo
from app.session.embedding import EmbeddingFetch
from app.session.excerpts import Excerpts
from app.session.follow_ups import FollowUpChooser
from app.session.interview import InterviewTools
from app.session.interviews import InterviewDesk, InterviewDeskTools
from app.session.keeping import Keeping, KeepingTools
from app.session.leftovers import Leftovers
from app.session.listening import AssistantListener
from app.session.microphones import Microphones
from app.session.model_shelf import ModelShelf, ShelfTools
from app.session.ports import Clocks, RunSoon, Voice
from app.session.record import Record
from app.session.recording import TakeDesk
from app.session.redraft import Redraft, RedraftTools
from app.session.review import ReviewRoom, ReviewTools
from app.session.runner import Tools
from app.session.services import Hooks, Preferences, Services
from app.session.shelf_view import Speeds
from app.session.sound_check import SoundCheck
from app.session.speed import SpeedTest
from app.session.story_bank import StoryBank
from app.session.toolbox import Toolbox
from app.session.trends import Trends
from app.session.upkeep import Upkeep
from app.speech.memory import memory_bytes
from app.storage.arriving_takes import settle_imports
from app.storage.backups import Backups
from app.storage.cards import Cards
from app.storage.database import Database
from app.storage.history import History
from app.storage.history_list import HistoryList
from app.storage.interviews import Interviews
from app.storage.logs import Logs
from app.storage.model_store import ModelStore
from app.storage.places import Places, find_places, make
from app.storage.recordings import Recordings
from app.storage.settings_file import SettingsFile
from app.storage.stories import Stories
from app.storage.trend_rows import TrendRows

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
        yield _Builder(places, database, run_soon, stack).build()


class _Builder:
    """Builds the parts that several others need, and then the rest around them.

    What has to be closed is pushed on the stack as soon as it is there.
    """

    def __init__(
        self, places: Places, database: Database, run_soon: RunSoon, stack: ExitStack
    ) -> None:
        self._places = places
        self._run_soon = run_soon
        self._stack = stack
        self._hooks = Hooks()
        settings_file = SettingsFile(places.settings_file)
        fresh = not places.settings_file.exists()
        settings, self._notices = settings_file.load()
        self._preferences = Preferences(settings_file, settings, self._hooks, fresh)
        self._trends = Trends(TrendRows(database))
        self._database = database
        self._history, self._recordings = History(database), Recordings(places.takes)
        self._history_list = HistoryList(database)
        stack.callback(self._recordings.close)
        settle_imports(places.takes, self._history.take_names)
        self._record = Record(self._history, self._recordings, CLOCKS)
        self._assistant = Assistant(Toolbox(places.embedding), run_soon)
        stack.callback(self._assistant.close)
        self._listener = AssistantListener(
            self._assistant, self._recordings, self._preferences.engine
        )
        self._background = Background(run_soon)
        stack.callback(self._background.close)
        self._downloads = Background(run_soon)
        stack.callback(self._downloads.close)
        self._portaudio = PortAudio()
        self._microphones = self._open_microphones()

    def _open_microphones(self) -> Microphones:
        background = Background(self._run_soon)  # its own: a download must not keep it waiting
        self._stack.callback(background.close)
        microphones = Microphones(self._portaudio, background, self._run_soon)
        self._stack.callback(microphones.close)
        microphones.on_change = lambda: self._hooks.microphones()
        return microphones

    def build(self) -> Services:
        """Return everything."""
        desk, shelf = self._desk(), self._shelf()
        room, demo, compare, excerpts = self._rooms()
        voice = self._voice()
        tools = Tools(desk, self._listener, self._record, CLOCKS, self._complain)
        keeping = self._keeping(desk, room)
        return Services(
            places=self._places,
            preferences=self._preferences,
            history=self._history,
            history_list=self._history_list,
            recordings=self._recordings,
            leftovers=Leftovers(self._recordings, self._history),
            background=self._background,
            data=self._data(),
            assistant=self._assistant,
            listener=self._listener,
            shelf=shelf,
            embedding=self._embedding(),
            microphones=self._microphones,
            desk=desk,
            sound_check=self._sound_check(),
            room=room,
            demo=demo,
            compare=compare,
            excerpts=excerpts,
            upkeep=self._upkeep(),
            voice=voice,
            redraft=self._redraft(desk),
            speed=self._speed(shelf),
            trends=self._trends,
            planner=self._planner(),
            keeping=keeping,
            interviews=self._interviews(tools, voice),
            stories=self._stories(keeping),
            tools=tools,
            hooks=self._hooks,
            notices=self._notices,
        )

    def _upkeep(self) -> Upkeep:
        hooks = self._hooks
        return Upkeep(self._history, self._record, self._listener, lambda: hooks.history())

    def _planner(self) -> Planner:
        folding = Background(self._run_soon)  # its own: after an import it has seconds of work
        self._stack.callback(folding.close)
        settings = self._preferences
        planner = Planner(Cards(self._database), lambda: settings.value, folding.run)
        planner.on_change = lambda: self._hooks.history()
        self._stack.callback(planner.close)
        return planner

    def _voice(self) -> SystemVoice:
        preferences = self._preferences
        voice = SystemVoice(self._run_soon, lambda: preferences.value.language)
        self._stack.callback(voice.close)
        return voice

    def _interviews(self, tools: Tools, voice: Voice) -> InterviewDesk:
        preferences = self._preferences
        interview = InterviewTools(
            answer=tools,
            store=Interviews(self._database),
            voice=voice,
            choose_follow_up=FollowUpChooser(self._assistant).choose,
            settings=lambda: preferences.value,
        )
        # Nothing secret hangs on which question comes first.
        chance = random.Random()
        return InterviewDesk(InterviewDeskTools(interview, self._history, chance))

    def _stories(self, keeping: Keeping) -> StoryBank:
        stories = Stories(self._database)
        return StoryBank(stories, CLOCKS, self._assistant, keeping.trash.look)

    def _data(self) -> DataDesk:
        background = Background(self._run_soon)  # its own: gigabytes may go through it
        self._stack.callback(background.close)
        preferences = self._preferences
        tools = DataTools(
            self._places, background, self._run_soon, CLOCKS, lambda: preferences.value
        )
        desk = DataDesk(tools)
        self._stack.callback(desk.close)
        return desk

    def _shelf(self) -> ModelShelf:
        files = Background(self._run_soon)
        self._stack.callback(files.close)
        preferences = self._preferences
        tools = ShelfTools(
            background=self._background,
            downloads=self._downloads,
            files=files,
            run_soon=self._run_soon,
            monotonic_s=CLOCKS.monotonic_s,
            settings=lambda: preferences.value,
            use=preferences.use_model,
            complain=self._complain,
            memory_bytes=memory_bytes(),
        )
        shelf = ModelShelf(ModelStore(self._places.models), tools)
        self._stack.callback(shelf.close)
        return shelf

    def _speed(self, shelf: ModelShelf) -> SpeedTest:
        test = SpeedTest(self._places.speed_file, self._run_soon)
        self._stack.callback(test.close)

        def tell() -> None:
            speeds = test.speeds
            shelf.set_speeds(Speeds(speeds.models_s, speeds.draft_s, test.measuring))

        test.on_change = tell
        tell()
        return test

    def _redraft(self, desk: TakeDesk) -> Redraft:
        hooks = self._hooks
        tools = RedraftTools(
            history=self._history,
            record=self._record,
            recordings=self._recordings,
            assistant=self._assistant,
            engine=self._preferences.engine,
            quiet=lambda: not desk.busy and not hooks.practising(),
        )
        redraft = Redraft(tools)
        redraft.on_read = lambda: hooks.history()
        return redraft

    def _keeping(self, desk: TakeDesk, room: ReviewRoom) -> Keeping:
        files = Background(self._run_soon)  # its own: making takes smaller may take minutes
        self._stack.callback(files.close)
        hooks, assistant = self._hooks, self._assistant

        def quiet() -> bool:
            busy = desk.busy or hooks.practising() or assistant.job_count
            return not busy and room.view is None

        tools = KeepingTools(self._places, CLOCKS, files.run, quiet, self._complain)
        return Keeping(self._database, tools)

    def _embedding(self) -> EmbeddingFetch:
        fetch = EmbeddingFetch(
            self._places.embedding, self._downloads, self._assistant, self._run_soon, CLOCKS
        )
        self._stack.callback(fetch.cancel)
        return fetch

    def _desk(self) -> TakeDesk:
        microphones = self._microphones
        desk = TakeDesk(
            microphones.source,
            lambda: microphones.label,
            self._recordings,
            CLOCKS,
            self._run_soon,
        )
        self._stack.callback(desk.close)
        microphones.on_gone = desk.lose_microphone
        return desk

    def _sound_check(self) -> SoundCheck:
        file = self._places.data / "sound-check.wav"
        check = SoundCheck(self._microphones.source, self._portaudio, file, CLOCKS, self._run_soon)
        self._stack.callback(check.close)
        return check

    def _rooms(self) -> tuple[ReviewRoom, Demo, CompareRoom, Excerpts]:
        def ended(error: AppError | None) -> None:
            room.playing_ended(error)
            demo.playing_ended(error)

        player = Player(self._portaudio, lambda error: self._run_soon(lambda: ended(error)))
        self._stack.callback(player.close)
        reading = Background(self._run_soon)  # its own: takes must not wait for a download
        self._stack.callback(reading.close)
        tools = ReviewTools(
            history=self._history,
            record=self._record,
            recordings=self._recordings,
            listener=self._listener,
            player=player,
            engine=self._preferences.engine,
            complain=self._complain,
            speed=lambda: self._preferences.value.playback_speed,
            keep_speed=self._keep_speed,
            aside=reading.run,
        )
        room = ReviewRoom(tools, lambda view: self._hooks.review(view))
        demo = Demo(tools, self._assistant, CLOCKS, lambda view: self._hooks.review(view))
        self._stack.callback(demo.close)
        return room, demo, self._compare_room(tools), self._excerpts(tools)

    def _compare_room(self, tools: ReviewTools) -> CompareRoom:
        def ended(error: AppError | None) -> None:
            room.playing_ended(error)

        # A player of its own: a review that waits behind it stays as it was.
        player = Player(self._portaudio, lambda error: self._run_soon(lambda: ended(error)))
        self._stack.callback(player.close)
        room = CompareRoom(replace(tools, player=player), lambda view: self._hooks.compare(view))
        return room

    def _excerpts(self, tools: ReviewTools) -> Excerpts:
        def ended(error: AppError | None) -> None:
            excerpts.playing_ended(error)

        player = Player(self._portaudio, lambda error: self._run_soon(lambda: ended(error)))
        self._stack.callback(player.close)
        excerpts = Excerpts(replace(tools, player=player))
        return excerpts

    def _keep_speed(self, speed: float) -> None:
        settings = replace(self._preferences.value, playback_speed=speed)
        self._preferences.change(settings)

    def _complain(self, error: AppError) -> None:
        self._hooks.complain(error)
