"""What is said of a whole interview, on made-up answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.delivery import assess_delivery
from app.core.attempt import Attempt, Take
from app.core.feedback import (
    Content,
    Coverage,
    Evidence,
    Feedback,
    PointFinding,
    PointState,
    Said,
)
from app.core.interview import InterviewRules, InterviewStep, follow_up_to
from app.core.question import KeyPoint, Question
from app.core.structure import Part, Structure, TaggedSentence
from app.core.transcript import TYPED, Place, Transcript, Word
from app.session.interview_remarks import ONLY_DRAFTS, ORDINARY, TOO_LITTLE, remark_on
from app.session.interview_views import AnswerReport, InterviewReport, Remark

YES, NO = PointState.COVERED, PointState.NOT_FOUND
PART = {"S": Part.SITUATION, "T": Part.TASK, "A": Part.ACTION, "R": Part.RESULT}


@dataclass(frozen=True)
class Made:
    """An answer in a few marks.

    Attributes:
        points: "+" for a covered point, "-" for one that was not found.
        words: How many words were said.
        wpm: How fast.
        parts: The sentences of the story, as letters of STAR; empty for no story.
        number: Whether the Result holds a number.
        us: How often the person spoke of a group, and of themselves.
        take_s: Length of the take in seconds; None for that of the words.
    """

    points: str = ""
    words: int = 130
    wpm: float = 130.0
    parts: str = ""
    number: bool = False
    us: tuple[int, int] = (0, 0)
    fillers: int = 0
    pause_s: float = 0.0
    first_s: float = 1.0
    take_s: float | None = None
    phrase: int = 0
    draft: bool = False
    typed: bool = False
    follow_up: bool = False


def report(made: Made, number: int) -> AnswerReport:
    question = Question(
        f"q{number}",
        "test",
        "Test",
        "Basics",
        f"Question {number}?",
        key_points=tuple(KeyPoint(f"Point {i}.") for i in range(len(made.points))),
        follow_ups=("And then?",),
        answer_s=120,
    )
    step = InterviewStep(question)
    if made.follow_up:
        step = InterviewStep(follow_up_to(question, 0), follow_up=True)
    transcript = spoken(made)
    end_s = transcript.words[-1].end_s if transcript.words else 0.0
    take = Take(f"{number}.wav", end_s + 0.5 if made.take_s is None else made.take_s)
    attempt = Attempt(number, datetime(2026, 3, 14, tzinfo=UTC), step.question, take, transcript)
    feedback = Feedback(
        Coverage(tuple(found(made, transcript)), "semantic"),
        assess_delivery(transcript, take.duration_s, step.question.answer_s),
        content=Content(phrases=phrases(made)),
        structure=shape(made, transcript),
    )
    return AnswerReport(step, attempt, feedback)


def spoken(made: Made) -> Transcript:
    step_s = 60.0 / made.wpm
    words = []
    for index in range(made.words):
        late_s = made.first_s + (made.pause_s if index > made.words // 2 else 0.0)
        text = f"word{index}"
        if index < made.fillers:
            text = "um,"
        elif index in (made.words - 3, made.words - 5):
            text = "we" if made.us[0] else "I"
        words.append(Word(text, late_s + index * step_s, late_s + (index + 1) * step_s))
    engine = TYPED if made.typed else "whisper"
    return Transcript(tuple(words), engine, draft=made.draft)


def found(made: Made, transcript: Transcript) -> Sequence[PointFinding]:
    evidence = None
    if transcript.words:
        evidence = Evidence("word0", 0, 0, 1.0, 2.0)
    states = [YES if mark == "+" else NO for mark in made.points]
    return [PointFinding(f"Point {i}.", state, 0.5, evidence) for i, state in enumerate(states)]


def phrases(made: Made) -> tuple[Said, ...]:
    places = tuple(Place(i, i + 2) for i in range(made.phrase))
    return (Said("at the end", places),) if made.phrase else ()


def shape(made: Made, transcript: Transcript) -> Structure | None:
    if not made.parts:
        return None
    each = made.words // len(made.parts)
    words = transcript.words
    sentences = tuple(
        TaggedSentence(
            i * each, (i + 1) * each - 1, words[i * each].start_s, words[(i + 1) * each - 1].end_s,
            PART[mark],
        )
        for i, mark in enumerate(made.parts)
    )  # fmt: skip
    last = sentences[-1].first_word
    numbers = (Place(last, last),) if made.number else ()
    return Structure(sentences, made.us[1], made.us[0], numbers)


def remarks(*made: Made) -> tuple[dict[str, Remark], dict[str, Remark], str]:
    answers = [report(each, number) for number, each in enumerate(made, 1)]
    good, bad, note = remark_on(answers, InterviewRules())
    return {each.title: each for each in good}, {each.title: each for each in bad}, note


GOOD_STORY = Made(parts="SAAAR", number=True, us=(1, 9))


def test_points_that_were_said_are_a_strength_with_places() -> None:
    good, bad, _ = remarks(Made("++++"), Made("+++-"))
    remark = good["You say what counts"]
    assert remark.words == "You brought in 7 of 8 key points."
    assert [bite.attempt_id for bite in remark.evidence] == [1, 2]
    assert bad == {}


def test_points_that_were_left_out_are_named_with_the_answers_they_belong_to() -> None:
    _, bad, _ = remarks(Made("+---"), Made("+---"))
    remark = bad["Bring in more of the key points"]
    assert (
        remark.words == "2 of 8 key points were heard. Not heard, for instance: Point 1; Point 1."
    )
    assert {bite.attempt_id for bite in remark.evidence} == {1, 2}


def test_between_them_points_are_no_remark_but_one_answer_may_stand_out() -> None:
    good, bad, _ = remarks(Made("++++"), Made("+--+-"))
    assert "You brought in 4 of 4" in good["One answer stood out"].words
    assert "Bring in more of the key points" not in bad


def test_one_weak_answer_among_good_ones_is_named() -> None:
    good, bad, _ = remarks(Made("++++++++"), Made("+---"))
    assert "You say what counts" in good
    assert "“Question 2?”" in bad["Go over one of the questions"].words


def test_results_with_numbers_are_a_strength_and_the_number_can_be_heard() -> None:
    good, _, _ = remarks(GOOD_STORY, GOOD_STORY)
    remark = good["Your Results have numbers"]
    assert remark.words == "A number was heard in the Result of each of the 2 stories you told."
    assert remark.evidence[0].text.startswith("word104")
    one, _, _ = remarks(GOOD_STORY)
    assert one["Your Results have numbers"].words.endswith("of the story you told.")


def test_results_without_numbers_are_worth_one() -> None:
    good, bad, _ = remarks(replace(GOOD_STORY, number=False))
    assert "no number was heard" in bad["Put a number on your Results"].words
    assert "Your Results have numbers" not in good


def test_a_story_without_an_end_is_worth_one() -> None:
    _, bad, _ = remarks(Made(parts="SSAAA"))
    assert bad["Say how it ended"].evidence[0].text.startswith("word104")
    assert "Put a number on your Results" not in bad


def test_coming_late_to_what_one_did_is_worth_work() -> None:
    good, bad, _ = remarks(Made(parts="SSSTAR", number=True), Made(parts="SSSSSSAR", number=True))
    assert "In 2 of 2 stories" in bad["Come to what you did sooner"].words
    assert "You tell what you did" not in good


def test_telling_what_one_did_is_a_strength() -> None:
    good, bad, _ = remarks(GOOD_STORY)
    assert "In 1 of 1 story" in good["You tell what you did"].words
    assert bad == {}


def test_much_we_hides_ones_own_part_and_is_shown() -> None:
    _, bad, _ = remarks(replace(GOOD_STORY, us=(9, 2)))
    remark = bad["Say what your own part was"]
    assert "yourself 2 times and of a group 9 times" in remark.words
    assert remark.evidence[0].text.startswith("we ")


def test_a_story_of_three_sentences_is_not_taken_apart() -> None:
    good, bad, _ = remarks(Made(parts="SSS"))
    assert "Say how it ended" not in bad
    assert "Come to what you did sooner" not in bad
    assert "Your Results have numbers" not in good


@pytest.mark.parametrize(
    ("wpm", "title"), [(200.0, "Speak a little slower"), (70.0, "Speak a little faster")]
)
def test_a_pace_outside_the_usual_is_worth_work(wpm: float, title: str) -> None:
    _, bad, _ = remarks(Made(wpm=wpm), Made(wpm=wpm))
    assert "usual are 100 to 165" in bad[title].words


def test_an_even_pace_is_a_strength() -> None:
    good, _, _ = remarks(Made(), Made(wpm=150))
    assert "130 to 150 words a minute" in good["An even pace"].words


def test_fillers_are_told_and_their_thickest_place_is_shown() -> None:
    _, bad, _ = remarks(Made(fillers=12))
    assert "um," in bad["Fewer fillers"].evidence[0].text
    good, _, _ = remarks(Made())
    assert "Few fillers" in good


def test_answers_that_were_cut_off_are_told_with_their_last_words() -> None:
    _, bad, _ = remarks(Made(take_s=119.5), Made(take_s=119.9))
    remark = bad["Come to the end in time"]
    assert remark.evidence[0].text.endswith("word129")


def test_short_answers_are_told_and_good_lengths_are_a_strength() -> None:
    _, bad, _ = remarks(Made(words=60), Made(words=50))
    assert "2 of 2 answers took less than half" in bad["Say a little more"].words
    good, _, _ = remarks(Made(words=200), Made(words=200))
    assert "You use your time well" in good


def test_a_time_of_ones_own_is_the_measure_of_length() -> None:
    answers = [report(Made(take_s=55.0), 1), report(Made(take_s=50.0), 2)]
    _, bad, _ = remark_on(answers, InterviewRules(answer_s=60.0))
    assert "Say a little more" not in {each.title for each in bad}


def test_a_long_silence_is_told_but_not_beside_the_advice_to_pause() -> None:
    _, bad, _ = remarks(Made(pause_s=9.0))
    assert "The longest was 9 s" in bad["Long silences in the middle"].words
    _, bad, _ = remarks(Made(pause_s=9.0, fillers=12))
    assert "Fewer fillers" in bad
    assert "Long silences in the middle" not in bad


def test_a_late_first_word_is_told() -> None:
    _, bad, _ = remarks(Made(first_s=8.0), Made(first_s=9.0))
    assert "Have the first sentence ready" in bad


def test_a_phrase_that_comes_back_is_told_with_its_places() -> None:
    _, bad, _ = remarks(Made(phrase=3), Made(phrase=2))
    remark = bad["One phrase comes back often"]
    assert "“at the end” 5 times" in remark.words
    assert len(remark.evidence) == 3


def test_follow_ups_that_were_answered_are_a_strength_and_bare_ones_worth_work() -> None:
    good, _, _ = remarks(Made(), Made(words=60, follow_up=True))
    assert (
        good["You are ready for follow-ups"].words == "Asked a follow-up, you had something to say."
    )
    _, bad, _ = remarks(Made(), Made(words=5, follow_up=True))
    assert bad["Have something ready for follow-ups"].evidence[0].attempt_id == 2


def test_where_little_was_said_that_is_all_that_is_said() -> None:
    assert remarks(Made("----", words=20)) == ({}, {}, TOO_LITTLE)
    assert remark_on([], InterviewRules()) == ((), (), TOO_LITTLE)
    unanswered = AnswerReport(InterviewStep(Question("a", "b", "c", "d", "e")))
    assert remark_on([unanswered], InterviewRules()) == ((), (), TOO_LITTLE)


def test_where_nothing_stands_out_that_is_said() -> None:
    odd = Made(words=70, wpm=60, typed=True)
    assert remarks(odd) == ({}, {}, ORDINARY)


def test_a_draft_says_nothing_about_words() -> None:
    draft = replace(GOOD_STORY, points="----", fillers=9, phrase=9, draft=True, wpm=200.0)
    good, bad, note = remarks(draft, replace(draft, follow_up=True))
    assert set(bad) == {"Speak a little slower", "Say a little more"}
    assert good == {}
    assert note == ONLY_DRAFTS


def test_a_written_answer_says_nothing_about_delivery() -> None:
    typed = Made("++++", wpm=20.0, take_s=30.0, first_s=9.0, typed=True)
    good, bad, _ = remarks(typed, typed)
    assert set(good) == {"You say what counts"}
    assert bad == {}


def test_only_the_three_best_are_told_the_most_rewarding_first() -> None:
    bad_story = Made(
        "----", parts="SSSSSA", us=(9, 1), wpm=200.0, fillers=12, first_s=9.0, phrase=9
    )
    good, bad, _ = remarks(bad_story, bad_story)
    assert list(bad) == [
        "Bring in more of the key points", "Say how it ended", "Come to what you did sooner",
    ]  # fmt: skip
    assert good == {}


MADE = st.builds(
    Made,
    points=st.text("+-", max_size=6),
    words=st.integers(1, 300),
    wpm=st.floats(40, 260),
    parts=st.just("") | st.text("STAR", min_size=1, max_size=8),
    number=st.booleans(),
    us=st.tuples(st.integers(0, 9), st.integers(0, 9)),
    fillers=st.integers(0, 20),
    pause_s=st.floats(0, 20),
    first_s=st.floats(0, 20),
    phrase=st.integers(0, 5),
    draft=st.booleans(),
    typed=st.booleans(),
    follow_up=st.booleans(),
)
SUBJECTS = [
    {"You say what counts", "Bring in more of the key points"},
    {"One answer stood out", "Go over one of the questions"},
    {"Your Results have numbers", "Put a number on your Results", "Say how it ended"},
    {"You tell what you did", "Come to what you did sooner"},
    {"Your own part is clear", "Say what your own part was"},
    {"An even pace", "Speak a little slower", "Speak a little faster"},
    {"Few fillers", "Fewer fillers"},
    {"You use your time well", "Say a little more", "Come to the end in time"},
    {"You are ready for follow-ups", "Have something ready for follow-ups"},
    {"Long silences in the middle"},
    {"Have the first sentence ready"},
    {"One phrase comes back often"},
]


@settings(deadline=None, max_examples=200)
@given(st.lists(MADE, max_size=6))
def test_whatever_was_said_no_remark_contradicts_another_and_each_can_be_heard(
    made: list[Made],
) -> None:
    made = [replace(each, parts=each.parts if each.words >= 8 else "") for each in made]
    answers = [report(each, number) for number, each in enumerate(made, 1)]
    good, bad, note = remark_on(answers, InterviewRules())
    assert len(good) <= 3
    assert len(bad) <= 3
    titles = [each.title for each in (*good, *bad)]
    for subject in SUBJECTS:
        assert sum(title in subject for title in titles) <= 1
    assert set(titles) <= set().union(*SUBJECTS)
    assert titles or note
    lengths = {each.attempt.id: each.attempt.take.duration_s for each in answers if each.attempt}
    for remark in (*good, *bad):
        assert 1 <= len(remark.evidence) <= 3
        assert "!" not in remark.title + remark.words
        for bite in remark.evidence:
            assert bite.text
            assert 0.0 <= bite.start_s <= bite.end_s <= lengths[bite.attempt_id] + 1.0


def test_the_figures_of_an_interview_leave_out_what_they_cannot_know() -> None:
    answers = (
        report(Made("++-"), 1),
        report(Made("+++", draft=True), 2),
        report(Made(words=60, wpm=150, follow_up=True), 3),
        report(Made("+", typed=True), 4),
        AnswerReport(InterviewStep(Question("a", "b", "c", "d", "e"))),
    )
    whole = InterviewReport(interview=None, answers=answers)  # type: ignore[arg-type]  # not looked at
    assert whole.answered == 3
    assert whole.points == (3, 4)
    assert whole.pace_wpm == pytest.approx(130, rel=0.05)
    assert whole.spoken_s == pytest.approx(
        sum(a.attempt.take.duration_s for a in answers if a.attempt)
    )
    nothing = InterviewReport(interview=None, answers=())  # type: ignore[arg-type]  # not looked at
    assert (nothing.points, nothing.pace_wpm, nothing.fillers_per_min) == ((0, 0), None, None)
