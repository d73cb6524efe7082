"""The Whisper models one can get, with what to expect of each.

Repositories are those of faster-whisper 1.2.1 (faster_whisper/utils.py). Their newest commit, the
exact sizes and the digests of the files are asked of the hub at the moment of the download; the
sizes here are for showing, and rounded.
"""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

ENGLISH: Final = "English"
MANY: Final = "99 languages"

# What is fetched of a repository, and copied from a folder: all that faster-whisper reads.
MODEL_FILES: Final = (
    "config.json",
    "preprocessor_config.json",
    "tokenizer.json",
    "vocabulary.json",
    "vocabulary.txt",
    "model.bin",
)

# Models of float16 weights and the published shapes, loaded as int8 with two threads, then 30 s of
# sound with beam 5, added at most 195 (tiny.en), 290 (base.en), 681 (small.en) and 1,997 MB
# (medium.en) to a process: the file is read as it is, and of that some stays.
_BYTES_PER_PARAMETER: Final = 2.4
_WORKING_BYTES: Final = 100_000_000


@dataclass(frozen=True, slots=True)
class CatalogueModel:
    """One model of the catalogue.

    Attributes:
        key: What it is called, such as "base.en".
        repository: Where it is on the hub.
        languages: What it understands, in words.
        remark: What it is good for.
        size_bytes: Size of its files, about.
        parameters: How many numbers it is made of.
        quality: Place by the slips it makes, the best has the highest.
    """

    key: str
    repository: str
    languages: str
    remark: str
    size_bytes: int
    parameters: int
    quality: int

    @property
    def folder_name(self) -> str:
        """What its folder is called."""
        return PurePath(self.repository).name

    @property
    def memory_bytes(self) -> int:
        """Memory it takes at most, about."""
        return int(self.parameters * _BYTES_PER_PARAMETER) + _WORKING_BYTES

    @property
    def english_only(self) -> bool:
        """Whether it understands English and nothing else."""
        return self.languages == ENGLISH


def _model(
    key: str, owner: str, words: tuple[str, str], megabytes: int, millions: int
) -> CatalogueModel:
    """Return a model; owner is the part of the repository that stands before the key."""
    return CatalogueModel(
        key=key,
        repository=owner + key.removeprefix("distil-"),
        languages=words[0],
        remark=words[1],
        size_bytes=megabytes * 1_000_000,
        parameters=millions * 1_000_000,
        quality=_BY_QUALITY.index(key),
    )


# From most to fewest slips. The distilled ones by https://huggingface.co/distil-whisper, words
# wrong in short clips: large-v3 8.4 %, distil-large-v3 9.7 %, distil-medium.en 11.1 %,
# distil-small.en 12.1 %; the models for English alone are the better ones among the small by
# https://github.com/openai/whisper. Where no source compares two of them, the larger counts as
# the better one.
_BY_QUALITY: Final = (
    "tiny", "tiny.en", "base", "base.en", "small", "distil-small.en", "small.en",
    "distil-medium.en", "medium", "medium.en", "distil-large-v3", "large-v3-turbo", "large-v3",
)  # fmt: skip

# Parameters by https://github.com/openai/whisper and https://huggingface.co/distil-whisper. The
# sizes of tiny, base, small, medium and large-v3 follow from them: two bytes for each.
_WHISPER: Final = "Systran/faster-whisper-"
_DISTILLED: Final = "Systran/faster-distil-whisper-"
_TURBO: Final = "mobiuslabsgmbh/faster-whisper-"

CATALOGUE: Final = (
    _model("tiny.en", _WHISPER, (ENGLISH, "quickest, more slips"), 75, 39),
    _model("tiny", _WHISPER, (MANY, "quickest, many slips"), 75, 39),
    _model("base.en", _WHISPER, (ENGLISH, "a good balance"), 145, 74),
    _model("base", _WHISPER, (MANY, "quick, more slips"), 145, 74),
    _model("distil-small.en", _DISTILLED, (ENGLISH, "quicker than small.en, more slips"), 336, 166),
    _model("small.en", _WHISPER, (ENGLISH, "few slips on jargon"), 484, 244),
    _model("small", _WHISPER, (MANY, "a good balance"), 484, 244),
    _model(
        "distil-medium.en", _DISTILLED, (ENGLISH, "quicker than medium.en, more slips"), 789, 394
    ),
    _model(
        "distil-large-v3",
        _DISTILLED,
        (ENGLISH, "very few slips, needs a strong computer"),
        1510,
        756,
    ),
    _model("medium.en", _WHISPER, (ENGLISH, "very few slips, slow"), 1530, 769),
    _model("medium", _WHISPER, (MANY, "few slips, slow"), 1530, 769),
    _model("large-v3-turbo", _TURBO, (MANY, "very few slips, needs a strong computer"), 1620, 809),
    _model("large-v3", _WHISPER, (MANY, "fewest slips, slowest"), 3090, 1550),
)


def find_model(name: str) -> CatalogueModel | None:
    """Return the model with a key, a repository or a folder of that name; None for another."""
    for model in CATALOGUE:
        if name in (model.key, model.repository, model.folder_name):
            return model
    return None
