"""Finds the words and the phrases that a person says again and again in an answer."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from app.analysis.spoken import SpokenWord
from app.analysis.words import STOP_WORDS, stem
from app.core.feedback import Said
from app.core.transcript import Place

# Of the 121 answers of tests/data/answers.jsonl, of 190 words, 114 say some content word twice, and
# three of them on average: that is chance. 33 say one three times: that is worth a look.
MIN_TIMES: Final = 3
MOST_WORDS: Final = 8

PHRASE_WORDS: Final = range(3, 7)
# Without a list of the words that say nothing, three in a row are often nothing but such words.
PHRASE_WORDS_ANY_LANGUAGE: Final = range(4, 7)
MOST_PHRASES: Final = 6

# Said in nearly every answer, and no word to do without: pronouns, numbers, verbs for everything.
_ORDINARY = (
    "again always another anybody anyone anything around away back before after both call came "
    "come course day either else even ever everybody everyone everything first five four get give "
    "go gone good got happen her here hour its keep knew last let long look lot made make maybe "
    "might month much never new next nobody nothing now off often okay ok oh old once one ones "
    "part people put quite right said same say see second seem seen self set since six somebody "
    "someone something still sure take ten thank thing think thought three through time together "
    "told took turn two until us use used want way week well went without work year yeah yes yet "
    "bit kind sort stuff going getting doing eight nine eleven twelve fifteen twenty thirty forty "
    "fifty sixty hundred thousand million"
)
# "Just" and "very" are the coverage's to pass over, but a habit that is worth hearing.
_WORTH_HEARING: Final = frozenset({"just", "very"})
SAYS_NOTHING: Final = (STOP_WORDS - _WORTH_HEARING) | {
    form for word in _ORDINARY.split() for form in (word, stem(word))
}

# A phrase that ends in one of these breaks off; one that begins with a link belongs to no sentence.
_LEFT_OPEN = (
    "a an the and or but if of to in on at by for with from as than that which who whose when "
    "where while because so i we you he she it they my your our their his her its this these "
    "those is are was were be been being am has have had do does did can could will would shall "
    "should may might must not no then very just"
)
LEFT_OPEN: Final = frozenset(_LEFT_OPEN.split())
LINKS: Final = frozenset({"and", "but", "or", "so", "then", "because", "that"})
# Made of words that say nothing, and a habit all the same.
_HABITS = (
    "and so on|and so forth|and all that|or something like that|something like that|"
    "and things like that|and stuff like that|and that kind of thing|at the end of the day|"
    "as i said|like i said|so to speak|more or less|i would say|i have to say|if you like|"
    "to be honest|the thing is|first of all|what i mean is"
)
HABITS: Final = frozenset(tuple(phrase.split()) for phrase in _HABITS.split("|"))


def most_used(spoken: Sequence[SpokenWord], fillers: Collection[int]) -> tuple[Said, ...]:
    """Return the content words said at least three times, the commonest first.

    Args:
        spoken: What was said, in English.
        fillers: Indices of the words of the transcript that fill.

    Returns:
        At most eight. Inflected forms count as one word, shown in its commonest form.
    """
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for word in spoken:
        if word.index not in fillers and carries_meaning(word.text):
            forms[stem(word.text)][word.written.removesuffix("'s")] += 1
            places[stem(word.text)].append(word.index)
    often = [root for root, indices in places.items() if len(indices) >= MIN_TIMES]
    often.sort(key=lambda root: -len(places[root]))  # stable: of equals, what was said first
    return tuple(
        Said(forms[root].most_common(1)[0][0], tuple(Place(i, i) for i in places[root]))
        for root in often[:MOST_WORDS]
    )


def carries_meaning(word: str) -> bool:
    """Return whether an English word says something about this answer rather than about any."""
    bare, _, rest = word.partition("'")
    short = len(word) < 2 or word.isdigit() or rest == "t"  # "don't", "can't"
    return not short and bare not in SAYS_NOTHING and stem(bare) not in SAYS_NOTHING


def repeated_phrases(
    spoken: Sequence[SpokenWord], fillers: Collection[int], *, english: bool
) -> tuple[Said, ...]:
    """Return phrases of three to six words that were said at least twice.

    Args:
        spoken: What was said.
        fillers: Indices of the words of the transcript that fill; they do not part a phrase.
        english: Whether stop words are known; if not, only phrases of four words and more.

    Returns:
        At most six, none within or across another, those that take up most of the answer first.
    """
    words = [word for word in spoken if word.index not in fillers]
    free = [True] * len(words)
    found: list[Said] = []
    lengths = PHRASE_WORDS if english else PHRASE_WORDS_ANY_LANGUAGE
    worth = _is_phrase if english else _any_phrase
    for length, starts_by_phrase in reversed([*_repeated(words, lengths)]):
        for phrase, starts in starts_by_phrase.items():
            apart = _apart(starts, length, free)
            if len(apart) > 1 and worth(phrase):
                found.append(_phrase(words, apart, length))
                for start in apart:
                    free[start : start + length] = [False] * length
    found.sort(key=lambda said: -said.count * len(said.text.split()))
    return tuple(found[:MOST_PHRASES])


def _repeated(
    words: Sequence[SpokenWord], lengths: Iterable[int]
) -> Iterator[tuple[int, dict[tuple[str, ...], list[int]]]]:
    """Yield for each length, the shortest first, where repeated phrases in one sentence begin."""
    texts = [word.text for word in words]
    ends = [index for index, word in enumerate(words) if word.ends] + [len(words)]
    rest = [ends[bisect_left(ends, start)] - start + 1 for start in range(len(words))]
    starts: Iterable[int] = range(len(words))
    for length in lengths:
        places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for start in starts:
            if length <= rest[start] and start + length <= len(words):
                places[tuple(texts[start : start + length])].append(start)
        often = {phrase: where for phrase, where in places.items() if len(where) > 1}
        yield length, often
        # What begins a longer phrase that comes back comes back itself.
        starts = sorted(chain.from_iterable(often.values()))


def _any_phrase(_phrase: tuple[str, ...]) -> bool:
    return True


def _is_phrase(phrase: tuple[str, ...]) -> bool:
    if phrase in HABITS:
        return True
    whole = phrase[0] not in LINKS and phrase[-1] not in LEFT_OPEN
    return whole and any(map(carries_meaning, phrase))


def _apart(starts: Sequence[int], length: int, free: Sequence[bool]) -> list[int]:
    """Return the starts at which a phrase lies in free words, without overlap."""
    apart: list[int] = []
    for start in starts:
        if all(free[start : start + length]) and (not apart or start >= apart[-1] + length):
            apart.append(start)
    return apart


def _phrase(words: Sequence[SpokenWord], starts: Sequence[int], length: int) -> Said:
    first = words[starts[0] : starts[0] + length]
    return Said(
        " ".join(word.written for word in first),
        tuple(Place(words[at].index, words[at + length - 1].index) for at in starts),
    )
