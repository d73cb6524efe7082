"""Which answers are being written down or judged just now, so that nobody does it twice."""

from collections.abc import Callable

from app.core import practice as p


class Underway:
    """The answers whose words or feedback are on their way; lives on one thread."""

    def __init__(self) -> None:
        self._waiting: dict[int, list[Callable[[], None]]] = {}

    def note(self, attempt_id: int | None, state: p.State) -> None:
        """Hear where an answer is; those who wait for it are called when it is done."""
        if attempt_id is None:
            return
        if _is_underway(state):
            self._waiting.setdefault(attempt_id, [])
            return
        for call in self._waiting.pop(attempt_id, ()):
            call()

    def when_done(self, attempt_id: int, call: Callable[[], None]) -> None:
        """Call when nothing more of an answer is on its way: at once where nothing is."""
        if attempt_id in self._waiting:
            self._waiting[attempt_id].append(call)
        else:
            call()


def _is_underway(state: p.State) -> bool:
    match state:
        case p.Rate() | p.Review():
            return isinstance(state.reading, p.Transcribing | p.Analysing)
        case p.Over():
            return state.awaits_transcript
        case _:
            return False
