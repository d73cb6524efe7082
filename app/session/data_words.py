"""What an archive would bring, or has brought, in words for the person."""

from datetime import datetime

from app.core.carrying import MergeCounts, moment_in_full
from app.core.sizes import size_in_words
from app.session.data_views import Exported, Imported, Preview


def preview_lines(preview: Preview) -> list[str]:
    """Return what an archive would bring, a line for each kind of thing."""
    counts = preview.counts
    lines = [
        f"{counted(counts.all, 'answer')}: {counts.new + counts.new_in_trash} new, "
        f"{counts.known} known already"
    ]
    if counts.new_in_trash:
        lines.append(f"{counts.new_in_trash} of the new ones lie in the trash")
    if counts.changed:
        lines.append(
            f"{counts.changed} of the known ones were changed later there; that is taken over"
        )
    lines += _own_lines(counts, "{} that you lack here", "{} changed later there")
    if preview.sounds:
        size = size_in_words(preview.sound_bytes)
        lines.append(f"{counted(preview.sounds, 'recording')} that you lack here, {size}")
    if preview.packs:
        lines.append(f"{counted(len(preview.packs), 'question pack')}: {', '.join(preview.packs)}")
    if preview.empty:
        lines.append("Everything in it is here already")
    return lines


def _own_lines(counts: MergeCounts, new: str, changed: str) -> list[str]:
    """Return what happens to stories and interviews; new and changed say it with a gap each."""
    own = (
        (new, counts.stories, "story"),
        (f"{new}, in the trash", counts.stories_in_trash, "story"),
        (changed, counts.stories_changed, "story"),
        (new, counts.interviews, "interview"),
        (changed, counts.interviews_changed, "interview"),
    )
    return [words.format(counted(number, one)) for words, number, one in own if number]


def made_words(preview: Preview) -> str:
    """Return such as ", made 24 November 2026, 18:42"; empty when the archive does not say."""
    try:
        return f", made {moment_in_full(datetime.fromisoformat(preview.made_at).astimezone())}"
    except (ValueError, OverflowError, OSError):
        return ""


def imported_lines(imported: Imported) -> list[str]:
    """Return what an import has brought, and where the history is as it was before."""
    counts = imported.counts
    lines = [f"{counted(counts.new, 'answer')} added, {counts.changed} brought up to date"]
    if counts.new_in_trash:
        lines.append(f"{counted(counts.new_in_trash, 'answer')} added to the trash")
    lines += _own_lines(counts, "{} added", "{} brought up to date")
    if imported.sounds:
        lines.append(f"{counted(imported.sounds, 'recording')} added")
    if imported.packs:
        lines.append(f"Question packs added: {', '.join(imported.packs)}")
    lines.append(f"The history as it was before: {imported.backup}")
    return lines


def exported_words(exported: Exported) -> str:
    """Return what was written."""
    what = [counted(exported.answers, "answer"), counted(exported.takes, "recording")]
    if exported.stories:
        what.insert(1, counted(exported.stories, "story"))
    listed = " and ".join((", ".join(what[:-1]), what[-1]))
    words = f"{listed}, {size_in_words(exported.bytes)}."
    if exported.missing:
        words += f" {counted(exported.missing, 'recording')} could not be found."
    return words


def counted(number: int, one: str) -> str:
    """Return "1 answer", "3 answers", "2 stories"."""
    if number == 1:
        return f"1 {one}"
    return f"{number} {one.removesuffix('y')}ies" if one.endswith("ry") else f"{number} {one}s"
