"""The way from the callback to the writer."""

import threading

from app.audio.ring import Ring


def test_frames_come_out_as_they_went_in() -> None:
    ring = Ring(capacity_frames=100)
    ring.push(b"\x01\x00\x02\x00")
    ring.push(b"\x03\x00")
    assert ring.pull() == b"\x01\x00\x02\x00\x03\x00"
    assert ring.pull() == b""


def test_a_full_ring_drops_the_newest_and_counts_it() -> None:
    ring = Ring(capacity_frames=3)
    ring.push(bytes(4))
    ring.push(bytes(4))
    ring.push(b"\x07\x00")
    assert ring.lost_frames == 2
    assert ring.pull() == bytes(4) + b"\x07\x00"


def test_room_comes_back_when_frames_are_pulled() -> None:
    ring = Ring(capacity_frames=2)
    for _ in range(10):
        ring.push(bytes(4))
        assert len(ring.pull()) == 4
    assert ring.lost_frames == 0


def test_overflows_of_the_device_are_counted() -> None:
    ring = Ring(capacity_frames=10)
    ring.push(bytes(2))
    ring.push(bytes(2), overflowed=True)
    assert ring.overflows == 1


def test_nothing_is_lost_between_two_threads() -> None:
    ring = Ring(capacity_frames=10**6)
    numbers = [number.to_bytes(2, "little") for number in range(20_000)]

    def push_all() -> None:
        for number in numbers:
            ring.push(number)

    pusher = threading.Thread(target=push_all)
    pusher.start()
    heard = b""
    while pusher.is_alive():
        heard += ring.pull()
    assert heard + ring.pull() == b"".join(numbers)
