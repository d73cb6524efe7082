"""What the review page shows of one's own words, and how they are heard."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer

from app.core.feedback import Content, Evidence
from app.core.replay import stretch_of
from app.core.transcript import Place
from app.gui.evidence import is_heard
from app.gui.pages.review_events import Play, Select
from app.gui.pages.review_parts import FurtherReading, transcript_of
from app.gui.widgets.content_panel import ContentPanel
from app.gui.widgets.page import bring_to_top
from app.session.views import ReviewView

# A single word is over before one has understood it: so many of its neighbours are heard with it.
AROUND: Final = 2


def content_of(view: ReviewView) -> Content | None:
    """Return what the words on screen were made of; None where that is not known."""
    transcript = transcript_of(view)
    spoke = transcript is not None and bool(transcript.words)
    return view.feedback.content if view.feedback and spoke else None


class OwnWords:
    """Fills the panel and the model answer, and turns clicks in them into events of the page."""

    def __init__(
        self,
        panel: ContentPanel,
        further: FurtherReading,
        send: Callable[[Select | Play], None],
    ) -> None:
        self._panel = panel
        self._further = further
        self._send = send
        self._view: ReviewView | None = None
        panel.played.connect(lambda place: self._play_place(place))
        further.model.played.connect(lambda index: self._play_idea(index))
        further.answer.toggled.connect(lambda is_open: self._stand_beside(is_open))

    def show_view(self, view: ReviewView, *, draft: bool) -> None:
        """Show what the answer was made of, as far as that is known."""
        self._view = view
        content = content_of(view)
        playable = bool(view.waveform)
        self._panel.show_content(content, draft=draft, playable=playable)
        ideas = content.ideas if content else ()
        question = view.attempt.question
        self._further.model.show_answer(question.model_answer, ideas, playable=playable)

    def _play_place(self, place: Place) -> None:
        self._play_words(place.first_word - AROUND, place.last_word + AROUND)

    def _play_idea(self, index: int) -> None:
        content = content_of(self._view) if self._view else None
        if content is not None and index < len(content.ideas) and is_heard(content.ideas[index]):
            evidence = content.ideas[index].evidence
            assert isinstance(evidence, Evidence)  # is_heard says so
            self._play_words(evidence.first_word, evidence.last_word)

    def _play_words(self, first: int, last: int) -> None:
        """Play words and choose them, so that they are marked and can be looped."""
        transcript = transcript_of(self._view) if self._view else None
        if transcript is None or not self._view or not self._view.waveform:
            return
        first, last = max(0, first), min(last, len(transcript.words) - 1)
        if first > last:  # of words that have just been taken out, and not judged yet
            return
        stretch = stretch_of(transcript, first, last)
        self._send(Select(stretch))
        self._send(Play(stretch.from_s, stretch.until_s))

    def _stand_beside(self, is_open: bool) -> None:
        """Bring the model answer up, where it stands beside the words that were said."""
        if is_open:
            # It is as high as it will be after the layout only.
            QTimer.singleShot(0, self._further.answer, lambda: bring_to_top(self._further.answer))
