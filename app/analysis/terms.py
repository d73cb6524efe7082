"""Finds the terms of a question.

A term is a word or a pair of words that comes back in the points' phrasings and is rare in English
or written like a name. How well it tells the points apart does not matter here, as it does for
coverage: what all points of a question speak of is a term of it all the more.
"""

from itertools import chain
from typing import Final

from app.analysis.vocabulary import CommonWords, Term, Vocabulary
from app.analysis.words import stem, tokens
from app.core.question import Question

MOST_TERMS: Final = 12


def required_terms(question: Question) -> list[Term]:
    """Return what the author of a question wants to hear, in any language."""
    groups = chain.from_iterable(point.must for point in question.key_points)
    terms = {group[0].lower(): Term(group[0], group) for group in groups if group}
    return list(terms.values())


def terms_of(question: Question, common: CommonWords | None) -> tuple[Term, ...]:
    """Return the terms of a question in English, the weightiest first; at most twelve.

    Args:
        question: Of stories told from life only the required terms count: what else comes back in
            them is no term.
        common: The ordinary words; without them only what is written like a name is a term.
    """
    required = required_terms(question)
    if question.kind != "knowledge":
        return tuple(required[:MOST_TERMS])
    known = {stem(word) for term in required for each in term.alternatives for word in tokens(each)}
    found = [
        term
        for term in Vocabulary.of(question).terms(common)
        if not known.intersection(map(stem, tokens(term.text)))
    ]
    return tuple([*required, *found][:MOST_TERMS])
