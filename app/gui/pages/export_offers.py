"""What the Export buttons offer: one attempt, and all of them."""

from typing import Final

from app.gui.icons import Icon
from app.gui.pages.data_events import AttemptKind, ChooseArchive, ExportAll, ExportHistory
from app.gui.widgets.menu_button import MenuButton, Offer
from app.session.views import ReviewView

NO_SOUND: Final = "The recording is not there"
NO_WORDS: Final = "There are no words yet"
NO_TIMES: Final = "It was written, so there is no sound to go with them"

HISTORY: Final = (
    Offer("Table for spreadsheets (CSV)…", ExportHistory("csv")),
    Offer("Data for programs (JSON)…", ExportHistory("json")),
    Offer("Everything as one zip…", ExportAll(), apart=True),
    Offer("Import such a zip…", ChooseArchive(), apart=True),
)


def attempt_offers(*, sound: bool, words: bool, typed: bool = False) -> tuple[Offer, ...]:
    """Return the ways to write an attempt, as there is sound and as there are words."""
    no_sound, no_words = "" if sound else NO_SOUND, "" if words else NO_WORDS
    no_times = NO_TIMES if typed else no_words
    pdf: AttemptKind = "pdf"
    return (
        Offer("Markdown…", "md"),
        Offer("Web page…", "html"),
        Offer("Web page with the recording…", "html-sound", why_not=no_sound),
        Offer("PDF…", pdf),
        Offer("Subtitles (SRT)…", "srt", apart=True, why_not=no_times),
        Offer("Subtitles (VTT)…", "vtt", why_not=no_times),
        Offer("Copy the text", "copy", apart=True, why_not=no_words),
    )


class AttemptExport(MenuButton):
    """Export, above an attempt. `chosen` carries an AttemptKind."""

    def __init__(self) -> None:
        super().__init__("Export", kind="quiet", icon=Icon.EXPORT, size="small")
        self.setAccessibleName("Export this answer")
        self.setAccessibleDescription("Key Ctrl+E")
        self.setToolTip("Export this answer (Ctrl+E)")
        self.set_offers(attempt_offers(sound=False, words=False))

    def show_view(self, view: ReviewView) -> None:
        """Offer what there is of an attempt."""
        transcript = view.attempt.transcript
        words = transcript is not None and bool(transcript.words)
        sound, typed = bool(view.waveform), view.attempt.typed
        self.set_offers(attempt_offers(sound=sound, words=words, typed=typed))


class HistoryExport(MenuButton):
    """Export, on History. `chosen` carries a DataEvent."""

    def __init__(self) -> None:
        super().__init__("Export…", HISTORY, icon=Icon.EXPORT, size="field")
        self.set_key("Ctrl E")
