"""Feedback on an answer, as text for the terminal."""

from collections.abc import Iterable
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app.core.feedback import Content, Coverage, Delivery, Measure, PointState, Said
from app.core.languages import is_english
from app.core.structure import Structure
from app.session.reading import ReadAnswer
from app.session.structure_words import ESTIMATE, guide, shares, summary

# A shape and a word for each state, so that colour never stands alone.
MARKS: Final = {
    PointState.COVERED: ("●", "green"),
    PointState.UNCLEAR: ("◐", "yellow"),
    PointState.NOT_FOUND: ("○", "dim"),
}
DRAFT: Final = (
    "This is a draft: the built-in engine mishears about every third word. "
    "Choose a Whisper model for text that counts."
)
BY_WORDS: Final = (
    "Compared by words only: the embedding model is not there (see: greenroom doctor)."
)
IN_ENGLISH: Final = (
    "Fillers are counted in English only, and key points are compared by rules made for English."
)
NO_SPEECH: Final = "No speech was found in this recording."


def print_answer(console: Console, answer: ReadAnswer) -> None:
    """Print what was said and what it showed."""
    transcript, feedback = answer.transcript, answer.feedback
    console.print(Text(answer.question.ask, style="bold"))
    if transcript.draft:
        console.print(Text(DRAFT, style="yellow"))
    console.print()
    if not transcript.words:
        console.print(NO_SPEECH)
        return
    console.print(Padding(Text(transcript.text), (0, 2)))
    console.print()
    if not is_english(transcript.language):
        console.print(Text(IN_ENGLISH, style="yellow"))
    print_coverage(console, feedback.coverage)
    if feedback.structure is not None:
        print_structure(console, feedback.structure, typed=transcript.typed)
    console.print()
    print_delivery(console, feedback.delivery)
    if feedback.content is not None:
        print_content(console, feedback.content)


def print_coverage(console: Console, coverage: Coverage) -> None:
    """Print the key points, each with the words that show it."""
    counts = ", ".join(f"{coverage.count(state)} {state}" for state in PointState)
    console.print(Text(f"Key points: {counts}", style="bold"))
    if coverage.method == "lexical":
        console.print(Text(BY_WORDS, style="yellow"))
    for finding in coverage.findings:
        mark, colour = MARKS[finding.state]
        console.print(Text.assemble((f"  {mark} ", colour), finding.point))
        if finding.evidence is not None and finding.state is not PointState.NOT_FOUND:
            quote = f"{clock(finding.evidence.start_s)}  “{finding.evidence.text}”"
            console.print(Padding(Text(quote, style="dim"), (0, 0, 0, 6)))


def print_delivery(console: Console, delivery: Delivery) -> None:
    """Print the measures, a soft word beside those outside their band."""
    console.print(Text("Delivery", style="bold"))
    measures = (
        delivery.pace,
        delivery.articulation,
        delivery.longest_pause,
        delivery.first_word,
        delivery.filler_rate,
        delivery.length,
    )
    for measure in measures:
        if measure.value is not None:
            console.print(_line(measure))


def print_structure(console: Console, told: Structure, *, typed: bool = False) -> None:
    """Print how a story was told; nothing where nothing was."""
    if not told.sentences:
        return
    console.print()
    console.print(Text("Story shape", style="bold"))
    for share in shares(told):
        line = Text(f"  {share.name:24} {share.value:6.0f} {share.unit}")
        if not share.inside:
            line.append(f"   usually {guide(share)}", style="yellow")
        console.print(line)
    for words in summary(told, typed=typed):
        console.print(_wrapped("·", words))
    console.print(_wrapped(" ", ESTIMATE))


def print_content(console: Console, content: Content) -> None:
    """Print what the answer was made of; nothing where there is nothing to say."""
    heard = [term for term in content.terms if term.places]
    unheard = [term.text for term in content.terms if not term.places]
    rows = (
        ("Said most", _counted(content.words)),
        ("Terms heard", _counted(heard)),
        ("Terms not heard", ", ".join(unheard)),
        ("Said again", _counted(content.phrases)),
    )
    if any(words for _, words in rows):
        console.print()
        console.print(Text("Your words", style="bold"))
    for name, words in rows:
        if words:
            console.print(_wrapped(f"{name:16}", words))
    if content.ideas:
        console.print()
        console.print(Text("A model answer, and what was heard of it", style="bold"))
    for idea in content.ideas:
        mark, colour = MARKS[idea.state]
        at = idea.evidence if idea.state is not PointState.NOT_FOUND else None
        console.print(_wrapped(f"{mark} {clock(at.start_s) if at else '':5}", idea.point, colour))


def _wrapped(head: str, words: str, colour: str = "dim") -> Table:
    """Return words of several lines beside what stands in front of them."""
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column()
    table.add_row(Text(f"  {head}", style=colour), Text(words))
    return table


def _counted(several: Iterable[Said]) -> str:
    return ", ".join(f"{said.text} {said.count}×" for said in several)


def _line(measure: Measure) -> Text:
    line = Text(f"  {measure.name:24} {measure.value:6.1f} {measure.unit}")
    if not measure.inside:
        line.append(f"   {_band(measure)}", style="yellow")
    elif measure.note:
        line.append(f"   {measure.note}", style="dim")
    return line


def _band(measure: Measure) -> str:
    match measure.low, measure.high:
        case None, high:
            return f"usually up to {high:g}"
        case low, None:
            return f"usually from {low:g}"
        case low, high:
            return f"usually {low:g} to {high:g}"


def clock(seconds: float) -> str:
    """Return seconds as m:ss."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
