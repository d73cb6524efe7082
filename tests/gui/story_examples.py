"""Stories and questions to show the Stories page with."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Final

from PySide6.QtWidgets import QWidget

from app.core.question import Question
from app.core.story import Story, StoryUse, told_with
from app.core.structure import Part
from app.gui.pages.practice import PracticePage
from app.gui.pages.review import ReviewPage
from app.gui.pages.stories import StoriesPage
from app.gui.pages.stories_values import StoriesState
from app.gui.presenters.story_choice import ATTACHED
from app.gui.widgets.menu_button import Offer
from app.gui.widgets.story_chooser import StoryOffer, StoryOffers
from tests.gui import answers

ASKS: Final = (
    ("troubleshoot", "Tell me about a time you had to troubleshoot something in production.",
     ("problem solving", "ownership")),
    ("conflict", "Tell me about a disagreement with a colleague.",
     ("conflict resolution", "communication")),
    ("persuade", "When did you have to convince somebody without having a say over them?",
     ("influence", "conflict resolution")),
    ("late", "Describe a project that was going to be late.", ("planning", "ownership")),
    ("learn", "What did you have to learn quickly?", ("learning", "adaptability")),
    ("customer", "Tell me about a customer who was not content.",
     ("customer focus", "conflict resolution")),
)  # fmt: skip
QUESTIONS: Final = tuple(
    Question(
        id=name,
        pack_id="behavioural",
        pack_title="Behavioural",
        group="Behavioural",
        ask=ask,
        kind="behavioural",
        competencies=shows,
    )
    for name, ask, shows in ASKS
)
HOUR: Final = Story(
    "The shifted hour",
    "hour",
    {
        Part.SITUATION: ("The error of our delivery times tripled on a Monday",),
        Part.TASK: ("Find the cause before the evening peak",),
        Part.ACTION: (
            "Looked at the inputs first, then at the model: plotted every feature against the week"
            " before",
            "Rolled the feature table back",
            "Live features are checked hourly since",
        ),
        Part.RESULT: ("Back to normal the same day",),
    },
    ("problem solving", "ownership"),
    ("6 minutes, 19 at worst",),
    ("behavioural/troubleshoot",),
)
MOVE: Final = Story(
    "Moving the whole team to another tracker",
    "move",
    {Part.SITUATION: ("Three trackers for one team",), Part.ACTION: ("Asked everybody first",)},
    ("planning", "communication", "influence"),
)
BARE: Final = Story("The intern who was right", "bare")
STORIES: Final = (HOUR, MOVE, BARE)
USES: Final = {
    "hour": StoryUse(3, answers.NOW - timedelta(days=1, hours=2), 0.82),
    "move": StoryUse(1, answers.NOW - timedelta(days=12), None),
}


def state(*stories: Story, **changes: object) -> StoriesState:
    """Return a state with some stories, the first of them open."""
    values: dict[str, object] = {
        "stories": stories,
        "uses": USES,
        "open": stories[0] if stories else None,
        "questions": QUESTIONS,
    }
    return StoriesState(**(values | changes))  # type: ignore[arg-type]  # one place for many tests


def many(number: int) -> tuple[Story, ...]:
    """Return many stories, each of which shows something else."""
    return tuple(
        replace(
            HOUR, uid=f"s{at}", title=f"Story {at}: {ASKS[at % 6][1]}", competencies=ASKS[at % 6][2]
        )
        for at in range(number)
    )


def page(shown: StoriesState, act: Callable[[StoriesPage], object] | None = None) -> QWidget:
    """Return the page in a state, on which something was done."""
    result = StoriesPage(lambda: answers.NOW)
    result.show_state(shown)
    if act:
        act(result)
    return result


# How answers are measured that tell one of them.
TOLD: Final = told_with(QUESTIONS[0], HOUR)
OFFERS: Final = StoryOffers(
    (
        StoryOffer("", "None"),
        StoryOffer("hour", "The shifted hour (attached)"),
        StoryOffer("move", MOVE.title),
    ),
    "hour",
    ATTACHED,
)


def thinking() -> QWidget:
    """Return the page on which one thinks, with a story chosen and the first two hints given."""
    result = PracticePage()
    result.show_stories(OFFERS)
    result.show_state(answers.practice(answers.think(), question=TOLD, note=""))
    result.hint.set_open(True)
    result.hints.show_more()
    return result


def reviewing() -> QWidget:
    """Return the review of an answer that told a story."""
    result = ReviewPage(lambda: answers.NOW)
    result.show_state(answers.review(attempt=answers.attempt(question=TOLD)))
    result.head.show_stories([Offer("The shifted hour", "hour")])
    result.show_position(31.0, playing=False)
    return result


def open_questions(page: StoriesPage) -> None:
    """Unfold the questions."""
    page.editor.attached.set_open(True)


def show_matrix(page: StoriesPage) -> None:
    """Turn to what the stories show."""
    page.show_tab("shows")
