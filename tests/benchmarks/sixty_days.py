"""How much there is to do each day, for a made-up person who rehearses for sixty days.

    python -m tests.benchmarks.sixty_days [--questions 40] [--count 5] [--interview 45] [--seed 1]

Prints for each day what was due, what was asked, how many of those were new, and how late the one
was that had to wait longest. With --interview the person has one on that day, and does what is due
and what the plan says; else they answer --count questions a day.
"""

import argparse
import tempfile
import time
from pathlib import Path

from app.core.settings import Settings
from tests.session.rehearsing import DAY, FIRST, Day, Rehearsal, questions


def line_of(number: int, day: Day) -> str:
    """Return a day in one line: # for a question that came back, + for a new one."""
    bar = "#" * (len(day.asked) - day.new) + "+" * day.new
    rehearsal = "  rehearsal" if day.agenda.plan and day.agenda.plan[0].rehearsal else ""
    late = max(0, day.late_days)
    return f"{number:3}  due {day.due:3}  asked {len(day.asked):3}  late {late:2}  {bar}{rehearsal}"


def main() -> None:
    """Live through the days, and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=40)
    parser.add_argument("--count", type=int, default=5)
    parser.add_argument("--interview", type=int, default=0)
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    settings, count, days = Settings(), wanted.count, wanted.days
    if wanted.interview:
        interview_on = (FIRST + wanted.interview * DAY).date()
        settings, count, days = (
            Settings(interview_on=interview_on.isoformat()),
            None,
            wanted.interview,
        )
    begun_s = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        rehearsal = Rehearsal(Path(name), questions(wanted.questions), settings, wanted.seed)
        for number in range(days):
            rehearsal.practise(count)
            print(line_of(number + 1, rehearsal.days[-1]))
        rehearsal.close()
    took_s = time.perf_counter() - begun_s
    asked = [len(day.asked) for day in rehearsal.days]
    late = max(day.late_days for day in rehearsal.days)
    gaps = [gap for each in rehearsal.choice for gap in rehearsal.gaps(each)]
    print(f"asked {sum(asked)}, at most {max(asked)} a day; at most {late} days late")
    print(f"the longest time between two answers to a question: {max(gaps, default=0)} days")
    print(f"never tried at the end: {len(rehearsal.days[-1].agenda.never_tried)}; {took_s:.1f} s")


if __name__ == "__main__":
    main()
