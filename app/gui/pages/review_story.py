"""How a story was told, on the review page: shown, heard, and put right by the person."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize

from app.core.replay import PAUSE_LEAD_S, Stretch, around, words_in
from app.core.structure import Part, Structure, TaggedSentence
from app.core.transcript import Transcript
from app.gui.evidence import marks_of
from app.gui.keys import Keys
from app.gui.pages.review_editing import FIRST_SHOWN
from app.gui.pages.review_events import MarkPart, Play
from app.gui.pages.review_parts import transcript_of
from app.gui.story_runs import Run, runs_of
from app.gui.widgets.part_menu import PartMenu
from app.gui.widgets.player_card import PlayerCard
from app.gui.widgets.story_panel import StoryPanel
from app.gui.widgets.transcript_view import PartMark, Spoken
from app.session.views import ReviewView

NO_PARTS: Final = "Parts of a story are looked for in answers to behavioural questions only"


def structure_of(view: ReviewView) -> Structure | None:
    """Return how the words on screen tell a story; None where that is not known."""
    transcript = transcript_of(view)
    spoke = transcript is not None and bool(transcript.words)
    told = view.feedback.structure if view.feedback and spoke else None
    return told if told and told.sentences else None


def spoken_of(view: ReviewView, transcript: Transcript, *, letters: bool) -> Spoken:
    """Return what stands in the transcript: of the original nothing has been judged."""
    if view.original is not None:
        return Spoken(view.original, attempt_id=view.attempt.id, fixed=True)
    feedback = view.feedback
    if feedback is None:
        return Spoken(transcript, attempt_id=view.attempt.id)
    runs = runs_of(structure_of(view))
    return Spoken(
        transcript,
        marks_of(feedback.coverage if feedback.coverage.findings else None),
        feedback.delivery.fillers,
        feedback.delivery.pauses,
        attempt_id=view.attempt.id,
        parts=tuple(map(_mark_of, runs)) if letters else (),
        tagged=bool(runs),
    )


class StoryShape:
    """Fills panel and band, and turns what is done there into events of the page."""

    def __init__(
        self,
        panel: StoryPanel,
        player: PlayerCard,
        send: Callable[[MarkPart | Play], None],
        redraw: Callable[[], None],
    ) -> None:
        """Prepare to show.

        Args:
            panel: Shows the shares.
            player: Shows the band and the words.
            send: Takes what the person wants.
            redraw: Called when the transcript shall have letters, or none.
        """
        self.position_s = 0.0
        self.letters = True  # whether the transcript shows where a part begins
        self._panel = panel
        self._player = player
        self._send = send
        self._redraw = redraw
        self._view: ReviewView | None = None
        self._asked: TaggedSentence | None = None  # which sentence the menu is about
        self.menu = PartMenu(player)
        self.menu.chosen.connect(lambda sentence, part: self._mark(sentence, part))
        self.menu.moved.connect(lambda step: self._ask_beside(step))
        panel.number_wanted.connect(lambda: self._play_number())
        panel.part_wanted.connect(lambda: self._ask())
        panel.letters_wanted.connect(lambda on: self._show_letters(on))
        player.band.picked.connect(lambda run: self._play(run))
        player.transcript.part_wanted.connect(lambda word, at: self._ask_about(word, at))

    def bind(self, keys: Keys) -> None:
        """Give the keys of a page their meaning."""
        keys.bind("S", self._ask)

    def show_view(self, view: ReviewView) -> None:
        """Show how the story was told, as far as that is known."""
        self._view = view
        told, audible = structure_of(view), bool(view.waveform)
        self._panel.show_structure(told, typed=view.attempt.typed, audible=audible)
        duration_s = view.attempt.take.duration_s
        self._player.band.show_runs(runs_of(told), duration_s, audible=audible)

    def _show_letters(self, on: bool) -> None:
        self.letters = on
        self._redraw()

    def _play(self, run: Run) -> None:
        self._player.transcript.scroll_to(run.first_word)
        self._hear(run.stretch)

    def _play_number(self) -> None:
        told, transcript = self._told(), self._transcript()
        number = told.result_number if told else None
        if number is None or transcript is None or number.last_word >= len(transcript.words):
            return
        first, last = transcript.words[number.first_word], transcript.words[number.last_word]
        self._player.transcript.scroll_to(number.first_word)
        self._hear(around(first.start_s, last.end_s, PAUSE_LEAD_S))

    def _hear(self, stretch: Stretch) -> None:
        if self._view is not None and self._view.waveform:
            self._send(Play(stretch.from_s, stretch.until_s))

    def _mark(self, sentence: TaggedSentence, part: object) -> None:
        middle_s = (sentence.start_s + sentence.end_s) / 2
        self._send(MarkPart(middle_s, part if isinstance(part, Part) else None))

    def _ask(self) -> None:
        """Ask about the sentence of what was drawn over or chosen, else the one that is heard."""
        told, transcript = self._told(), self._transcript()
        if told is None or transcript is None:
            self._player.tell(NO_PARTS)
        elif self._view is not None and self._view.original is not None:
            self._player.tell(FIRST_SHOWN)
        elif chosen := self._chosen(transcript):
            self._ask_about(chosen[0])
        else:
            self._open(told.sentence_at(self.position_s) or told.sentences[0])

    def _ask_about(self, word: int, at: QPoint | None = None) -> None:
        told = self._told()
        begun = [each for each in told.sentences if each.first_word <= word] if told else []
        if told is not None:
            self._open(begun[-1] if begun else told.sentences[0], at)

    def _ask_beside(self, step: int) -> None:
        told = self._told()
        if told is not None and self._asked in told.sentences:
            index = told.sentences.index(self._asked) + step
            self._open(told.sentences[min(max(0, index), len(told.sentences) - 1)])

    def _open(self, sentence: TaggedSentence, at: QPoint | None = None) -> None:
        transcript = self._transcript()
        if transcript is None or sentence.first_word >= len(transcript.words):
            return
        self._asked = sentence
        words = transcript.words[sentence.first_word : sentence.last_word + 1]
        place = self._player.transcript.place_of(sentence.first_word)
        beside = QRect(at, QSize(1, 1)) if at else place
        self.menu.open_for(sentence, " ".join(word.text for word in words), beside)

    def _chosen(self, transcript: Transcript) -> range:
        selection = self._view.selection if self._view else None
        chosen = words_in(transcript, selection) if selection else range(0)
        return self._player.transcript.drawn_words or chosen

    def _told(self) -> Structure | None:
        return structure_of(self._view) if self._view else None

    def _transcript(self) -> Transcript | None:
        return transcript_of(self._view) if self._view else None


def _mark_of(run: Run) -> PartMark:
    return PartMark(run.first_word, run.part, own=run.sentences[0].overruled)
