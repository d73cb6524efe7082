"""Reads the question of a practice session aloud; the time to think waits until it is read."""

from collections.abc import Callable

from app.core import practice as p
from app.core import practice_events as e
from app.core.interviewing import MAX_SPOKEN_S
from app.session.ports import Voice
from app.session.practice import PracticeSession


class Aloud:
    """Gives a session its time, and takes the place of that while a voice speaks.

    So nothing is recorded before the voice is silent, and no time to think is lost to it.
    """

    def __init__(
        self, session: PracticeSession, voice: Voice, monotonic_s: Callable[[], float]
    ) -> None:
        """Be silent.

        Args:
            session: The session.
            voice: What speaks.
            monotonic_s: A clock that never goes back, in seconds.
        """
        self._session = session
        self._voice = voice
        self._monotonic_s = monotonic_s
        self._since_s: float | None = None

    def read(self) -> None:
        """Begin to read the question, or begin again; only while it is thought about."""
        if not isinstance(self._session.view.state, p.Think) or not self._voice.available:
            return
        self.hush()
        self._since_s = self._monotonic_s()
        self._voice.say(self._session.view.question.ask, self._give_back)

    def hush(self) -> None:
        """Fall silent at once."""
        self._voice.stop()
        self._give_back()

    def tick(self) -> None:
        """Let time pass, once the voice has ended. One that hangs does not hold up the session."""
        if self._since_s is not None and self._monotonic_s() - self._since_s > MAX_SPOKEN_S:
            self.hush()
        if self._since_s is None:
            self._session.tick()

    def _give_back(self) -> None:
        since_s, self._since_s = self._since_s, None
        if since_s is not None:
            self._session.handle(e.Held(self._monotonic_s() - since_s))
