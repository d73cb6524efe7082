from pathlib import Path

import numpy as np
import pytest

from app.analysis.story_cues import CUES, cues_of
from app.analysis.story_model import PARTS, Method, StoryModel, feature_count, features_of
from app.core.structure import Part


@pytest.mark.parametrize("method", ["semantic", "lexical"])
def test_the_weights_fit_the_cues(method: Method) -> None:
    model = StoryModel.load(method)
    assert model.by_feature.shape == (feature_count(method), len(PARTS))
    assert model.steps.shape == (len(PARTS), len(PARTS))


def test_a_statement_has_as_many_features_as_are_counted() -> None:
    features = features_of(["i called them", "it worked"], None)
    assert features.shape == (2, feature_count("lexical"))
    vectors = np.zeros((2, 384), np.float32)
    assert features_of(["i called them", ""], vectors).shape == (2, feature_count("semantic"))


def test_a_cue_is_found_in_any_place_of_a_statement() -> None:
    found = dict(zip(CUES, cues_of("so in the end sales went up by 40%"), strict=True))
    assert found["result: result"]
    assert found["result: percent"]
    assert not found["action: i did"]


def test_shares_are_those_of_all_ways_to_tell_the_story() -> None:
    chance = np.random.default_rng(3)
    model = StoryModel(
        chance.normal(size=(5, 4)),
        chance.normal(size=(4, 4)),
        chance.normal(size=4),
        chance.normal(size=4),
    )
    features = chance.normal(size=(3, 5))
    scores = features @ model.by_feature
    expected = np.zeros((3, 4))
    for way in np.ndindex(4, 4, 4):
        weight = model.start[way[0]] + model.end[way[2]] + model.steps[way[:-1], way[1:]].sum()
        weight += sum(scores[at, part] for at, part in enumerate(way))
        for at, part in enumerate(way):
            expected[at, part] += np.exp(weight)
    expected /= expected.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(model.shares(features), expected, rtol=1e-9)


def test_weights_may_come_from_another_file(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    names = ("by_feature", "steps", "start", "end")
    shapes = ((feature_count("lexical"), 4), (4, 4), (4,), (4,))
    kept = {f"lexical_{name}": np.zeros(shape) for name, shape in zip(names, shapes, strict=True)}
    kept["lexical_start"][PARTS.index(Part.RESULT)] = 2.0
    np.savez(path, **kept)  # type: ignore[arg-type]  # the stubs take names for options
    shares = StoryModel.load("lexical", path).shares(features_of(["we won"], None))
    assert shares.argmax() == PARTS.index(Part.RESULT)
