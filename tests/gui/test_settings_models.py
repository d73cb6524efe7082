"""Settings, speech models and drafts: values in, rows and events out."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.settings import Settings
from app.gui.pages.settings import SettingsPage
from app.gui.pages.settings_drafts import draft_offer, drafts_words
from app.gui.pages.settings_model_words import (
    duration_words,
    pace_words,
    part_words,
    time_words,
)
from app.gui.pages.settings_models import SpeechModelPart
from app.gui.pages.settings_values import (
    CancelDownload,
    ChangeSettings,
    CheckModel,
    DeleteModel,
    DiscardDownload,
    DownloadModel,
    Finding,
    ImportModel,
    MeasureSpeed,
    OpenPath,
    ReadDrafts,
    StopMeasuring,
    StopReadingDrafts,
)
from app.session.model_views import Arrival, DraftsView, ModelView
from tests.gui import examples
from tests.gui.stage import Stage, click

READY = examples.ready("base.en")
ABSENT = examples.SUGGESTED
ARRIVING = replace(
    ABSENT, phase="downloading", arrival=Arrival(62_000_000, 145_000_000, 3_100_000, 27.2)
)
DAMAGED = replace(READY, phase="damaged", problem="model.bin is incomplete.")


class Shown(Stage):
    """A Settings page with one kind of base.en on the shelf."""

    page: SettingsPage

    def __init__(self, qtbot: QtBot, base: ModelView = ABSENT, **changes: object) -> None:
        self.answer = "/chosen"
        super().__init__(qtbot, SettingsPage(self._ask), width=1072)
        self.show(base, **changes)

    def show(self, base: ModelView, **changes: object) -> None:
        shelf = {"shelf": examples.shelf(baseen=base)}
        self.page.show_state(examples.settings(**(shelf | changes)))
        QApplication.processEvents()  # what is new is shown a little later

    @property
    def part(self) -> SpeechModelPart:
        return self.page.sound.model

    def _ask(self, parent: QWidget, title: str, begin: str) -> str:
        return self.answer

    def named(self, name: str) -> QWidget:
        """Return the button that a screen reader calls so."""
        found = [each for each in self.buttons() if each.accessibleName() == name]
        assert found, f"no {name!r}, but {[each.accessibleName() for each in self.buttons()]}"
        return found[0]


def test_without_a_model_the_draft_engine_is_explained(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    assert "The draft engine is in use until a model is here" in shown.words()
    assert shown.part.rows[""].choice.isChecked()
    shown.show(READY, settings=Settings(whisper_folder=READY.folder))
    assert "The draft engine is in use" not in shown.words()
    assert shown.part.rows["base.en"].choice.isChecked()


def test_a_model_tells_its_size_and_the_time_for_two_minutes(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    words = shown.words()
    for expected in ("145 MB", "about 10 s", "about 3 min", "about 30 s", "built in"):
        assert expected in words
    row = shown.part.rows["base.en"].choice
    assert row.accessibleDescription() == "Suggested, English, a good balance"


def test_a_model_that_is_here_is_chosen_and_others_cannot_be(qtbot: QtBot) -> None:
    shown = Shown(qtbot, READY)
    click(qtbot, shown.part.rows["tiny.en"].choice)
    click(qtbot, shown.part.rows["base.en"].choice)
    assert shown.events == [ChangeSettings(Settings(whisper_folder="/models/base.en"))]
    shown.show(READY, settings=Settings(whisper_folder=READY.folder))
    click(qtbot, shown.part.rows[""].choice)
    assert shown.events[1:] == [ChangeSettings(Settings(whisper_folder=""))]


def test_arrow_keys_choose_among_the_models_that_are_here(qtbot: QtBot) -> None:
    shown = Shown(qtbot, READY)
    draft = shown.part.rows[""].choice
    draft.setFocus()
    qtbot.waitUntil(draft.hasFocus)
    shown.press(Qt.Key.Key_Down)
    assert shown.events == [ChangeSettings(Settings(whisper_folder="/models/base.en"))]


def test_a_download_is_begun_followed_and_cancelled(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    click(qtbot, shown.named("Download base.en"))
    shown.show(ARRIVING)
    words = shown.words()
    assert "62 of 145 MB" in words
    assert "3.1 MB/s, 27 s left" in words
    bar = shown.part.rows["base.en"].facts.bar
    assert (bar.isVisible(), bar.value()) == (True, 428)
    assert bar.accessibleName() == "Arrival of base.en"
    click(qtbot, shown.named("Cancel base.en"))
    assert shown.events == [DownloadModel("base.en"), CancelDownload("base.en")]


def test_what_a_broken_download_has_left_is_resumed_or_discarded(qtbot: QtBot) -> None:
    stopped = replace(ABSENT, kept_bytes=62_000_000, problem="There is no connection.")
    shown = Shown(qtbot, stopped)
    assert "62 of 145 MB have arrived" in shown.words()
    assert "There is no connection." in shown.words()
    click(qtbot, shown.named("Resume base.en"))
    click(qtbot, shown.named("Discard base.en"))
    assert shown.events == [DownloadModel("base.en"), DiscardDownload("base.en")]


def test_progress_neither_moves_the_focus_nor_builds_rows_anew(qtbot: QtBot) -> None:
    shown = Shown(qtbot, ARRIVING)
    row = shown.part.rows["base.en"]
    cancel = shown.named("Cancel base.en")
    cancel.setFocus()
    for done in range(63, 70):
        arrival = Arrival(done * 1_000_000, 145_000_000, 3_000_000, 25.0)
        shown.show(replace(ARRIVING, arrival=arrival))
    assert shown.part.rows["base.en"] is row
    assert QApplication.focusWidget() is cancel
    assert "69 of 145 MB" in shown.words()


def test_a_row_that_comes_or_goes_leaves_the_focus_where_it_is(qtbot: QtBot) -> None:
    shown = Shown(qtbot, READY)
    row = shown.part.rows["base.en"]
    unfolded = shown.part.rows["small"].buttons[0]
    other = ModelView("/mine/own", "own", phase="ready", folder="/mine/own", size_bytes=90_000_000)
    more = replace(examples.SHELF, models=(*examples.shelf(baseen=READY).models, other))
    for focused in (row.choice, unfolded):
        shown.part.all_models.set_open(True)
        focused.setFocus()
        qtbot.waitUntil(focused.hasFocus)
        shown.show(READY, shelf=more)
        assert "/mine/own" in shown.part.rows
        assert QApplication.focusWidget() is focused
        shown.show(READY)
        assert "/mine/own" not in shown.part.rows
        assert QApplication.focusWidget() is focused
    assert shown.part.rows["base.en"] is row


def test_deleting_asks_in_the_row_and_a_double_click_deletes_nothing(qtbot: QtBot) -> None:
    shown = Shown(qtbot, READY)
    ask = shown.named("Delete base.en")
    click(qtbot, ask)
    assert "Delete its 145 MB?" in shown.words()
    click(qtbot, ask)
    assert "Delete its" not in shown.words()
    assert shown.events == []
    click(qtbot, ask)
    click(qtbot, shown.part.rows["base.en"].buttons[0])
    assert shown.events == [DeleteModel("base.en")]


def test_only_what_is_in_the_folder_of_models_can_be_deleted(qtbot: QtBot) -> None:
    shown = Shown(qtbot, replace(READY, removable=False))
    assert not any(button.isVisible() for button in shown.part.rows["base.en"].buttons)


def test_a_damaged_model_says_why_and_is_loaded_again_or_checked(qtbot: QtBot) -> None:
    shown = Shown(qtbot, DAMAGED)
    assert "model.bin is incomplete." in shown.words()
    assert not shown.part.rows["base.en"].choice.isEnabled()
    click(qtbot, shown.named("Download again base.en"))
    click(qtbot, shown.named("Check base.en"))
    assert shown.events == [DownloadModel("base.en"), CheckModel("base.en")]
    shown.show(DAMAGED, finding=Finding("base.en is whole.", good=True))
    assert "base.en is whole." in shown.words()


def test_a_damaged_model_of_ones_own_cannot_be_loaded_again(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    own = ModelView("/own", "own", phase="damaged", folder="/own", problem="It is empty.")
    shelf = replace(examples.SHELF, models=(*examples.SHELF.models, own))
    shown.page.show_state(examples.settings(shelf=shelf))
    assert shown.named("Check own")
    assert "Download again own" not in [each.accessibleName() for each in shown.buttons()]


def test_a_model_too_large_for_the_memory_says_so_and_is_not_offered(qtbot: QtBot) -> None:
    shown = Shown(qtbot, replace(ABSENT, fits=False, memory_bytes=4_700_000_000))
    row = shown.part.rows["base.en"]
    assert "Needs 4.7 GB of memory" in row.choice.accessibleDescription()
    assert not shown.named("Download base.en").isEnabled()


def test_the_usual_ones_come_first_and_the_rest_unfolds(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    visible = [key for key, row in shown.part.rows.items() if row.isVisible()]
    assert visible == ["", "tiny.en", "base.en", "small.en", "large-v3-turbo"]
    shown.click("All other models (4)")
    assert all(row.isVisible() for row in shown.part.rows.values())
    shown.show(READY)
    assert shown.part.rows["large-v3"].isVisible(), "it stays open"


def test_other_languages_are_offered_models_that_know_them(qtbot: QtBot) -> None:
    shown = Shown(qtbot, replace(ABSENT, suggested=False), settings=Settings(language="de"))
    visible = [key for key, row in shown.part.rows.items() if row.isVisible()]
    assert visible == ["", "tiny", "base", "small", "large-v3-turbo"]


def test_a_folder_is_offered_for_import_and_cancelling_does_nothing(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shelf = replace(examples.SHELF, problem="tokenizer.json is missing.")
    shown.page.show_state(examples.settings(shelf=shelf))
    assert "tokenizer.json is missing." in shown.words()
    click(qtbot, shown.button("Import a model folder…"))
    shown.answer = ""
    click(qtbot, shown.button("Import a model folder…"))
    click(qtbot, shown.button("Show model folder"))
    assert shown.events == [ImportModel("/chosen"), OpenPath(examples.SHELF.folder)]


def test_the_speed_is_measured_again_and_that_can_be_stopped(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    click(qtbot, shown.button("Measure again"))
    unknown = [replace(model, work_s=None) for model in examples.SHELF.models]
    shelf = replace(examples.SHELF, models=tuple(unknown), measuring=True, draft_work_s=None)
    shown.page.show_state(examples.settings(shelf=shelf))
    assert "being measured" in shown.words()
    click(qtbot, shown.button("Stop"))
    shown.page.show_state(examples.settings(shelf=replace(shelf, measuring=False)))
    assert "not measured" in shown.words()
    assert shown.button("Measure")
    assert shown.events == [MeasureSpeed(), StopMeasuring()]


def test_everything_can_be_reached_and_has_a_name(qtbot: QtBot) -> None:
    shown = Shown(qtbot, READY, drafts=DraftsView(count=2, possible=True))
    assert shown.unnamed() == []
    shown.part.rows[""].choice.setFocus()
    for words in ("Download", "All other models (4)", "Import a model folder…", "Measure again"):
        shown.tab_to(words)


# Drafts -------------------------------------------------------------------------


def test_drafts_are_read_again_on_request_and_that_can_be_stopped(qtbot: QtBot) -> None:
    shown = Shown(qtbot, drafts=DraftsView(count=12, possible=True))
    assert "12 answers are drafts." in shown.words()
    click(qtbot, shown.button("Read them again"))
    running = DraftsView(count=10, possible=True, running=True, done=2, total=12, fraction=0.5)
    shown.show(ABSENT, drafts=running)
    assert "Answer 3 of 12 is being read again." in shown.words()
    assert shown.page.sound.drafts.progress.value() == 208
    click(qtbot, shown.named("Stop reading drafts again"))
    assert shown.events == [ReadDrafts(), StopReadingDrafts()]


def test_drafts_wait_for_a_model(qtbot: QtBot) -> None:
    shown = Shown(qtbot, drafts=DraftsView(count=1))
    assert "1 answer is a draft. A speech model can read them again" in shown.words()
    assert not shown.button("Read them again").isEnabled()


def test_what_could_not_be_read_is_told(qtbot: QtBot) -> None:
    failed = DraftsView(count=1, done=3, total=3, failed=1, problem="Its recording is gone.")
    shown = Shown(qtbot, drafts=failed)
    assert "1 answer could not be read again" in shown.words()
    assert "Its recording is gone. The drafts are kept." in shown.words()


@pytest.mark.parametrize(
    ("drafts", "said"),
    [
        (DraftsView(), "No answer is a draft."),
        (DraftsView(done=3, total=3), "3 answers read again. There are no drafts any more."),
        (
            DraftsView(count=2, running=True, waiting=True, done=1, total=3),
            "Answer 2 of 3 waits until nothing else is to be done.",
        ),
    ],
)
def test_drafts_are_put_in_words(drafts: DraftsView, said: str) -> None:
    assert drafts_words(drafts) == said


def test_the_offer_counts(qtbot: QtBot) -> None:
    assert draft_offer(1).title == "One answer is a draft"
    assert draft_offer(12).title == "12 answers are drafts"


# Words --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "1 s"), (6.3, "6 s"), (41.0, "40 s"), (97.0, "95 s"), (178, "3 min"), (7_000, "2 h")],
)
def test_times_are_no_more_exact_than_they_are_known(seconds: float, said: str) -> None:
    assert duration_words(seconds) == said


def test_times_that_are_not_known_are_not_invented() -> None:
    assert time_words(None, measuring=False) == "not measured"
    assert time_words(None, measuring=True) == "being measured"
    assert time_words(3.1, measuring=True) == "about 6 s"


@pytest.mark.parametrize(
    ("done", "total", "said"),
    [
        (62_000_000, 145_000_000, "62 of 145 MB"),
        (400_000_000, 1_620_000_000, "0.4 of 1.6 GB"),
        (20_000, 60_000, "20 of 60 kB"),
    ],
)
def test_parts_are_told_in_the_unit_of_the_whole(done: int, total: int, said: str) -> None:
    assert part_words(done, total) == said


@pytest.mark.parametrize(
    ("rate", "left", "said"),
    [
        (None, None, ""),
        (3_100_000.0, 27.2, "3.1 MB/s, 27 s left"),
        (40_000.0, 900.0, "40 kB/s, 15 min left"),
        (3_100_000.0, None, "3.1 MB/s"),
    ],
)
def test_the_pace_of_a_download(rate: float | None, left: float | None, said: str) -> None:
    assert pace_words(Arrival(1, 2, rate, left)) == said
