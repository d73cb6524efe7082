"""Which stories can be told now, and which is: while one thinks, and in a review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from app.core import practice as p
from app.core.errors import AppError
from app.gui.widgets.menu_button import Offer
from app.gui.widgets.story_chooser import StoryOffer, StoryOffers

if TYPE_CHECKING:
    from app.core.question import Question, StoryName
    from app.core.story import Story, Suggestion
    from app.gui.pages.practice import PracticePage
    from app.session.practice import PracticeSession
    from app.session.services import Services
    from app.session.views import PracticeView, ReviewView

NO_STORY: Final = "None: the question's own points"
ATTACHED: Final = "You attached this story. The answer is compared with its points."
CHOSEN: Final = "The answer is compared with the points of this story."
PACK_GONE: Final = "The question's own points are gone with its pack"
NOT_WRITTEN_YET: Final = "Once it is written down what you said"
TOLD: Final = "This is the story of the answer"


class StoryChoice:
    """Offers stories for the question on the practice page; one that is attached is proposed."""

    def __init__(self, page: PracticePage, services: Services) -> None:
        self._page = page
        self._services = services
        self._session: PracticeSession | None = None
        self._place = -1  # the question whose choice has begun
        self._stories: tuple[Story, ...] = ()
        self._proposed = ""
        self._fixed = False  # whether the first question keeps the story of an earlier take

    def begin(self, session: PracticeSession, told: StoryName | None) -> None:
        """Begin with a session, whose first question is told with a story where that is known."""
        self._session, self._place = session, -1
        self._fixed = told is not None
        if told is not None:
            self.tell_again(told)

    def tell_again(self, told: StoryName | None) -> None:
        """Tell the story of an earlier take, or none; one that has been deleted changes nothing."""
        if self._session is None:
            return
        self._look_up()
        if told is None:
            self._session.answer_with(None)
        elif story := self._find(told.uid):
            self._session.answer_with(story)

    def choose(self, uid: str) -> None:
        """Tell the story the person has chosen; none for an empty uid."""
        self._proposed = ""
        if self._session is not None:
            self._session.answer_with(self._find(uid))

    def show(self, view: PracticeView) -> None:
        """Offer what fits the question that is shown, if it asks for an experience."""
        state, session = view.state, self._session
        if session is None or not isinstance(state, p.Think):
            return
        if view.question.kind != "behavioural" or not state.rules.may_pause:
            self._page.show_stories(None)
            return
        if self._place != view.index:
            self._place = view.index
            self._open(session, view.question)
        self._show_offers(session.view.question)

    def _open(self, session: PracticeSession, question: Question) -> None:
        """Look which stories there are; tell the one that is attached, if it is the only one."""
        self._look_up()
        self._proposed = ""
        attached = [story for story in self._stories if question.key in story.question_keys]
        self._stories = _attached_first(self._stories, question)
        if self._stories:
            self._rank(session, question)
        if len(attached) == 1 and question.story is None and not self._fixed:
            self._proposed = attached[0].uid
            session.answer_with(attached[0])
        self._fixed = False

    def _rank(self, session: PracticeSession, question: Question) -> None:
        """Have the stories ordered by how well they fit, as soon as that is known."""
        place = self._place

        def take(suggestions: tuple[Suggestion, ...]) -> None:
            if self._session is session and self._place == place:
                self._stories = tuple(each.story for each in suggestions)
                self._show_offers(session.view.question)

        self._services.stories.suggest(question, take)

    def _show_offers(self, question: Question) -> None:
        told = question.story
        if not self._stories and told is None:
            self._page.show_stories(None)
            return
        offers = [StoryOffer("", "None")]
        offers += [StoryOffer(each.uid, _words(each, question)) for each in self._stories]
        if told is not None and told.uid not in {each.uid for each in offers}:
            offers.append(StoryOffer(told.uid, told.title))
        note = ""
        if told is not None:
            note = ATTACHED if told.uid == self._proposed else CHOSEN
        self._page.show_stories(StoryOffers(tuple(offers), told.uid if told else "", note))

    def _look_up(self) -> None:
        try:
            self._stories = self._services.stories.stories()
        except AppError as error:
            self._stories = ()
            self._services.hooks.complain(error)

    def _find(self, uid: str) -> Story | None:
        return next((story for story in self._stories if story.uid == uid), None)


def review_offers(
    view: ReviewView, stories: Sequence[Story], plain: Question | None
) -> tuple[Offer, ...]:
    """Return what a person can say an answer told; nothing for a question of knowledge.

    Args:
        view: The review.
        stories: All stories.
        plain: The question as its pack has it; None when that is gone.
    """
    question = view.attempt.question
    told = question.story
    if question.kind != "behavioural" or not (stories or told):
        return ()
    waits = NOT_WRITTEN_YET if isinstance(view.reading, p.Transcribing) else ""
    uid = told.uid if told else ""
    offers = [
        Offer(
            _words(story, question), story.uid, why_not=waits or (TOLD if story.uid == uid else "")
        )
        for story in _attached_first(stories, question)
    ]
    gone = PACK_GONE if told and plain is None else ""
    none = Offer(NO_STORY, "", apart=True, why_not=waits or gone or ("" if told else TOLD))
    return (*offers, none)


def _attached_first(stories: Iterable[Story], question: Question) -> tuple[Story, ...]:
    return tuple(sorted(stories, key=lambda story: question.key not in story.question_keys))


def _words(story: Story, question: Question) -> str:
    attached = question.key in story.question_keys
    return f"{story.title} (attached)" if attached else story.title
