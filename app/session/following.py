"""Has one take written down while it is being recorded, so that little is left when it ends."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.audio.sound import SAMPLE_RATE_HZ
from app.core import practice_events as e
from app.core.transcript import Gap, Word
from app.session.assistant import Assistant, Reply
from app.session.patience import SHORTEST_S, Patience
from app.session.ports import Growing, Report
from app.session.toolbox import ReadAhead
from app.speech.engine import EngineChoice
from app.speech.jobs import StretchFound, StretchHeard, TranscribeNext

log = logging.getLogger(__name__)

# Looking for a pause in up to 25 s of speech is 60 ms of work; twice a second, and only while
# somebody speaks without one, that is an eighth of a core.
STEP_FRAMES: Final = SAMPLE_RATE_HZ // 2
TRIES: Final = 2
CAPTION_WORDS: Final = 40


_NOBODY: Final = Reply(lambda _value: None, lambda _problem: None)


@dataclass(frozen=True, slots=True)
class _End:
    """The take is complete: where it is, its length in frames, and who waits for the words."""

    path: Path
    frames: int
    report: Report
    give_up: Callable[[], None]


class Following:
    """Asks for one stretch after the other; lives on the session's thread.

    The speech process remembers nothing of it: should it die, the stretch is asked for once more
    and then marked as a gap, and the rest goes on.
    """

    def __init__(
        self,
        growing: Growing,
        choice: EngineChoice,
        assistant: Assistant,
        patience: Patience,
        report: Report,
    ) -> None:
        self.name = growing.name
        self._growing = growing
        self._choice = choice
        self._assistant = assistant
        self._patience = patience
        self._report = report
        self._words: list[Word] = []
        self._gaps: list[Gap] = []
        self._model = ""
        self._written_frames = 0
        self._seen_frames = 0
        self._asking = False
        self._found: StretchFound | None = None
        self._failures = 0
        self._problem = ""
        self._unusable = False
        self._end: _End | None = None

    def look(self) -> None:
        """Ask for the next stretch if enough has come since the last time."""
        frames = self._growing.frames()
        busy = self._asking or self._unusable or self._end is not None
        if not busy and frames - self._seen_frames >= STEP_FRAMES:
            self._seen_frames = frames
            self._ask(self._growing.path, frames, final=False)

    def finish(
        self, path: Path, duration_s: float, report: Report, give_up: Callable[[], None]
    ) -> None:
        """Have the rest written down, and report as `Listener.transcribe` does.

        Args:
            path: Where the complete take is.
            duration_s: Its length in seconds.
            report: Gets the events.
            give_up: Called instead when the engine cannot be used in this way at all.
        """
        self._end = _End(path, round(duration_s * SAMPLE_RATE_HZ), report, give_up)
        if not self._asking:
            self._go_on(self._end)

    def _ask(self, path: Path, until_frame: int, *, final: bool) -> None:
        self._asking, self._found = True, None
        job = TranscribeNext(path, self._written_frames, until_frame, final, self._choice)
        reply = Reply(self._hear, self._fail, self._rest)
        patience_s = self._patience.limit_s(self._assistant.starts)
        self._assistant.ask(job, reply, tries=1, patience_s=patience_s)

    def _hear(self, value: object) -> None:
        match value:
            case StretchFound():
                self._found = value
                self._patience.begin(self._assistant.starts)
                self._assistant.expect(self._patience.limit_s(self._assistant.starts))
            case StretchHeard(words, until_frame, model):
                self._patience.end()
                self._words += words
                self._written_frames, self._model, self._failures = until_frame, model, 0
                if words and self._end is None:
                    self._report(e.Captioned(_text_of(self._words[-CAPTION_WORDS:])))
                    # Long answers would be waited for longer if all of it were judged at the end.
                    ahead = ReadAhead(_text_of(self._words))
                    self._assistant.ask(ahead, _NOBODY, tries=1, patience_s=SHORTEST_S)
            case _:
                pass

    def _rest(self) -> None:
        self._asking = False
        if self._end:
            self._go_on(self._end)

    def _fail(self, problem: str) -> None:
        self._problem = problem
        self._failures += 1
        if self._found is None:  # not the sound is at fault, but the engine or the file
            self._unusable = self._failures >= TRIES
        elif self._failures >= TRIES:
            self._leave_out(self._found)
        log.info("a stretch was not written down, try %d", self._failures)
        self._rest()

    def _leave_out(self, found: StretchFound) -> None:
        start_s, end_s = found.from_frame / SAMPLE_RATE_HZ, found.until_frame / SAMPLE_RATE_HZ
        self._gaps.append(Gap(start_s, end_s))
        self._written_frames, self._failures = found.until_frame, 0

    def _go_on(self, end: _End) -> None:
        if self._unusable:
            end.give_up()
        elif self._written_frames < end.frames:
            end.report(e.TranscriptionAdvanced(self._written_frames / end.frames))
            self._ask(end.path, end.frames, final=True)
        elif self._gaps and not self._words:
            end.report(e.TranscriptionFailed(self._problem))
        else:
            words, gaps = self._words, self._gaps
            end.report(e.Transcribed(self._choice.transcript(self._model, words, gaps)))


def _text_of(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
