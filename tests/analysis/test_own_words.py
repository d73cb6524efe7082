from app.analysis.fillers import find_fillers
from app.analysis.own_words import most_used, repeated_phrases
from app.analysis.spoken import spoken_words
from app.core.feedback import Said
from tests.analysis.answers import spoken


def used(text: str) -> dict[str, int]:
    words = spoken(text).words
    fillers = {index for filler in find_fillers(words) for index in filler}
    return {said.text: said.count for said in most_used(spoken_words(words), fillers)}


def phrases(text: str, *, english: bool = True) -> list[tuple[str, int]]:
    found = repeated_phrases(spoken_words(spoken(text).words), (), english=english)
    return [(said.text, said.count) for said in found]


def places(said: Said) -> list[tuple[int, int]]:
    return [(place.first_word, place.last_word) for place in said.places]


def test_forms_of_a_word_count_together_and_the_commonest_is_shown() -> None:
    text = "We deployed it. We deployed again, they deploy daily, and deploying is dull."
    assert used(text) == {"deployed": 4}


def test_a_word_said_twice_is_chance() -> None:
    assert used("The pipeline failed, so we mended the pipeline.") == {}


def test_words_of_every_answer_are_left_out() -> None:
    assert used("And then I got one thing, I got one more thing, I've got one thing.") == {}


def test_a_habit_such_as_just_is_worth_hearing() -> None:
    assert used("I just asked. We just tried, and it just worked.") == {"just": 3}


def test_a_filler_is_no_word_of_the_answer() -> None:
    text = "It was, like, huge. It was, like, slow. It was, like, gone."
    assert "like" not in used(text)


def test_each_place_is_known_so_that_it_can_be_heard() -> None:
    words = spoken_words(spoken("Drift is bad. Drift hides; so watch for drift!").words)
    (said,) = most_used(words, ())
    assert places(said) == [(0, 0), (3, 3), (8, 8)]


def test_a_name_keeps_its_capital_and_the_first_word_of_a_sentence_does_not() -> None:
    text = "Docker is fine. We like Docker. I run Docker. Tests pass. Tests fail. Tests help."
    assert used(text) == {"Docker": 3, "tests": 3}


def test_the_longest_phrase_is_told_and_not_its_parts() -> None:
    text = "I compare the score with the limit, and later compare the score with the limit again."
    assert phrases(text) == [("compare the score with the limit", 2)]


def test_stop_words_alone_are_no_phrase_but_a_habit_is_one() -> None:
    assert phrases("It was in the way and it was in the end.") == []
    assert phrases("Logs, metrics and so on, tests and so on.") == [("and so on", 2)]


def test_a_phrase_ends_with_the_sentence() -> None:
    assert phrases("We watch the model. Score it. We rate the model. Score it.") == []


def test_a_phrase_does_not_overlap_itself() -> None:
    assert phrases("ping the server ping the server ping the server") == [("ping the server", 3)]


def test_the_places_of_a_phrase_reach_over_a_filler() -> None:
    words = spoken("We test the um new model, then ship and test the new model.").words
    fillers = {index for filler in find_fillers(words) for index in filler}
    (said,) = repeated_phrases(spoken_words(words), fillers, english=True)
    assert said.text == "test the new model"
    assert places(said) == [(1, 5), (9, 12)]


def test_without_stop_words_only_long_phrases_count() -> None:
    text = (
        "das ist gut und das ist gut aber wir messen die Werte jeden Tag und messen die Werte jeden"
    )
    assert phrases(text, english=False) == [("messen die Werte jeden", 2)]


def test_i_stays_a_capital_in_a_phrase() -> None:
    text = "First I asked the team. Later, I asked the team."
    assert phrases(text) == [("I asked the team", 2)]
