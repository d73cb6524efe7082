import numpy as np

from app.analysis.overlap import Overlap

POINTS = [
    ["a container holds the model"],
    ["a canary protects the model"],
    ["an alert watches the model"],
]


def test_the_share_of_said_words_is_the_score() -> None:
    table = Overlap(["a container", "a container that holds a model"]).scores(POINTS[:1], "")
    assert np.allclose(table, [[1 / 3, 1.0]])


def test_words_of_the_question_count_a_quarter() -> None:
    table = Overlap(["the model"]).scores(POINTS[:1], "Where does the model live?")
    assert np.allclose(table, 0.25 / 2.25)


def test_a_word_that_all_points_share_counts_little() -> None:
    table = Overlap(["the model"]).scores(POINTS, "")
    assert np.allclose(table, 0.3 / 2.3)


def test_a_point_without_words_scores_nothing() -> None:
    assert np.allclose(Overlap(["the model"]).scores([["日本"]], ""), 0.0)


def test_a_point_scores_the_mean_of_its_phrasings() -> None:
    points = [["a container", "a box"]]
    assert np.allclose(Overlap(["a box", "a container is a box"]).scores(points, ""), [[0.5, 1.0]])


def test_a_word_in_two_phrasings_of_a_point_is_not_shared_with_others() -> None:
    points = [["a small box", "a large box"], ["a canary"], ["an alert"]]
    assert np.allclose(Overlap(["a box"]).scores(points, "")[0], 0.5)


def test_a_term_is_found_in_any_form_but_only_whole() -> None:
    overlap = Overlap(["we pinned it", "with feature stores"])
    assert overlap.says("pinning")
    assert overlap.says("feature store")
    assert not overlap.says("feature flag")
