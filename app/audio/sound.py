"""The one format of sound inside the program: 16 kHz, mono, 16 bit."""

from typing import Final

import numpy as np
import numpy.typing as npt

SAMPLE_RATE_HZ: Final = 16000
SAMPLE_BYTES: Final = 2
FULL_SCALE: Final = 32768

Samples = npt.NDArray[np.int16]  # as it is recorded and stored
Audio = npt.NDArray[np.float32]  # as it is analysed: -1..1
