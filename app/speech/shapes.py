"""How large the published Whisper models are: what decides how fast a computer runs them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

HEAD_WIDTH: Final = 64

ENGLISH_TOKENS: Final = 51_864
MULTILINGUAL_TOKENS: Final = 51_865
LARGE_V3_TOKENS: Final = 51_866  # one language more


@dataclass(frozen=True, slots=True)
class Shape:
    """The dimensions of a Whisper model.

    Attributes:
        width: Numbers per position ("d_model"), a multiple of HEAD_WIDTH.
        encoder_layers: Layers that hear.
        decoder_layers: Layers that write.
        tokens: Size of the vocabulary, timestamps included.
        mel_bands: Bands of frequencies it hears, 80 or 128.
    """

    width: int
    encoder_layers: int
    decoder_layers: int
    tokens: int = MULTILINGUAL_TOKENS
    mel_bands: int = 80

    def __post_init__(self) -> None:
        if self.width <= 0 or self.width % HEAD_WIDTH:
            raise ValueError(f"{self.width} is no multiple of {HEAD_WIDTH}")
        if min(self.encoder_layers, self.decoder_layers) < 1:
            raise ValueError("a model has at least one layer of each kind")

    @property
    def heads(self) -> int:
        """Heads of attention in each layer."""
        return self.width // HEAD_WIDTH


_TINY: Final = Shape(384, 4, 4)
_BASE: Final = Shape(512, 6, 6)
_SMALL: Final = Shape(768, 12, 12)
_MEDIUM: Final = Shape(1024, 24, 24)
_LARGE_V3: Final = Shape(1280, 32, 32, LARGE_V3_TOKENS, mel_bands=128)


def _english(shape: Shape) -> Shape:
    return replace(shape, tokens=ENGLISH_TOKENS)


# From the config.json of each published model: openai/whisper-* and distil-whisper/distil-*.
SHAPES: Final[Mapping[str, Shape]] = {
    "tiny": _TINY,
    "tiny.en": _english(_TINY),
    "base": _BASE,
    "base.en": _english(_BASE),
    "small": _SMALL,
    "small.en": _english(_SMALL),
    "distil-small.en": _english(replace(_SMALL, decoder_layers=4)),
    "medium": _MEDIUM,
    "medium.en": _english(_MEDIUM),
    "distil-medium.en": _english(replace(_MEDIUM, decoder_layers=2)),
    "large-v2": Shape(1280, 32, 32),
    "large-v3": _LARGE_V3,
    "distil-large-v3": replace(_LARGE_V3, decoder_layers=2),
    "large-v3-turbo": replace(_LARGE_V3, decoder_layers=4),
}
