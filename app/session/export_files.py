"""Saves reports of attempts: gathers what they tell, and writes them in one of the formats."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal, assert_never

from app.audio.flac import write_flac
from app.audio.wav import read_frames
from app.core import practice_events as e
from app.core.errors import AppError, StorageError
from app.core.transcript import Transcript
from app.session.export_html import EmbeddedSound, html_of
from app.session.export_markdown import markdown_of
from app.session.export_report import AttemptReport
from app.session.ports import Listener
from app.session.subtitles import srt_of, vtt_of
from app.storage.archive import growing_file
from app.storage.files import explained
from app.storage.history import History
from app.storage.history_list import HistoryList

TextFormat = Literal["md", "html", "html-sound", "srt", "vtt"]
SUFFIXES: Final[dict[TextFormat, str]] = {
    "md": ".md",
    "html": ".html",
    "html-sound": ".html",
    "srt": ".srt",
    "vtt": ".vtt",
}
_SOUND_KINDS: Final = {".wav": "audio/wav", ".flac": "audio/flac"}


@dataclass(frozen=True, slots=True)
class ReportTools:
    """What gathering a report needs: the attempts, their lists, and whoever judges them."""

    history: History
    lists: HistoryList
    listener: Listener


def gather(
    attempt_id: int,
    tools: ReportTools,
    ready: Callable[[AttemptReport], None],
    failed: Callable[[AppError], None],
) -> None:
    """Have an attempt judged, and hand over its report; soon, on the session's thread.

    Where it cannot be judged, the report comes without feedback.

    Raises:
        StorageError: There is no such attempt, or it cannot be read.
    """
    attempt = tools.history.attempt(attempt_id)
    summary = tools.lists.summaries([attempt_id]).get(attempt_id)
    number = summary.take_number if summary else 1
    transcript = attempt.transcript
    if transcript is None or not transcript.words:
        ready(AttemptReport(attempt, number))
        return

    def hear(event: e.Event) -> None:
        match event:
            case e.Analysed(feedback):
                ready(AttemptReport(attempt, number, attempt.overrule(feedback)))
            case e.AnalysisFailed(problem):
                failed(AppError(problem))
            case _:
                pass

    tools.listener.analyse(attempt.question, transcript, attempt.take.duration_s, hear)


def report_bytes(report: AttemptReport, kind: TextFormat, take: Path | None = None) -> bytes:
    """Return the file of a report; may take a moment, for a thread of its own.

    Args:
        report: The attempt.
        kind: The format.
        take: Its recording, for "html-sound".

    Raises:
        StorageError: There are no words for subtitles, or the recording is gone.
    """
    return _text(report, kind, take).encode(errors="replace")


def save_bytes(data: bytes, target: Path) -> None:
    """Write a file whole or not at all; one that is there is replaced.

    Raises:
        StorageError: The disk is full, or refuses. `target` is as it was.
    """
    with growing_file(target, "The export could not be saved") as draft:
        draft.write_bytes(data)


def sound_of(take: Path) -> EmbeddedSound:
    """Return a recording as a page holds it: as FLAC, which is smaller and which browsers play.

    Raises:
        StorageError: It is not there, or cannot be read.
    """
    kind = _SOUND_KINDS.get(take.suffix.lower())
    if kind is None:
        raise StorageError("This attempt has no recording.", hint="Export it without.")
    if take.suffix.lower() == ".wav":
        with suppress(StorageError):  # no take of ours, or no FFmpeg: then as it is
            return EmbeddedSound("audio/flac", _as_flac(take))
    with explained("The recording could not be read", take):
        return EmbeddedSound(kind, take.read_bytes())


def _as_flac(take: Path) -> bytes:
    samples = read_frames(take)
    if not samples.size:
        raise StorageError("There is no sound in this take.")
    with TemporaryDirectory(prefix="greenroom-") as folder:
        flac = Path(folder) / "take.flac"
        write_flac(samples, flac)
        return flac.read_bytes()


def _text(report: AttemptReport, kind: TextFormat, take: Path | None) -> str:
    match kind:
        case "md":
            return markdown_of(report)
        case "html":
            return html_of(report)
        case "html-sound":
            return html_of(report, sound_of(take or Path()))
        case "srt":
            return srt_of(_words(report))
        case "vtt":
            return vtt_of(_words(report))
        case _:
            assert_never(kind)


def _words(report: AttemptReport) -> Transcript:
    if report.transcript is None:
        raise StorageError(
            "There are no words to make subtitles of.", hint="Have the take transcribed first."
        )
    if report.transcript.typed:
        raise StorageError(
            "There are no subtitles of an answer that was written.",
            hint="Export it as Markdown or as a web page.",
        )
    return report.transcript
