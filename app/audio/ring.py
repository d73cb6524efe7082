"""The way of the frames from the microphone's callback to the thread that writes them."""

from collections import deque

from app.audio.sound import SAMPLE_BYTES


class Ring:
    """Blocks of int16 frames, in order, up to a limit; beyond it new blocks are dropped.

    One thread may push while another one pulls. There is no lock, so the callback never waits:
    a deque's ends are atomic, and each counter has one thread that writes it.
    """

    def __init__(self, capacity_frames: int) -> None:
        self._blocks: deque[bytes] = deque()
        self._capacity_frames = capacity_frames
        self._pushed_frames = 0
        self._pulled_frames = 0
        self._lost_frames = 0
        self._overflows = 0

    def push(self, frames: bytes, overflowed: bool = False) -> None:
        """Add a block, or drop it when there is no room.

        Args:
            frames: Mono int16 samples.
            overflowed: Whether the device says that it dropped sound before this block.
        """
        self._overflows += overflowed
        count = len(frames) // SAMPLE_BYTES
        if self._pushed_frames - self._pulled_frames + count > self._capacity_frames:
            self._lost_frames += count
            return
        self._blocks.append(frames)
        self._pushed_frames += count

    def pull(self) -> bytes:
        """Return everything that has arrived since the last pull; empty when nothing has."""
        frames = b"".join(self._blocks.popleft() for _ in range(len(self._blocks)))
        self._pulled_frames += len(frames) // SAMPLE_BYTES
        return frames

    @property
    def lost_frames(self) -> int:
        """How many frames were dropped for want of room."""
        return self._lost_frames

    @property
    def overflows(self) -> int:
        """How often the device said that it dropped sound, of unknown length."""
        return self._overflows
