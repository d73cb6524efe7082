import pytest

from app.session.one_by_one import OneByOne


def test_what_a_step_causes_waits_until_the_step_is_done() -> None:
    seen = list[str]()

    def step(event: str) -> None:
        seen.append(f"{event} begins")
        if event == "first":
            events.take("second")
            assert events.busy
        seen.append(f"{event} ends")

    events = OneByOne(step)
    events.take("first")
    assert seen == ["first begins", "first ends", "second begins", "second ends"]
    assert not events.busy


def test_a_step_that_fails_does_not_stop_the_next_event() -> None:
    seen = list[str]()

    def step(event: str) -> None:
        if event == "bad":
            raise ValueError(event)
        seen.append(event)

    events = OneByOne(step)
    with pytest.raises(ValueError, match="bad"):
        events.take("bad")
    events.take("good")
    assert seen == ["good"]
