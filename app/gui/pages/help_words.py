"""What Help says: how the program works, and what becomes of what a person says."""

from typing import Final

from app.gui.icons import Icon
from app.gui.pages.welcome_values import Step

LINES: Final = (
    ("Press Start", "Home picks what is due, then what is new to you, or what you choose."),
    ("Think", "A clock counts down. Press Space as soon as you want to speak."),
    ("Speak as you would there", "Nothing judges you meanwhile. What you say is on disk at once."),
    ("Press Space to stop", "The clock goes on past the time, unless Settings says otherwise."),
    ("Say how it went", "From memory, before you see anything: that is when most is learnt."),
    ("See what you covered", "Each point with the words that show it, or where it was not found."),
    ("See how you sounded", "Pace, pauses and filler words; inside the usual range all is calm."),
    ("Listen back", "Click a word, or a point, to hear the place."),
    ("Disagree", "Tick what you did say. Your verdict is the one that counts."),
    ("Note one change", "It is shown when the question comes again. Then retake, or go on."),
)
NOT_WRONG: Final = (
    "‘Not found’ does not mean wrong: the program compares words and their meaning, and cannot"
    " tell whether what you said is true."
)
SETUPS: Final[tuple[tuple[Step | None, Icon, str, str], ...]] = (
    ("microphone", Icon.MICROPHONE, "Microphone", "Choose it, and hear yourself through it."),
    ("speech", Icon.CPU, "Speech model", "What turns speech into text, on this computer."),
    ("sample", Icon.PLAY, "Sample question", "One easy question, with its feedback."),
    (None, Icon.ARROW_COUNTER_CLOCKWISE, "All of it", "The whole first run again."),
)
DEMO: Final = ("Demo answer", "An answer by a computer voice, and its feedback.")
PRIVACY: Final = (
    "Your recordings, what was understood of them, your ratings and notes are files in the folder"
    " below. They are never sent anywhere: there is no account, and nothing reports how you use the"
    " program or what goes wrong.",
    "Two things use the network, and only when you press their button: downloading a"
    " speech model, and fetching the key point model. They load files and send nothing of yours;"
    " the site they come from sees, as any site does, the address of your connection.",
    "The log says what the program did and which problems it had, never what you said. The"
    " five-second microphone test is deleted when the program ends.",
)
