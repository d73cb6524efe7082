"""Trends to show the page with: of many answers, of few, and of none."""

import random
from datetime import timedelta
from typing import Final

from PySide6.QtWidgets import QApplication

from app.core.trend import EVERY_ANSWER, AskedQuestion, MeasuredAnswer, Scope, TrendsView
from app.gui.pages.trends import TrendsPage
from app.gui.widgets.save_dialog import AskSave, ask_save
from app.gui.widgets.trend_chart import TrendChart
from app.session.trends import view_of
from tests.session.trend_answers import NOW, answer

QUESTIONS: Final = tuple(
    AskedQuestion(f"{pack}/{number}", pack, title, group, ask, target_s)
    for number, (pack, title, group, ask, target_s) in enumerate(
        (
            ("mlops", "MLOps interview", "MLOps basics", "What is model or concept drift?", 120.0),
            ("mlops", "MLOps interview", "MLOps basics", "Why does version control matter?", 90.0),
            ("mlops", "MLOps interview", "Technical", "How do you keep runs reproducible?", 120.0),
            (
                "mlops",
                "MLOps interview",
                "Technical",
                "How do canary and blue-green deployment differ, and when would you choose which, "
                "given that your team has no spare cluster?",
                120.0,
            ),
            ("people", "Behavioural", "", "Describe a time you had to troubleshoot.", 150.0),
        )
    )
)


def answers(count: int, *, drafts: int = 0, days: int = 80) -> list[MeasuredAnswer]:
    """Return answers over some days that become better in small, uneven steps."""
    chance = random.Random(7)
    found = []
    for number in range(count):
        done = number / max(1, count - 1)
        covered = min(1.0, max(0.0, 0.4 + 0.35 * done + chance.gauss(0, 0.13)))
        asked = chance.choice(QUESTIONS)
        found.append(
            answer(
                number,
                round(6 * covered) / 6,
                made_at=NOW - timedelta(days=days * (1 - done), hours=chance.random() * 3),
                question=asked,
                pace_wpm=170 - 40 * done + chance.gauss(0, 8),
                fillers_per_min=max(0.0, 7 - 5 * done + chance.gauss(0, 1)),
                duration_s=asked.target_s * max(0.3, 1.3 - 0.5 * done + chance.gauss(0, 0.1)),
                score=min(5, max(1, round(1 + 4 * covered + chance.gauss(0.6, 0.7)))),
                draft=number >= count - drafts,
            )
        )
    return found


def view(count: int, *, drafts: int = 0, days: int = 80, scope: Scope = EVERY_ANSWER) -> TrendsView:
    """Return what there is to show of so many answers."""
    return view_of(answers(count, drafts=drafts, days=days), scope, NOW)


def page(shown: TrendsView, ask: AskSave = ask_save, *, charts: bool = True) -> TrendsPage:
    """Return the page, with its charts or before they are there."""
    result = TrendsPage(lambda: NOW, ask)
    result.show_state(shown)
    for card in result.cards if charts else ():
        card.use_charts(TrendChart)
    if charts:
        result.use_charts(TrendChart)  # all there: only the order of Tab is left to do
    return result


def pointing(shown: TrendsView, card: int, mark: int) -> TrendsPage:
    """Return the page with a point told, as if the pointer were on it."""
    result = page(shown)
    chart = result.cards[card].chart
    assert chart is not None
    QApplication.processEvents()
    chart.tell(mark)
    return result
