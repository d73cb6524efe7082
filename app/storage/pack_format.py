"""The format of question packs, and its JSON Schema: `python -m app.storage.pack_format` prints it.

The descriptions are read in two places: as the help an editor shows, and in the sentence
'"answer_s" should be ...'. Keys are only ever added, so that old packs stay valid.
"""

import json
import sys
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.core.question import Difficulty, KeyPoint, Question

# Fewer facts than this and "covered 1 of 2" says more about the pack than about the answer.
MIN_KNOWLEDGE_POINTS: Final = 3
# Nobody says more than eight facts in two minutes, and more of them are hard to tell apart.
MAX_POINTS: Final = 8

Text = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
Share = Annotated[float, Field(gt=0, le=100)]
Mix = Annotated[dict[Text, Share], Field(min_length=1)]

# How the three degrees are written, so that nobody has to know which end is which.
_DIFFICULTIES: Final[dict[str, Difficulty]] = {"easy": 1, "ordinary": 2, "hard": 3}

_NAME_HELP: Final = "a short name in small letters, digits and hyphens, such as model-drift"


class _Part(BaseModel):
    """What all parts of the format have in common: nothing unknown, nothing guessed."""

    model_config = ConfigDict(
        extra="forbid", strict=True, allow_inf_nan=False, str_strip_whitespace=True
    )


class PackHead(_Part):
    """Which pack a file belongs to. Several files may belong to one."""

    id: Name = Field(description=_NAME_HELP)
    title: Text = Field(description="a short text")
    mixes: dict[Text, Mix] = Field(
        default={},
        description="names of roles, each with groups of this pack and their shares in an "
        "interview, such as Data engineer: {Basics: 2, SQL: 3}",
    )


class KeyPointEntry(_Part):
    """One fact a good answer says."""

    point: Text = Field(description="one fact in one short sentence")
    aliases: list[Text] = Field(
        default=[], description="a list of short sentences that say the same fact"
    )
    must: list[Annotated[list[Text], Field(min_length=1)]] = Field(
        default=[],
        description="a list of groups of terms, such as - [SHAP, LIME]; one of each has to be said",
    )
    weight: float = Field(default=1.0, ge=0.5, le=2, description="a number from 0.5 to 2")

    def to_key_point(self) -> KeyPoint:
        """Return it as a value of the core."""
        must = tuple(tuple(group) for group in self.must)
        return KeyPoint(self.point, tuple(self.aliases), must, self.weight)


class Anchors(_Part):
    """What answers of three ratings are like."""

    one: Text = Field(alias="1", description="a sentence on what an answer rated 1 is like")
    three: Text = Field(alias="3", description="a sentence on what an answer rated 3 is like")
    five: Text = Field(alias="5", description="a sentence on what an answer rated 5 is like")

    def by_rating(self) -> dict[int, str]:
        """Return the sentences under their ratings."""
        return {1: self.one, 3: self.three, 5: self.five}


class QuestionEntry(_Part):
    """One question with what belongs to it."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"kind": {"const": "behavioural"}}, "required": ["kind"]},
            "else": {
                "properties": {"key_points": {"minItems": MIN_KNOWLEDGE_POINTS}},
                "required": ["key_points"],
            },
        }
    )

    id: Name = Field(description=_NAME_HELP)
    ask: Text = Field(description="the question in full, as it is spoken")
    kind: Literal["knowledge", "behavioural"] = Field(
        default="knowledge", description="knowledge or behavioural"
    )
    group: Text | None = Field(
        default=None, description="the name of a group, when it is not the file's"
    )
    why: Text = Field(default="", description="a text on what the interviewer tests with it")
    key_points: list[KeyPointEntry] = Field(
        default=[],
        max_length=MAX_POINTS,
        description=f"a list of facts, each beginning with - point:, at most {MAX_POINTS}, and at "
        f"least {MIN_KNOWLEDGE_POINTS} for a knowledge question",
    )
    model_answer: Text = Field(default="", description="a text, as a person would speak it")
    follow_ups: list[Text] = Field(default=[], description="a list of questions")
    anchors: Anchors | None = Field(
        default=None, description="three sentences, under the keys 1, 3 and 5"
    )
    prep_s: float = Field(
        default=30, ge=0, le=180, description="a number of seconds from 0 to 180, such as 30"
    )
    answer_s: float = Field(
        default=120, ge=30, le=300, description="a number of seconds from 30 to 300, such as 120"
    )
    difficulty: Literal["easy", "ordinary", "hard"] = Field(
        default="ordinary", description="easy, ordinary or hard"
    )
    tags: list[Text] = Field(default=[], description="a list of words")
    competencies: list[Text] = Field(
        default=[], description="a list of what an answer shows, such as [ownership, planning]"
    )
    source: Text = Field(default="", description="a text on where the question comes from")

    @property
    def has_enough_points(self) -> bool:
        """Whether there are as many key points as its kind needs."""
        return self.kind != "knowledge" or len(self.key_points) >= MIN_KNOWLEDGE_POINTS

    def to_question(self, pack: PackHead, group: str) -> Question:
        """Return it as a value of the core; group is the file's."""
        return Question(
            id=self.id,
            pack_id=pack.id,
            pack_title=pack.title,
            group=self.group or group,
            ask=self.ask,
            kind=self.kind,
            why=self.why,
            key_points=tuple(entry.to_key_point() for entry in self.key_points),
            model_answer=self.model_answer,
            follow_ups=tuple(self.follow_ups),
            anchors=None if self.anchors is None else self.anchors.by_rating(),
            prep_s=self.prep_s,
            answer_s=self.answer_s,
            tags=tuple(self.tags),
            competencies=tuple(self.competencies),
            source=self.source,
            difficulty=_DIFFICULTIES[self.difficulty],
        )


class FileHead(_Part):
    """What a file says about all its questions."""

    pack: PackHead = Field(description='a part with "id:" and "title:" under it')
    order: int = Field(
        default=100, description="a whole number; files with a smaller one come first in the pack"
    )
    group: Text | None = Field(
        default=None, description="the name of the group of the questions in this file"
    )


class PackFile(FileHead):
    """A file of a question pack."""

    questions: list[QuestionEntry] = Field(
        min_length=1, description="a list of questions, each beginning with - id:"
    )


# Under which key a part stands; the file itself under none.
_PARTS: Final[dict[str, type[_Part]]] = {
    "": PackFile,
    "pack": PackHead,
    "questions": QuestionEntry,
    "key_points": KeyPointEntry,
    "anchors": Anchors,
}

# What each key should hold. Keys that stand in several parts mean the same in all of them.
DESCRIPTIONS: Final = {
    info.alias or name: info.description or ""
    for part in reversed(_PARTS.values())
    for name, info in part.model_fields.items()
}


def keys_of(part: str) -> list[str]:
    """Return the keys that may stand under a key; "" is the top of a file."""
    return [info.alias or name for name, info in _PARTS[part].model_fields.items()]


def json_schema() -> str:
    """Return the JSON Schema of a pack file, for `questions/pack.schema.json`."""
    schema = PackFile.model_json_schema(by_alias=True)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(head | schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(json_schema())
