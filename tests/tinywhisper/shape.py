"""The sizes of the model, and of the sound it hears."""

from typing import Final

SAMPLE_RATE_HZ: Final = 16_000

# What faster-whisper computes and expects; the same for every Whisper but large-v3.
MEL_BANDS: Final = 80
MEL_FRAMES_PER_S: Final = 100
WINDOW_FRAMES: Final = 3000
POSITIONS: Final = 1500
POSITIONS_PER_S: Final = 50
TEXT_POSITIONS: Final = 448
TIMESTAMPS: Final = 1501

# How small ours is; the smallest of OpenAI's has 384, 4 + 4 layers and 6 heads.
WIDTH: Final = 128
ENCODER_LAYERS: Final = 3
ENCODER_HEADS: Final = 8
DECODER_LAYERS: Final = 2
DECODER_HEADS: Final = 4
