"""Tells from the stream of sound that something is wrong with it; reads no clock itself."""

from collections import deque
from typing import Final

from app.audio.events import Recovered, Warned, WarningKind
from app.audio.level import is_clipped
from app.audio.sound import SAMPLE_RATE_HZ, Samples

# A block comes every 50 ms; a busy machine was never seen to delay one by more than 0.3 s.
STALLED_AFTER_S: Final = 1.0
# Long enough for a sound server that catches its breath (a Bluetooth headset changes its profile
# within 3 s), short enough not to talk to a dead microphone: the take can be gone on with.
LOST_AFTER_S: Final = 5.0
# A live microphone always hisses; zeros mean that it is muted or held by another program.
SILENT_AFTER_S: Final = 2.5
# Noise suppression turns a pause for thought into the same zeros. Whoever was muted must know
# within 3 s all the same, so it is told in calm words that take themselves back. A microphone that
# has come back by itself this often makes such pauses, and is given longer before the next words.
TAKEN_BACK: Final = 2
SILENT_IN_PAUSES_S: Final = 6.0
# A muted device may leave the last bit to chance; the quietest live one hisses above that.
LAST_BIT: Final = 1
# One loud word is no reason to disturb anyone; three distorted blocks in three seconds are.
CLIPPED_BLOCKS: Final = 3
CLIPPED_WITHIN_S: Final = 3.0

TEXTS: Final[dict[WarningKind, str]] = {
    "stalled": "No sound is arriving from the microphone. What you said so far is safe.",
    "silent": "Only silence so far. Another program may hold the microphone, "
    "or it is switched off.",
    "clipped": "The microphone distorts. Move a little away from it, or turn it down.",
}
SILENT_LATER_TEXT: Final = (
    "Nothing is heard just now. If you are thinking, all is well. If you are speaking, the "
    "microphone is muted, or another program has taken it."
)


class Watch:
    """Follows one recording from its start; not for use from two threads at once.

    All times are readings in seconds of one monotonic clock.
    """

    def __init__(self, now_s: float) -> None:
        self._last_sound_s = now_s
        self._silent_frames = 0
        self._heard = False
        self._silences = 0
        self._clipped_at_s: deque[float] = deque(maxlen=CLIPPED_BLOCKS)
        self._warned: set[WarningKind] = set()

    def look(self, now_s: float, samples: Samples) -> list[Warned | Recovered]:
        """Take in what arrived since the last look, and return what that changes.

        Args:
            now_s: The time.
            samples: int16, shape (n,); empty when nothing arrived.
        """
        if samples.size:
            self._last_sound_s = now_s
            self._listen(now_s, samples)
        changes = (
            self._change("stalled", self.stalled_s(now_s) >= STALLED_AFTER_S),
            self._change("silent", self._is_silent()),
            self._change("clipped", self._is_clipped(now_s)),
        )
        return [change for change in changes if change is not None]

    def stalled_s(self, now_s: float) -> float:
        """Return for how many seconds nothing has arrived."""
        return now_s - self._last_sound_s

    def _listen(self, now_s: float, samples: Samples) -> None:
        if samples.max() > LAST_BIT or samples.min() < -LAST_BIT:
            self._silences += self._heard and "silent" in self._warned
            self._heard = True
            self._silent_frames = 0
        else:
            self._silent_frames += samples.size
        if is_clipped(samples):
            self._clipped_at_s.append(now_s)

    def _is_silent(self) -> bool:
        limit_s = SILENT_IN_PAUSES_S if self._silences >= TAKEN_BACK else SILENT_AFTER_S
        return self._silent_frames >= limit_s * SAMPLE_RATE_HZ

    def _is_clipped(self, now_s: float) -> bool:
        times_s = self._clipped_at_s
        return len(times_s) == CLIPPED_BLOCKS and now_s - times_s[0] <= CLIPPED_WITHIN_S

    def _change(self, kind: WarningKind, is_so: bool) -> Warned | Recovered | None:
        if is_so == (kind in self._warned):
            return None
        if not is_so:
            self._warned.discard(kind)
            return Recovered(kind)
        self._warned.add(kind)
        if kind == "silent" and self._heard:
            return Warned(kind, SILENT_LATER_TEXT, calm=True)
        return Warned(kind, TEXTS[kind])
