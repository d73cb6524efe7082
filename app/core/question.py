"""Questions, their key points, and packs of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["knowledge", "behavioural"]


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One fact a good answer says.

    Attributes:
        text: The fact, in one short sentence.
        aliases: Other short sentences that say the same fact.
        must: Groups of alternative terms; one of each group has to be said.
        weight: How much it counts, 1 for an ordinary point.
    """

    text: str
    aliases: tuple[str, ...] = ()
    must: tuple[tuple[str, ...], ...] = ()
    weight: float = 1.0

    @property
    def phrasings(self) -> tuple[str, ...]:
        """The fact in all the words it is known by, the main ones first."""
        return (self.text, *self.aliases)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as an interviewer asks it, with what belongs to it.

    Attributes:
        id: Stable name inside its pack.
        pack_id: The pack it comes from.
        pack_title: That pack's title, for showing.
        group: The part of the pack it stands in.
        ask: The question in full, as it is spoken.
        kind: Whether it asks for knowledge or for an experience.
        why: What the interviewer tests with it.
        key_points: What a good answer says.
        model_answer: A good answer, as a person would speak it.
        follow_ups: What an interviewer may ask next.
        anchors: What an answer rated 1, 3 and 5 is like.
        prep_s: Time to think, in seconds.
        answer_s: Time the answer should take, in seconds.
        tags: Words to find it by.
        competencies: What a behavioural answer shows.
        source: Where the question comes from.
    """

    id: str
    pack_id: str
    pack_title: str
    group: str
    ask: str
    kind: Kind = "knowledge"
    why: str = ""
    key_points: tuple[KeyPoint, ...] = ()
    model_answer: str = ""
    follow_ups: tuple[str, ...] = ()
    anchors: Mapping[int, str] | None = None
    prep_s: float = 30.0
    answer_s: float = 120.0
    tags: tuple[str, ...] = ()
    competencies: tuple[str, ...] = ()
    source: str = ""

    @property
    def key(self) -> str:
        """The name that is unique over all packs: `pack/question`."""
        return f"{self.pack_id}/{self.id}"


@dataclass(frozen=True, slots=True)
class Pack:
    """A set of questions that belong together, in the order of their files."""

    id: str
    title: str
    questions: tuple[Question, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups, in order of first appearance."""
        return tuple(dict.fromkeys(q.group for q in self.questions))
