"""The menus of the History page: what can be done with answers, and how they are sorted."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.core.attempt import AttemptSummary
from app.core.listing import Order, SortBy
from app.gui.pages.history_values import (
    ALL,
    CompareAttempts,
    DeleteAttempts,
    ExportAttempts,
    HistoryPageEvent,
    MarkBest,
    OpenAttempt,
    Want,
    Wanted,
)
from app.gui.pages.history_words import SORT_NAMES, sorted_by
from app.gui.wording import count

Offer = tuple[str, HistoryPageEvent, str]


def offers(
    attempts: tuple[AttemptSummary, ...], ids: tuple[int, ...], wanted: Wanted
) -> list[Offer]:
    """Return what can be done with the selected answers: words, event and key.

    Args:
        attempts: What is known of them; of many, of none.
        ids: Their numbers, from top to bottom.
        wanted: What the list is narrowed to.
    """
    found: list[Offer] = []
    if len(attempts) == 1:
        (one,) = attempts
        found.append(("Open", OpenAttempt(one.id), "Enter"))
        best = "No longer the best take" if one.best else "Mark as best take"
        found.append((best, MarkBest(one.id, not one.best), ""))
        if wanted.question_key != one.question_key:
            only = replace(ALL, question_key=one.question_key, ask=one.ask)
            found.append(("All takes of this question", Want(only), ""))
    if len(attempts) == 2 and attempts[0].question_key == attempts[1].question_key:
        first, second = sorted(attempts, key=lambda each: (each.made_at, each.id))
        found.append(("Compare these two takes", CompareAttempts(first.id, second.id), ""))
    those = "" if len(ids) == 1 else f" {count(len(ids), 'answer')}"
    found.append((f"Export{those}…", ExportAttempts(ids), ""))
    found.append((f"Move{those} to the trash", DeleteAttempts(ids), "Delete"))
    return found


def answers_menu(
    parent: QWidget, offered: list[Offer], act: Callable[[HistoryPageEvent], None]
) -> QMenu:
    """Return a menu of what can be done."""
    menu = QMenu(parent)
    for words, event, key in offered:
        action = QAction(words, menu)
        if key:  # for showing: the table itself answers to it
            action.setShortcut(QKeySequence(key))
            action.setShortcutVisibleInContextMenu(True)
        if isinstance(event, ExportAttempts):
            menu.addSeparator()
        action.triggered.connect(lambda _=False, event=event: act(event))
        menu.addAction(action)
    return menu


def sort_menu(parent: QWidget, order: Order, act: Callable[[Order], None]) -> QMenu:
    """Return a menu of what the list can be sorted by, and which way."""
    menu = QMenu(parent)
    group = QActionGroup(menu)
    for sort_by in SortBy:
        action = QAction(SORT_NAMES[sort_by], menu)
        action.setCheckable(True)
        action.setChecked(sort_by is order.by)
        chosen = order if sort_by is order.by else sorted_by(sort_by, order)
        action.triggered.connect(lambda _=False, chosen=chosen: act(chosen))
        group.addAction(action)
        menu.addAction(action)
    menu.addSeparator()
    turned = QAction("The other way round", menu)
    turned.triggered.connect(lambda: act(sorted_by(order.by, order)))
    menu.addAction(turned)
    return menu
