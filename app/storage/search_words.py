"""What a person types to find something, as a full-text query; whatever they type, it is one."""

import re
from dataclasses import dataclass
from typing import Final

_TERM: Final = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_QUOTES: Final = str.maketrans("“”„«»", '"""""', "\0")


@dataclass(frozen=True, slots=True)
class SearchWords:
    """Two queries in the language of FTS5 (https://sqlite.org/fts5.html, section 3).

    Attributes:
        match: What has to be there; empty for nothing in particular.
        without: What must not be there; empty for nothing.
    """

    match: str = ""
    without: str = ""


def search_words(text: str) -> SearchWords:
    """Return the queries of what somebody typed.

    Several words must all be there, "in quotes" they follow one another, monitor* finds every word
    that begins so, and -word leaves out what has it. The last word may be unfinished: it finds
    what begins with it.
    """
    wanted, unwanted = list[str](), list[str]()
    terms = list(_TERM.finditer(text.translate(_QUOTES)))
    for place, term in enumerate(terms, 1):
        phrase, word = term["phrase"], term["word"]
        begins = word is not None and (word.endswith("*") or place == len(terms))
        query = _quoted(word.rstrip("*") if phrase is None else phrase, begins=begins)
        if query:
            (unwanted if term["minus"] else wanted).append(query)
    return SearchWords(" AND ".join(wanted), " OR ".join(unwanted))


def _quoted(words: str, *, begins: bool) -> str:
    """Return words as a string of FTS5, so that nothing in it is an operator; empty for no word."""
    if not any(letter.isalnum() for letter in words):
        return ""
    quoted = '"' + words.replace('"', '""') + '"'
    return f"{quoted} *" if begins else quoted
