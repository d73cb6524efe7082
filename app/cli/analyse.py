"""Says what a recorded answer covered: one of the person's own, or the one that is shipped."""

import json
from dataclasses import fields
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from app.cli.parser import Arguments
from app.cli.report import print_answer
from app.core.errors import SpeechError
from app.core.feedback import Content, Delivery, Measure, PointFinding, Said
from app.core.languages import ENGLISH
from app.core.structure import Part, Structure
from app.core.transcript import Transcript
from app.session.demo import DEMO_QUESTION, demo_take
from app.session.inbox import Inbox
from app.session.reading import ReadAnswer, Reader, choose_engine
from app.session.services import OpenServices


def demo(open_services: OpenServices, arguments: Arguments) -> int:
    """Analyse the spoken answer that comes with the program."""
    arguments.language = ENGLISH  # as it is spoken
    return _analyse(open_services, arguments, demo_take(), DEMO_QUESTION)


def analyse(open_services: OpenServices, arguments: Arguments) -> int:
    """Analyse a sound file of the person's."""
    if not arguments.audio.exists():
        raise SpeechError(f"There is no file {arguments.audio}.", hint="Check its name.")
    return _analyse(open_services, arguments, arguments.audio, arguments.question)


def _analyse(open_services: OpenServices, arguments: Arguments, path: Path, name: str) -> int:
    inbox = Inbox()
    with open_services(arguments.data_dir, inbox.post, debug=arguments.debug) as services:
        question = services.library().find(name)
        settings = services.preferences.value
        choice = choose_engine(settings, arguments.engine, arguments.model, arguments.language)
        reader = Reader(services.assistant, inbox)
        with _progress() as progress:
            task = progress.add_task("Listening", total=1.0)
            answer = reader.read(
                path, question, choice, lambda done: progress.update(task, completed=done)
            )
    if arguments.json:
        print(json.dumps(as_json(answer), ensure_ascii=False))
    else:
        print_answer(Console(markup=False, highlight=False), answer)
    return 0


def _progress() -> Progress:
    """Return a progress bar on stderr that vanishes, so that stdout holds the result alone."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(40))
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def as_json(answer: ReadAnswer) -> dict[str, object]:
    """Return an answer as plain values for one JSON object; times in seconds."""
    return {
        "question": answer.question.key,
        "engine": answer.transcript.engine,
        "model": answer.transcript.model,
        "language": answer.transcript.language,
        "draft": answer.transcript.draft,
        "duration_s": round(answer.duration_s, 3),
        "transcript": _transcript(answer.transcript),
        "coverage_method": answer.feedback.coverage.method,
        "coverage": [_finding(finding) for finding in answer.feedback.coverage.findings],
        "delivery": _delivery(answer.feedback.delivery, answer.transcript),
        "content": _content(answer.feedback.content or Content(), answer.transcript),
        "structure": _structure(answer.feedback.structure, answer.transcript),
    }


def _transcript(transcript: Transcript) -> dict[str, object]:
    words = [
        {
            "word": word.text,
            "start_s": round(word.start_s, 3),
            "end_s": round(word.end_s, 3),
            "probability": round(word.probability, 3),
        }
        for word in transcript.words
    ]
    return {"text": transcript.text, "words": words}


def _finding(finding: PointFinding) -> dict[str, object]:
    evidence = finding.evidence
    return {
        "point": finding.point,
        "state": str(finding.state),
        "score": round(finding.score, 3),
        "evidence": evidence.text if evidence else None,
        "start_s": round(evidence.start_s, 3) if evidence else None,
        "end_s": round(evidence.end_s, 3) if evidence else None,
        "matched": list(finding.matched),
        "missing": list(finding.missing),
    }


def _delivery(delivery: Delivery, transcript: Transcript) -> dict[str, object]:
    measures = {
        field.name: _measure(value)
        for field in fields(delivery)
        if isinstance(value := getattr(delivery, field.name), Measure)
    }
    return {
        "word_count": delivery.word_count,
        **measures,
        "pauses": [
            {"start_s": round(pause.start_s, 3), "end_s": round(pause.end_s, 3)}
            for pause in delivery.pauses
        ],
        "fillers": [transcript.words[index].text for index in delivery.fillers],
    }


def _content(content: Content, transcript: Transcript) -> dict[str, object]:
    return {
        "words": [_said(said, transcript) for said in content.words],
        "terms": [_said(said, transcript) for said in content.terms],
        "phrases": [_said(said, transcript) for said in content.phrases],
        "model_answer": [_finding(idea) for idea in content.ideas],
    }


def _structure(told: Structure | None, transcript: Transcript) -> dict[str, object] | None:
    if told is None:
        return None
    number = told.result_number
    sentences = [
        {
            "part": str(each.part),
            "start_s": round(each.start_s, 3),
            "end_s": round(each.end_s, 3),
            "sure": round(each.sure, 2),
        }
        for each in told.sentences
    ]
    words = transcript.words[number.first_word : number.last_word + 1] if number else ()
    return {
        "shares": {str(part): round(told.share(part), 3) for part in Part},
        "action_from": None if told.action_from is None else round(told.action_from, 3),
        "missing": [str(part) for part in told.missing],
        "singular": told.singular,
        "plural": told.plural,
        "result_number": " ".join(word.text for word in words) or None,
        "sentences": sentences,
    }


def _said(said: Said, transcript: Transcript) -> dict[str, object]:
    places = [
        {
            "start_s": round(transcript.words[place.first_word].start_s, 3),
            "end_s": round(transcript.words[place.last_word].end_s, 3),
        }
        for place in said.places
    ]
    return {"text": said.text, "count": said.count, "places": places}


def _measure(measure: Measure) -> dict[str, object]:
    return {
        "value": None if measure.value is None else round(measure.value, 2),
        "unit": measure.unit,
        "low": measure.low,
        "high": measure.high,
        "inside": measure.inside,
    }
