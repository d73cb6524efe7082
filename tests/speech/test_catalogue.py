"""The catalogue agrees with what is known of the models."""

import pytest
from faster_whisper.utils import _MODELS as REPOSITORIES

from app.speech.catalogue import CATALOGUE, CatalogueModel, find_model
from app.speech.memory import memory_bytes


@pytest.mark.parametrize("model", CATALOGUE, ids=lambda model: model.key)
def test_a_model_is_where_faster_whisper_looks_for_it(model: CatalogueModel) -> None:
    assert model.repository == REPOSITORIES[model.key]


@pytest.mark.parametrize("model", CATALOGUE, ids=lambda model: model.key)
def test_a_size_is_about_two_bytes_for_each_parameter(model: CatalogueModel) -> None:
    assert model.size_bytes == pytest.approx(2 * model.parameters, rel=0.05)


@pytest.mark.parametrize("model", CATALOGUE, ids=lambda model: model.key)
def test_a_model_is_found_by_each_of_its_names(model: CatalogueModel) -> None:
    for name in (model.key, model.repository, model.folder_name):
        assert find_model(name) is model
    assert model.english_only == (model.key.endswith(".en") or model.key == "distil-large-v3")


def test_no_two_models_are_equally_good_or_have_one_name() -> None:
    assert sorted(model.quality for model in CATALOGUE) == list(range(len(CATALOGUE)))
    assert len({model.folder_name for model in CATALOGUE}) == len(CATALOGUE)
    assert find_model("turbo") is None


@pytest.mark.parametrize(
    ("key", "megabytes"),
    [("tiny.en", 195), ("base.en", 290), ("small.en", 681), ("medium.en", 1997)],
)
def test_the_memory_is_about_what_was_measured(key: str, megabytes: int) -> None:
    model = find_model(key)
    assert model is not None
    assert model.memory_bytes == pytest.approx(megabytes * 1_000_000, rel=0.05)


def test_this_computer_says_how_much_memory_it_has() -> None:
    found = memory_bytes()
    assert found is None or found > 500_000_000
