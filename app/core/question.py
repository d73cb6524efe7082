"""Questions, their key points, and packs of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.core.structure import Part

Kind = Literal["knowledge", "behavioural"]
Difficulty = Literal[1, 2, 3]


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One fact a good answer says.

    Attributes:
        text: The fact, in one short sentence.
        aliases: Other short sentences that say the same fact.
        must: Groups of alternative terms; one of each group has to be said.
        weight: How much it counts, 1 for an ordinary point.
        part: The part of a story it belongs to; None for a point of a pack.
        numbers: The numbers in it, each in the ways it may be written down; without them it has
            not been said. Unlike `must` they are no terms: no engine is told to expect them.
    """

    text: str
    aliases: tuple[str, ...] = ()
    must: tuple[tuple[str, ...], ...] = ()
    weight: float = 1.0
    part: Part | None = None
    numbers: tuple[tuple[str, ...], ...] = ()

    @property
    def phrasings(self) -> tuple[str, ...]:
        """The fact in all the words it is known by, the main ones first."""
        return (self.text, *self.aliases)


@dataclass(frozen=True, slots=True)
class StoryName:
    """The story an answer was given with: its name on every computer, and its title then."""

    uid: str
    title: str


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
        difficulty: 1 easy, 2 ordinary, 3 hard.
        story: The story it is answered with, whose points its key points then are; None for none.
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
    difficulty: Difficulty = 2
    story: StoryName | None = None

    @property
    def key(self) -> str:
        """The name that is unique over all packs: `pack/question`."""
        return f"{self.pack_id}/{self.id}"


@dataclass(frozen=True, slots=True)
class Pack:
    """A set of questions that belong together, in the order of their files.

    Attributes:
        id: Stable name of the pack.
        title: Its title, for showing.
        questions: Its questions.
        mixes: Name of a role -> its groups, and how large a share of an interview each has.
    """

    id: str
    title: str
    questions: tuple[Question, ...]
    mixes: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups, in order of first appearance."""
        return tuple(dict.fromkeys(q.group for q in self.questions))
