"""What Home says of the interview, the plan until then, and this week."""

from datetime import date

from app.core.agenda import Agenda, Habits, PlannedDay
from app.gui.moments import DAYS, FULL_DAYS, MONTHS, full_day, on_day
from app.gui.wording import count, long_time


def interview(day: date, today: date) -> str:
    """Return when the interview is."""
    days = (day - today).days
    if days < 2:
        return f"Interview {on_day(day, today)}, {full_day(day)}"
    year = "" if day.year == today.year else f" {day.year}"
    return f"Interview on {full_day(day)}{year}, in {days} days"


def plan_today(agenda: Agenda) -> str:
    """Return what the plan has for today, and when a whole interview comes next."""
    here = next((each for each in agenda.plan if each.day == agenda.today), None)
    parts = [f"{to_do(here)} today"] if here else []
    rehearsal = next((each.day for each in agenda.plan if each.rehearsal), None)
    if rehearsal:
        parts.append(f"rehearse a whole interview {on_day(rehearsal, agenda.today)}")
    words = "; ".join(parts)
    return words[:1].upper() + words[1:] + "." if words else ""


def to_do(day: PlannedDay) -> str:
    """Return what a day of the plan has, without the whole interview."""
    parts = [f"{day.due} to repeat" if day.due else "", f"{day.new} new" if day.new else ""]
    return ", ".join(part for part in parts if part) or "nothing"


def planned_day(day: date, today: date) -> str:
    """Return the day of a row of the plan."""
    if day == today:
        return "Today"
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def planned_work(day: PlannedDay) -> str:
    """Return what a row of the plan says there is to do, and how long that takes."""
    if not (day.due or day.new or day.rehearsal):
        return "Nothing, a day off"
    parts = [to_do(day) if day.due or day.new else "", "a whole interview" if day.rehearsal else ""]
    words = ", ".join(part for part in parts if part)
    return f"{words[0].upper()}{words[1:]}: about {long_time(day.minutes)}"


def week(habits: Habits) -> str:
    """Return how much was practised this week."""
    if not habits.days:
        return "Nothing answered yet"
    minutes = round(habits.spoken_s / 60)
    spoken = count(minutes, "minute") if minutes else "Less than a minute"
    return f"{spoken} spoken on {count(len(habits.days), 'day')}"


def practised_on(habits: Habits) -> str:
    """Return the days of this week on which something was answered, for screen readers."""
    days = [FULL_DAYS[day.weekday()] for day in sorted(habits.days)]
    return f"Practised on {', '.join(days)}" if days else "Not practised yet this week"
