"""What a person changes in an attempt under review, so that each change can be undone."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, assert_never

from app.core.attempt import Attempt, SelfRating, StoredWords
from app.core.corrections import add_filler, replace_words
from app.core.errors import StorageError
from app.core.question import Question
from app.core.structure import Part, Structure, TaggedSentence
from app.core.transcript import Transcript
from app.storage.history import History

MOST_CHANGES: Final = 200
MOST_TAKES: Final = 200
LABEL_LETTERS: Final = 24


@dataclass(frozen=True, slots=True)
class Ticked:
    """What the person says of a key point; None leaves it to the program."""

    point: int
    said: bool | None


@dataclass(frozen=True, slots=True)
class Marked:
    """Moments, in seconds, each with the part the person says is told; None for the program's."""

    parts: tuple[tuple[float, Part | None], ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """The line 'next time I will ...'."""

    text: str


@dataclass(frozen=True, slots=True)
class BestTake:
    """Which attempt at the question is the best; None for none."""

    attempt_id: int | None


@dataclass(frozen=True, slots=True)
class NoteKept:
    """Whether the attempt did what an earlier one, `noted_at`, noted for next time."""

    noted_at: int
    kept: bool


@dataclass(frozen=True, slots=True)
class Told:
    """Which question, told with which story, is answered, and what the person said of its points.

    Attributes:
        question: The question, with the points the answer is measured by.
        ticks: Index of a point -> whether the person says it was said.
        self_rating: Their own verdict, with the points they remembered; None for none.
    """

    question: Question
    ticks: Mapping[int, bool]
    self_rating: SelfRating | None


State = StoredWords | Ticked | Marked | Noted | BestTake | NoteKept | Told
"""What a change has found, or left."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something a person did to an attempt.

    Attributes:
        label: What they did, such as "correct “the”".
        before: What there was.
        after: What there is since.
    """

    label: str
    before: State
    after: State


@dataclass
class _Trail:
    """The changes of one attempt, the newest last; and those that were undone."""

    done: list[Change] = field(default_factory=list)
    undone: list[Change] = field(default_factory=list)


class Edits:
    """Changes attempts in the history, and remembers how to undo that while the program runs.

    Every method raises StorageError when the history cannot be read or written. Those that change
    words return whether they did.
    """

    def __init__(self, history: History) -> None:
        self._history = history
        self._trails: dict[int, _Trail] = {}

    def undo_label(self, attempt_id: int) -> str:
        """Return what `undo` would undo; empty for nothing."""
        done = self._trail(attempt_id).done
        return done[-1].label if done else ""

    def redo_label(self, attempt_id: int) -> str:
        """Return what `redo` would do again; empty for nothing."""
        undone = self._trail(attempt_id).undone
        return undone[-1].label if undone else ""

    # Changes ----------------------------------------------------------------------------

    def correct(self, attempt_id: int, first: int, last: int, text: str) -> bool:
        """Replace words first..last by others; the same ones are no change."""
        before = self._history.words(attempt_id)
        said = before.transcript
        if said is None or not 0 <= first <= last < len(said.words):
            return False
        old = " ".join(word.text for word in said.words[first : last + 1])
        if old == " ".join(text.split()):
            return False
        label = f"correct {_quoted(old)}" if text.strip() else f"delete {_quoted(old)}"
        return self._rewrite(attempt_id, label, before, replace_words(said, first, last, text))

    def add_filler(self, attempt_id: int, at_s: float) -> bool:
        """Put a filler where one is heard."""
        before = self._history.words(attempt_id)
        if before.transcript is None:
            return False
        after = add_filler(before.transcript, at_s)
        return self._rewrite(attempt_id, "add a filler", before, after)

    def go_back(self, attempt_id: int) -> bool:
        """Put what the engine wrote in place of the person's own words."""
        before = self._history.words(attempt_id)
        if before.original is None:
            return False
        after = replace(before, transcript=before.original, original=None)
        self._history.put_back(attempt_id, after)
        self._note(attempt_id, Change("go back to the original", before, after))
        return True

    def reread(self, attempt_id: int, before: StoredWords, transcript: Transcript) -> bool:
        """Take in what an engine has read, unless the words have changed since it began.

        Args:
            attempt_id: The attempt.
            before: Its words when the reading began; a first reading is nothing to undo.
            transcript: What was read.
        """
        if self._history.words(attempt_id) != before:
            return False
        self._history.set_transcript(attempt_id, transcript)
        if before.transcript is not None:
            after = self._history.words(attempt_id)
            self._note(attempt_id, Change("read the take again", before, after))
        return True

    def confirm(self, attempt_id: int) -> None:
        """Vouch for a draft."""
        before = self._history.words(attempt_id)
        self._history.confirm(attempt_id)
        after = replace(before, confirmed=True)
        self._note(attempt_id, Change("confirm the text", before, after))

    def tick(self, attempt_id: int, point: int, said: bool | None) -> None:
        """Overrule a key point, or (None) leave it to the program."""
        before = self._history.attempt(attempt_id).ticks.get(point)
        self._history.tick(attempt_id, point, said)
        words = {True: "I said point", False: "not said: point", None: "give back point"}[said]
        label = f"{words} {point + 1}"
        self._note(attempt_id, Change(label, Ticked(point, before), Ticked(point, said)))

    def mark_part(
        self, attempt_id: int, told: Structure, sentence: TaggedSentence, part: Part | None
    ) -> None:
        """Set which part of the story a sentence tells, or (None) leave it to the program.

        Args:
            attempt_id: The attempt.
            told: How its story is told.
            sentence: A sentence of that; what was said of it before, at any moment, is replaced.
            part: The part.
        """
        marks = self._history.attempt(attempt_id).marked_parts
        there = told.moments_in(sentence, marks)
        if part is None and not there:
            return
        # In the middle: words that are put right at its ends leave it in the same sentence.
        middle_s = round((sentence.start_s + sentence.end_s) / 2, 3)
        after: dict[float, Part | None] = dict.fromkeys(there)
        if part is not None:
            after[middle_s] = part
        before = Marked(tuple((at_s, marks.get(at_s)) for at_s in after))
        if before.parts == tuple(after.items()):
            return
        marked = Marked(tuple(after.items()))
        self._put_marks(attempt_id, marked)
        self._note(attempt_id, Change(_marked_words(part), before, marked))

    def set_note(self, attempt_id: int, text: str) -> None:
        """Write the note; what is typed on in one go is one change."""
        before = self._history.attempt(attempt_id).note
        self._history.set_note(attempt_id, text)
        change = Change("write the note", Noted(before), Noted(text))
        done = self._trail(attempt_id).done
        if done and isinstance(done[-1].after, Noted) and _goes_on(done[-1].after.text, text):
            change = replace(change, before=done.pop().before)
        self._note(attempt_id, change)

    def set_best(self, attempt_id: int, on: bool) -> None:
        """Mark an attempt as the best take of its question, which no other is then; or unmark."""
        before = BestTake(self._best_of(attempt_id))
        self._history.set_best(attempt_id, on)
        after = BestTake(self._best_of(attempt_id))
        label = "mark the best take" if on else "unmark the best take"
        self._note(attempt_id, Change(label, before, after))

    def keep_note(self, attempt_id: int, noted_at: int, kept: bool) -> None:
        """Set whether an attempt did what an earlier one noted for next time."""
        self._history.keep_note(noted_at, attempt_id if kept else None)
        label = "keep the note" if kept else "not keep the note"
        self._note(
            attempt_id, Change(label, NoteKept(noted_at, not kept), NoteKept(noted_at, kept))
        )

    def answer_with(self, attempt_id: int, question: Question) -> bool:
        """Measure an attempt by other points of its question; what was said of the old ones goes.

        Args:
            attempt_id: The attempt.
            question: The same question, told with another story or with none.
        """
        before = _told(self._history.attempt(attempt_id))
        if question == before.question:
            return False
        rating = before.self_rating and replace(before.self_rating, remembered=())
        after = Told(question, {}, rating)
        self._put_told(attempt_id, after)
        label = f"tell {_quoted(question.story.title)}" if question.story else "tell no story"
        self._note(attempt_id, Change(label, before, after))
        return True

    # Undoing ------------------------------------------------------------------------------

    def undo(self, attempt_id: int) -> bool:
        """Undo the newest change; return whether words have changed."""
        trail = self._trail(attempt_id)
        if not trail.done:
            return False
        change = trail.done[-1]
        rewritten = self._put(attempt_id, change.after, change.before)
        trail.undone.append(trail.done.pop())
        return rewritten

    def redo(self, attempt_id: int) -> bool:
        """Do the change again that was undone last; return whether words have changed."""
        trail = self._trail(attempt_id)
        if not trail.undone:
            return False
        change = trail.undone[-1]
        rewritten = self._put(attempt_id, change.before, change.after)
        trail.done.append(trail.undone.pop())
        return rewritten

    def _put(self, attempt_id: int, there: State, state: State) -> bool:
        match state:
            case StoredWords():
                if self._history.words(attempt_id) != there:
                    self._trails.pop(attempt_id, None)
                    raise StorageError(
                        "This cannot be undone any more.",
                        hint="The text has been replaced in the meantime, and stays as it is.",
                    )
                self._history.put_back(attempt_id, state)
                return True
            case Ticked(point, said):
                self._history.tick(attempt_id, point, said)
            case Marked():
                self._put_marks(attempt_id, state)
            case Noted(text):
                self._history.set_note(attempt_id, text)
            case NoteKept(noted_at, kept):
                self._history.keep_note(noted_at, attempt_id if kept else None)
            case BestTake(best_id):
                now_id = self._best_of(attempt_id) if best_id is None else best_id
                if now_id is not None:
                    self._history.set_best(now_id, best_id is not None)
            case Told():
                self._put_told(attempt_id, state)
                return True
            case _:
                assert_never(state)
        return False

    def _put_marks(self, attempt_id: int, marked: Marked) -> None:
        for at_s, part in marked.parts:
            self._history.mark_part(attempt_id, at_s, part)

    def _put_told(self, attempt_id: int, told: Told) -> None:
        self._history.answer_with(attempt_id, told.question)
        for point, said in told.ticks.items():
            self._history.tick(attempt_id, point, said)
        if told.self_rating is not None:
            self._history.rate(attempt_id, told.self_rating)

    def _rewrite(
        self, attempt_id: int, label: str, before: StoredWords, transcript: Transcript
    ) -> bool:
        self._history.correct(attempt_id, transcript)
        self._note(attempt_id, Change(label, before, self._history.words(attempt_id)))
        return True

    def _note(self, attempt_id: int, change: Change) -> None:
        trail = self._trail(attempt_id)
        if trail.done and trail.done[-1].after == change.before:
            # The same words, read anew: 200 changes of ten minutes share them instead of 60 MB.
            change = replace(change, before=trail.done[-1].after)
        trail.done.append(change)
        del trail.done[:-MOST_CHANGES]
        trail.undone.clear()

    def _trail(self, attempt_id: int) -> _Trail:
        return self._trails.setdefault(attempt_id, _Trail())

    def _best_of(self, attempt_id: int) -> int | None:
        key = self._history.attempt(attempt_id).question.key
        takes = self._history.summaries(limit=MOST_TAKES, question_key=key)
        return next((take.id for take in takes if take.best), None)


def _told(attempt: Attempt) -> Told:
    return Told(attempt.question, dict(attempt.ticks), attempt.self_rating)


def _quoted(words: str) -> str:
    """Return words for a label; of many the beginning."""
    short = words if len(words) <= LABEL_LETTERS else f"{words[: LABEL_LETTERS - 1].rstrip()}…"
    return f"“{short}”"


def _marked_words(part: Part | None) -> str:
    return f"call a sentence {part.capitalize()}" if part else "give back a sentence"


def _goes_on(before: str, after: str) -> bool:
    """Return whether a note is what was typed on, or back, from another."""
    return bool(before and after) and (after.startswith(before) or before.startswith(after))
