"""Bad days of a microphone, counted: how soon one is told, what is lost, and whether it goes on.

    python -m tests.benchmarks.bad_microphone [--rounds 3] [--kills 20] [--only CASE]

Everything is the program's own (session, recorder, PortAudio) but the microphone, which is the
virtual one of tests/bench on a sound server of this benchmark's own. A voice speaks all the while.
Times run from the command that does the damage to the event on the session's thread. A stretch of
a take counts as whole when it is found, without a gap, in what the voice said; what is lost is
what lies between the damage and the last sample in the file.
"""

import argparse
import contextlib
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from app.audio.joint import FADE_FRAMES
from app.audio.level import FLOOR_DBFS
from app.audio.sound import SAMPLE_RATE_HZ, Audio
from app.audio.wav import TakeWriter, read_take
from app.bootstrap import open_services
from app.core import practice_events as e
from app.core.question import Question
from app.session.inbox import Inbox
from app.session.services import Services
from tests.bench.bench import Bench
from tests.bench.mic_check import best_match

VOICE: Final = Path(__file__).parents[2] / "resources" / "demo" / "answer.wav"
QUESTION: Final = Question("bad", "bench", "Bench", "Bad days", "What went wrong?")
GOAL_S: Final = 3.0
GOOD_MATCH: Final = 0.9
SPOKEN_S: Final = (1.0, 5.0)  # before the damage
AFTER_S: Final = 1.5  # spoken after going on
PATIENCE_S: Final = 30.0


@dataclass
class Round:
    """What came of one bad day.

    Attributes:
        told_s: From the damage to the notice; None when nothing was told.
        lost_s: Sound before the damage that is not in the file.
        whole: Whether each stretch of the take is there without a gap.
        went_on: Whether the same take went on afterwards.
    """

    told_s: float | None = None
    lost_s: float = 0.0
    whole: bool = False
    went_on: bool = False


@dataclass
class Take:
    """A take in progress: what was reported, and when."""

    services: Services
    inbox: Inbox
    bench: Bench
    events: list[tuple[float, e.Event]] = field(default_factory=list)

    def start(self) -> None:
        self.services.desk.start(QUESTION, self._hear)
        self.wait(e.RecordingStarted)

    def _hear(self, event: e.Event) -> None:
        self.events.append((time.monotonic(), event))

    def run(self, length_s: float) -> None:
        """Let the session's thread do its work for a while."""
        until_s = time.monotonic() + length_s
        self.run_until(lambda: time.monotonic() >= until_s)

    def run_until(self, is_so: Callable[[], bool]) -> bool:
        """Let it work until something is so; return whether it ever was."""
        until_s = time.monotonic() + PATIENCE_S
        tick = self.services.microphones.tick
        done = lambda: is_so() or time.monotonic() > until_s  # noqa: E731 - said once, used once
        self.inbox.run_until(done, tick=tick, every_s=0.2)
        return is_so()

    def wait(self, kind: type[e.Event], after: int = 0, *, told: bool = False) -> float | None:
        """Return when an event of a kind came, beginning to count after so many; None: never."""

        def found() -> list[float]:
            return [
                at_s
                for at_s, event in self.events[after:]
                if isinstance(event, kind) and (not told or _is_told(event))
            ]

        return found()[0] if self.run_until(lambda: bool(found())) else None

    def last(self, kind: type[e.Event]) -> e.Event | None:
        return next((x for _, x in reversed(self.events) if isinstance(x, kind)), None)

    def go_on(self) -> bool:
        """Go on as often as it takes; return whether sound comes again."""
        for _ in range(10):
            before = len(self.events)
            self.services.desk.go_on()
            self.run_until(lambda before=before: len(self.events) > before)  # type: ignore[misc]  # the default binds the number of this turn
            if any(isinstance(x, e.RecordingStarted) for _, x in self.events[before:]):
                return True
            self.run(0.5)
        return False

    def stop(self) -> Audio:
        """End the take and return it."""
        self.services.desk.stop()
        self.wait(e.Recorded)
        recorded = self.last(e.Recorded)
        if not isinstance(recorded, e.Recorded):
            return np.zeros(0, np.float32)
        return read_take(self.services.recordings.path_of(recorded.take.name))

    def interrupted_at_s(self) -> float:
        event = self.last(e.RecordingInterrupted)
        return event.recorded_s if isinstance(event, e.RecordingInterrupted) else 0.0


def _is_told(event: e.Event) -> bool:
    match event:
        case e.RecordingWarned(notice):
            return bool(notice)
        case e.RecordingInterrupted(_, problem):
            return bool(problem)
        case _:
            return False


def _told(take: Take, since: int) -> float | None:
    """Return when the first notice came, be it a warning or an interruption."""
    first = [at_s for at_s, event in take.events[since:] if _is_told(event)]
    if first or take.run_until(lambda: any(_is_told(x) for _, x in take.events[since:])):
        return next(at_s for at_s, event in take.events[since:] if _is_told(event))
    return None


# The damage -----------------------------------------------------------------------


@contextmanager
def voice(bench: Bench, sound: Path = VOICE) -> Iterator[None]:
    """Speak into the microphone for as long as this lasts."""
    environment = {**os.environ, "PULSE_SERVER": f"unix:{bench.folder}/pulse.sock"}
    command = ["paplay", "--device=mic_feed", str(sound)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as child:
        try:
            yield
        finally:
            child.terminate()


def kill_server(bench: Bench) -> None:
    pid = int((bench.folder / "pulseaudio.pid").read_text())
    os.kill(pid, signal.SIGKILL)


def is_whole(stretch: Audio, said: Audio) -> bool:
    """Return whether a stretch is found in what was said; one without a sound is."""
    heard = np.flatnonzero(np.abs(stretch) > 1e-3)
    if heard.size < SAMPLE_RATE_HZ // 2:
        return True
    match, _ = best_match(said, stretch[heard[0] : heard[-1] + 1])
    return match > GOOD_MATCH


def went_on(take: Take, result: Round, said: Audio, said_first: Audio | None = None) -> Round:
    """Go on, speak, stop, and look at both stretches."""
    cut = round(take.interrupted_at_s() * SAMPLE_RATE_HZ)
    result.went_on = take.go_on()
    if result.went_on:
        with voice(take.bench):
            take.run(AFTER_S)
    sound = take.stop()
    result.went_on = result.went_on and sound.size > cut + SAMPLE_RATE_HZ
    first = is_whole(sound[:cut], said if said_first is None else said_first)
    result.whole = first and is_whole(sound[cut + FADE_FRAMES :], said)
    return result


def server_killed(take: Take, said: Audio, spoken_s: float | None = None) -> Round:
    with voice(take.bench):
        take.start()
        opened_s = time.monotonic()
        take.run(random.uniform(*SPOKEN_S) if spoken_s is None else spoken_s)
        since, at_s = len(take.events), time.monotonic()
        kill_server(take.bench)
        told_at_s = _told(take, since)
    result = Round(told_at_s - at_s if told_at_s else None)
    result.lost_s = at_s - opened_s - take.interrupted_at_s()
    since = len(take.events)
    take.services.desk.go_on()  # there is no server yet: it says so and stays
    refused = take.wait(e.RecordingInterrupted, since)
    take.bench.start("sound")
    result = went_on(take, result, said)
    result.went_on = result.went_on and refused is not None
    return result


def killed_at_once(take: Take, said: Audio) -> Round:
    return server_killed(take, said, random.uniform(0.0, 0.05))


def suspended(take: Take, said: Audio) -> Round:
    with voice(take.bench):
        take.start()
        opened_s = time.monotonic()
        take.run(random.uniform(*SPOKEN_S))
        since, at_s = len(take.events), time.monotonic()
        take.bench.pactl("suspend-source", "mic", "1")
        told_at_s = _told(take, since)
    result = Round(told_at_s - at_s if told_at_s else None)
    take.wait(e.RecordingInterrupted, since)
    result.lost_s = at_s - opened_s - take.interrupted_at_s()
    take.bench.pactl("suspend-source", "mic", "0")
    return went_on(take, result, said)


def muted(take: Take, said: Audio) -> Round:
    with voice(take.bench):
        take.start()
        take.run(random.uniform(*SPOKEN_S))
        since, at_s = len(take.events), time.monotonic()
        take.bench.pactl("set-source-mute", "mic", "1")
        told_at_s = _told(take, since)
    take.bench.pactl("set-source-mute", "mic", "0")
    result = Round(told_at_s - at_s if told_at_s else None)
    take.services.desk.pause()
    take.wait(e.RecordingInterrupted, since)
    return went_on(take, result, said)


def unplugged(take: Take, said: Audio) -> Round:
    """Unload the chosen source; the server lives, and silently records from another one."""
    properties = "source_properties=device.description=Usb"
    load = ("load-module", "module-remap-source", "master=mic_feed.monitor", "source_name=usb")
    number = take.bench.pactl(*load, properties).strip()
    _use(take, "usb")
    with voice(take.bench):
        take.start()
        opened_s = time.monotonic()
        take.run(random.uniform(*SPOKEN_S))
        since, at_s = len(take.events), time.monotonic()
        take.bench.pactl("unload-module", number)
        told_at_s = _told(take, since)
    result = Round(told_at_s - at_s if told_at_s else None)
    result.lost_s = at_s - opened_s - take.interrupted_at_s()
    take.run_until(lambda: take.services.microphones.list.missing == "usb")
    result = went_on(take, result, said)
    _use(take, "")
    return result


def other_default(take: Take, said: Audio) -> Round:
    """Make another source the default: the server moves the stream, and the take goes on."""
    load = ("load-module", "module-remap-source", "master=mic_feed.monitor", "source_name=other")
    number = take.bench.pactl(*load, "source_properties=device.description=Other").strip()
    with voice(take.bench):
        take.start()
        take.run(random.uniform(*SPOKEN_S))
        since = len(take.events)
        take.bench.pactl("set-default-source", "other")
        take.run(3.5)
        told = [event for _, event in take.events[since:] if _is_told(event)]
    sound = take.stop()
    level = 20 * np.log10(max(1e-6, float(np.sqrt(np.mean(sound[-2 * SAMPLE_RATE_HZ :] ** 2)))))
    take.bench.pactl("set-default-source", "mic")
    take.bench.pactl("unload-module", number)
    return Round(None, 0.0, is_whole(sound, said), not told and level > FLOOR_DBFS / 2)


def clipped(take: Take, said: Audio) -> Round:
    loud = take.services.places.data / "loud.wav"
    writer = TakeWriter(loud)
    writer.write(np.clip(said * 30 * 32767, -32768, 32767).astype(np.int16).tobytes())
    writer.close()
    take.start()
    take.run(0.3)
    since, at_s = len(take.events), time.monotonic()
    with voice(take.bench, loud):
        told_at_s = _told(take, since)
    take.services.desk.pause()
    take.wait(e.RecordingInterrupted, since)
    result = Round(told_at_s - at_s if told_at_s else None)
    return went_on(take, result, said, np.clip(said * 30, -1, 1))


def _use(take: Take, name: str) -> None:
    microphones = take.services.microphones
    microphones.look(name)
    take.run_until(lambda: microphones.list.chosen.name == name and not microphones.list.missing)


CASES: Final[dict[str, Callable[[Take, Audio], Round]]] = {
    "server killed": server_killed,
    "killed at once": killed_at_once,
    "suspended": suspended,
    "muted": muted,
    "unplugged": unplugged,
    "other default": other_default,
    "clipped": clipped,
}
QUIET_CASES: Final = {"other default"}  # nothing is wrong, so nothing should be told


# The table ------------------------------------------------------------------------


def line(name: str, rounds: list[Round]) -> str:
    told = [each.told_s for each in rounds if each.told_s is not None]
    lost = [each.lost_s for each in rounds]
    times = f"{statistics.median(told):5.2f} {max(told):5.2f}" if told else "    -     -"
    lost_words = f"{statistics.median(lost):5.2f} {max(lost):5.2f}"
    whole = sum(each.whole for each in rounds)
    on = sum(each.went_on for each in rounds)
    return (
        f"{name:15} {len(rounds):4}   {len(told):4}   {times}   {whole:4}   {on:4}   {lost_words}"
    )


def is_good(name: str, rounds: list[Round]) -> bool:
    in_time = all(r.told_s is not None and r.told_s <= GOAL_S for r in rounds)
    return (in_time or name in QUIET_CASES) and all(r.whole and r.went_on for r in rounds)


def measure(name: str, count: int, folder: Path) -> list[Round]:
    bench = Bench(folder / "bench")
    inbox = Inbox()
    said = read_take(VOICE)
    with contextlib.ExitStack() as stack:
        stack.callback(bench.stop)
        os.environ.update(bench.start("sound").variables)
        services = stack.enter_context(open_services(folder / "data", inbox.post))
        services.microphones.look("")
        services.microphones.follow()
        Take(services, inbox, bench).run(1.0)
        results = []
        for _ in range(count):
            results.append(CASES[name](Take(services, inbox, bench), said))
            Take(services, inbox, bench).run(0.5)
        return results


def main() -> int:
    """Run all cases, each with a sound server and a program of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--only", choices=CASES)
    options = parser.parse_args()
    print("case          rounds   told  median worst   whole  went on  lost: median worst [s]")
    good = True
    for name in [options.only] if options.only else CASES:
        count = options.kills if name == "server killed" else options.rounds
        with tempfile.TemporaryDirectory(prefix="bad-", dir="/tmp") as folder:
            rounds = measure(name, count, Path(folder))
        print(line(name, rounds), flush=True)
        good = good and is_good(name, rounds)
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
