"""What in the wording of a statement hints at the part of a story it tells.

Each cue is a pattern over plain words in lower case. What it is worth for each part is not decided
here: it is learnt from the stories in resources/structure.
"""

import re
from typing import Final

_PAST = (
    "began|bought|brought|broke|built|came|caught|chose|cut|did|drew|drove|fought|found|gave|got|"
    "held|hired|kept|led|left|let|made|met|moved|picked|put|ran|rang|read|rewrote|sat|saw|sent|set|"
    "showed|sold|spent|split|spoke|stood|stuck|swore|taught|threw|took|told|tried|walked|washed|"
    "went|wrote|\\w+ed"
)
_ADVERBS = (
    "(?:also |always |actually |basically |even |first |immediately |just |quickly |simply |then |"
    "quietly |personally |literally |really |straight away |\\w+ly )*"
)
_MONTH = (
    "january|february|march|april|may|june|july|august|september|october|november|december|monday|"
    "tuesday|wednesday|thursday|friday|saturday|sunday|christmas|easter|spring|summer|autumn|fall|"
    "winter"
)
_FIGURE = (
    "\\d[\\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\w+teen|"
    "(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million|half|third|quarter|"
    "twice|double|zero"
)

_SITUATION = {
    "at work": r"\b(in|at|during|for|with) (my|our|the|an?) (\w+ )?(last|previous|current|former|"
    r"first|second|third|old|final|new)\b",
    "my work": r"\b(my|our) (\w+ )?(company|employer|department|office|firm|school|university|shop|"
    r"hospital|clinic|group|branch)\b",
    "when i": r"\b(when|while) (i|we)('d| had)? ?(was|were|joined|started|worked|took over|became)",
    "starting out": r"\b(upon|after|before) (starting|joining|taking)\b",
    "there was": r"\bthere('d| was| were| had been|'s| is)\b",
    "being": r"\bi('m| am| was| used to be|'ve been)( \w+)? an? \w+",
    "working": r"\bi ((was |am |'m |used to )?work\w*|was working|volunteer\w*|coach\w*|play)\b",
    "we had": r"\b(we|they|company|customer|client|team|it|boss|colleague)( all)? (had|have)\b",
    "then": r"\b(at the time|back then|back in|those days|this was|that was when)\b",
    "ago": r"\b(ago|last (year|month|week|summer|autumn|winter|spring|season|" + _MONTH + r"))\b",
    "month": rf"\b({_MONTH})\b",
    "kept": r"\bkept (on )?\w+ing\b",
    "going on": r"\b(was|were|had been|kept) (\w+ )?\w+ing\b",
    "had done": r"\b(had|'d) (just |already |never |been |\w+ly )?(\w+ed|been|gone|left|quit|lost|"
    r"fallen|broken|stopped|come|bought|given|taken|become)\b",
    "would": r"\b(would|wouldn't|didn't|couldn't|wasn't|weren't)\b",
    "trouble": r"\b(late|behind|broke\w*|complain\w*|unhappy|angry|problem\w*|issue\w*|shortage|"
    r"conflict|disagree\w*|argu\w+|wrong|mess|disaster|crash\w*|down|lost|ill|sick|furious|slow|"
    r"stuck|short of|afraid|scared|missing|fail\w*|delay\w*|backlog|quit|resigned|low)\b",
    "everyone": r"\b(nobody|no one|everybody|everyone|people|somebody|someone)\b",
    "thinking": r"^(\w+ ){0,3}(let me think|good (one|question)|best example|to give you|i guess)",
    "every day": r"\b(every|each) (single )?(day|week|night|morning|evening|month|year|monday)\b",
    "my colleague": r"\b(a|my|our|two|the) (\w+ )?(colleague|coworker|boss|manager|supervisor|"
    r"customer|client|supplier|provider|student|patient|engineer|member)s?\b",
}
_TASK = {
    "my task": r"\b(my|our|the|one of my) (\w+ )?(task|goal|job|responsibility|objective|duty|aim|"
    r"assignment|challenge|target|mission|brief|priority|duties|role|deadline|condition)s? "
    r"(\w+ )?(was|is|were)\b",
    "needed to": r"\b(i|we|somebody|someone|it|and) (\w+ )?(needed|need) (to|a|an|the)\b",
    "had to": r"\b(i|we|somebody|someone|and|so) (\w+ )?had to\b",
    "wanted": r"\b(i|we|what i|boss|manager|director|mayor) (\w+ )?(wanted|hoped|expected|meant)\b",
    "to do it": r"\b(to|wanted to) (find|fix|get|reduce|keep|improve|lead|ensure|bring|cut|"
    r"finish|deliver|solve|develop|prepare|turn|raise|stop|shorten|halve|make|win)\b",
    "asked me": r"\b(asked|told|assigned|tasked|wanted|expected|gave|handed|said)( \w+){0,3} "
    r"(me|us|my team|to me)\b",
    "was asked": r"\b(i|we) (was|were|had been|am|'m) (\w+ )?(asked|tasked|assigned|told|given|"
    r"supposed|expected|responsible|in charge|to)\b",
    "on me": r"\b(up to me|on me|down to me|in charge|responsib\w+|landed (on|with)|my problem|"
    r"my job|take on|took on|took it upon|offered to|owned that|for me to)\b",
    "by then": r"\b(by|before|within|until|till|in time for) (the|a|an|\w+day|\w+|four|three|two) "
    r"?(end|week|month|deadline|quarter|release|weekend|year|launch|summer|day|fortnight)?s?\b",
    "without": r"\b(without|no extra|on time|or we'd|or else|or i)\b",
    "set out": r"\b(set out|set myself|made it my|felt (it|that|responsible|we)|i thought)\b",
}
_ACTION = {
    "i did": rf"\bi {_ADVERBS}(?:{_PAST})\b",
    "opens with i did": rf"^(?:and |so |but |then |um |uh |well |oh )*i {_ADVERBS}(?:{_PAST})\b",
    "we did": rf"\bwe {_ADVERBS}(?:{_PAST})\b",
    "i did not": r"\bi (didn't|did not|never|don't|made sure)\b",
    "order": r"^(and |so |but |um |uh )*(first|firstly|secondly|then|next|after that|from there|"
    r"meanwhile|in the meantime|afterwards|the first thing|the next day|instead|once)\b",
    "what i did": r"\b(what i did|the first thing|i started (by|with|to)|i began)\b",
    "also": r"\b(i|we) also\b",
    "by doing": r"\bby (\w+ly )?\w+ing\b",
    "asked": r"\b(asked|talked|spoke|called|rang|phoned|told|listened|explained|showed|wrote|met|"
    r"emailed|presented|discuss\w*|suggested|proposed|offered|promised|invited)\b",
    "found": r"\b(turned out|found (out|that|a|the)|noticed|realis\w+|realiz\w+|saw that|learned "
    r"that|discovered|it was only)\b",
    "made": r"\b(made|built|wrote|created|set up|designed|developed|introduced|drew|put|"
    r"organi[sz]\w+|planned|started|changed|added|cut|split|moved|tested|checked|compared|trained|measured)\b",
    "so i": r"\bso (i|we)\b",
    "each": r"\b(each|every) (of them|one|other|person|step|team|new|\w+)\b",
}
_RESULT = {
    "result": r"\b(as a result|in the end|eventually|ultimately|ended up|result\w*|outcome|so yeah|"
    r"worked out|paid off|thanks to)\b",
    "by the end": r"\b(by the end|at the end|after (a|two|three|half|about|that|the)|within|by "
    rf"({_MONTH}|the)|at the next|that year|the next (day|year|three|week))\b",
    "led to": r"\b(led to|resulted|allowed|helped|meant that|which meant|enabled)\b",
    "percent": r"(%|\bper ?cent\b|\bpoints?\b)",
    "figure": rf"\b({_FIGURE})\b",
    "from to": rf"\bfrom (about |around )?({_FIGURE}|over|under)\b.*\bto\b",
    "change": r"\b(increas\w+|decreas\w+|reduc\w+|improv\w+|drop\w*|fell|rose|grew|went (up|down|"
    r"from|to|through|without|live)|shrank|halved|doubled|tripled|saved|gained|raised|cut)\b",
    "since": r"\b(since then|ever since|since|still|now|today|nowadays|to this day|afterwards|any ?"
    r"more|later|again|from then)\b",
    "learned": r"\b(learned|learnt|taught me|lesson|took away|take ?away|showed me|made me realise|"
    r"found out that i|i'd do|i would do|realised that)\b",
    "praise": r"\b(happy|pleased|glad|satisf\w+|impressed|prais\w+|thank\w*|proud|award|promot\w+|"
    r"bonus|best|success\w*|positive|great|relieved|commended|surprised|offered me|liked?)\b",
    "on time": r"\b(on time|in time|ahead of|early|on schedule|as planned|on the dot|under budget|"
    r"first time|on track|before the deadline)\b",
    "not one": r"\b(not (a single|one)|nobody|no one|none|never|hasn't|haven't|no \w+) ",
    "finished": r"\b(resolved|completed|delivered|finished|solved|fixed|adopted|renewed|signed|"
    r"passed|approved|agreed|stayed|stopped|won|survived|submitted|accepted|rolled out|met)\b",
    "is now": r"\b(is|are|has|have|we've|they've|it's|he's|she's|that's|we're|they're|'s) "
    r"(now|still|been|become|running|using|doing|\w+ed)\b",
    "they did": rf"\b(they|he|she|customer|client|boss|manager|team|director) {_ADVERBS}(?:{_PAST}|"
    r"said|was|were)\b",
    "it was": r"\b(it|that|which|everything|everyone|all) (\w+ )?(was|were|worked|went|saved|cost|"
    r"took|came)\b",
    "we got": r"\b(we|i) (\w+ )?(got|reached|won|saved|finished|managed|were able|kept|submitted|"
    r"passed|handed|filled|raised|shipped|met|completed|achieved|ended)\b",
}
_SHAPE = {
    "i": r"\b(i|i'm|i'd|i've|me|my)\b",
    "we": r"\b(we|we're|we'd|we've|us|our)\b",
    "opens with i": r"^(and |so |but |um |uh |well )*i\b",
    "opens with we": r"^(and |so |but |um |uh |well )*we\b",
    "opens with the": r"^(and |so |but |um |uh |well )*(the|our|my|a|one|two)\b",
    "opens with it": r"^(and |so |but |um |uh |well )*(it|it's|that|this|which|there)\b",
    "opens with they": r"^(and |so |but |um |uh |well )*(he|she|they|nobody|people|everyone)\b",
    "opens with and": r"^and\b",
    "opens with so": r"^so\b",
    "opens with in": r"^(\w+ )?(in|during|at|when|while|after|within|since|by|last)\b",
    "was": r"\b(was|were)\b",
    "is": r"\b(is|are|it's|that's|i'm|we're|don't|doesn't|has|have)\b",
    "because": r"\b(because|since|as)\b",
    "short": r"^\S+( \S+){0,5}$",
    "long": r"^\S+( \S+){17}",
}
PATTERNS: Final = {
    f"{group}: {name}": re.compile(pattern)
    for group, patterns in (
        ("situation", _SITUATION),
        ("task", _TASK),
        ("action", _ACTION),
        ("result", _RESULT),
        ("shape", _SHAPE),
    )
    for name, pattern in patterns.items()
}
CUES: Final = tuple(PATTERNS)


def cues_of(statement: str) -> list[float]:
    """Return 1 for each of CUES that a statement has, else 0.

    Args:
        statement: Plain words in lower case, with their apostrophes and signs of percent, joined by
            single spaces.
    """
    return [float(bool(pattern.search(statement))) for pattern in PATTERNS.values()]
