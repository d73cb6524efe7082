"""Numbers of stories, said in a way a recogniser writes down, and left out at the same place."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.core.story import Story
from app.session.story_markdown import read_stories

STORIES: Final = Path(__file__).parents[1] / "data" / "stories.md"


@dataclass(frozen=True, slots=True)
class Ending:
    """How an answer may end: the number said, and left out.

    Attributes:
        title: The story's title.
        number: Which of its numbers, from 0.
        said: With the number.
        left_out: The same without it.
    """

    title: str
    number: int
    said: str
    left_out: str


ENDINGS: Final = (
    Ending(
        "The shifted hour",
        0,
        "The forecast error went down from 31% to 8%, and the fault has not come back.",
        "The forecast error went down a lot, and the fault has not come back.",
    ),
    Ending(
        "The shifted hour",
        1,
        "All forty depots got their rota in time.",
        "All the depots got their rota in time.",
    ),
    Ending(
        "The night porter's list",
        0,
        "Before that we had nine double bookings a month, and afterwards none.",
        "Before that we had quite some double bookings every month, and afterwards none.",
    ),
    Ending(
        "Two names for one model",
        0,
        "A rollback used to take three hours, and now it takes 2 minutes.",
        "A rollback used to take an afternoon, and now it takes moments.",
    ),
    Ending(
        "The deleted table",
        0,
        "In the end we had all twelve hundred addresses restored by four in the afternoon.",
        "In the end we had all the addresses restored by the same afternoon.",
    ),
    Ending(
        "Three weeks for Spark",
        0,
        "So all fourteen jobs were moved within three weeks.",
        "So all the jobs were moved in time.",
    ),
    Ending(
        "Three weeks for Spark",
        1,
        "And the cluster costs us 33 percent less, too.",
        "And the cluster costs us much less, too.",
    ),
    Ending(
        "The black Friday queue",
        0,
        "At the peak it took twelve thousand requests a second.",
        "At the peak it took an enormous number of requests a second.",
    ),
    Ending(
        "The black Friday queue",
        1,
        "Ninety-five percent of them came back in under eighty milliseconds.",
        "Nearly all of them came back within milliseconds.",
    ),
    Ending(
        "The promised churn model",
        0,
        "It found 45% of those who leave, and I had promised eighty.",
        "It found fewer of those who leave than I had promised.",
    ),
    Ending(
        "A test suite for the release",
        0,
        "On the first day we had eleven of the 14 features.",
        "On the first day we had most of the features.",
    ),
    Ending(
        "Batch or live",
        0,
        "That saves us ninety thousand euros a year.",
        "That saves us a lot of euros each year.",
    ),
    Ending(
        "The sceptical doctor",
        0,
        "Urgent scans are now read 35 minutes earlier.",
        "Urgent scans are now read much earlier.",
    ),
    Ending(
        "Something with AI",
        0,
        "It sorts six thousand mails every week.",
        "It sorts all the mails every week.",
    ),
    Ending(
        "The rollout nobody used",
        0,
        "Only six out of forty branches used it in the first try.",
        "Only a few of the branches used it in the first try.",
    ),
    Ending(
        "You talk too long",
        0,
        "I went from twenty-four slides to a single one.",
        "I went from a whole deck of slides to next to nothing.",
    ),
)


def stories() -> dict[str, Story]:
    """Return the stories by their titles."""
    return {story.title: story for story in read_stories(STORIES.read_text("utf-8"))}
