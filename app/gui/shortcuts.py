"""The keys of all pages, as the Settings page lists them."""

from typing import Final

from app.gui.pages.settings_values import KeyGroup

KEYS: Final = (
    KeyGroup(
        "Everywhere",
        (
            ("Ctrl+1", "Home"),
            ("Ctrl+2", "History"),
            ("Ctrl+3", "Trends"),
            ("Ctrl+4", "Stories"),
            ("Ctrl+,", "Settings"),
            ("F1", "Help"),
        ),
    ),
    KeyGroup(
        "Home",
        (
            ("Enter", "Start"),
            ("Space", "Begin with the question in the ring"),
            ("Ctrl+F", "Search for a question to begin with"),
            ("Alt+M", "Practice or interview"),
            ("Alt+Q", "Which questions"),
            ("Alt+N", "How many"),
        ),
    ),
    KeyGroup(
        "Thinking",
        (
            ("Space", "Start answering"),
            ("W", "What the interviewer tests"),
            ("H", "Hint, one point at a time"),
            ("M", "30 s more"),
            ("R", "Read the question aloud, where the computer has a voice"),
            ("T", "Choose a story to tell"),
            ("K", "Write instead of speaking"),
            ("N", "Another question"),
            ("Esc", "Leave"),
        ),
    ),
    KeyGroup(
        "Answering",
        (
            ("Space", "Stop"),
            ("P", "Pause"),
            ("O", "Start over; the take is kept"),
            ("C", "Captions on or off"),
            ("Esc", "Leave, after asking"),
        ),
    ),
    KeyGroup(
        "Writing",
        (
            ("Ctrl+Enter", "Done"),
            ("Tab", "Leave the field"),
            ("Esc", "Leave; what is written is kept"),
        ),
    ),
    KeyGroup(
        "Interview",
        (
            ("Enter", "Begin, go on after a break"),
            ("Space", "Start answering, or finish"),
            ("R", "Read the question again"),
            ("K", "Write instead, when the microphone does not work"),
            ("Esc", "Leave; the interview is kept"),
            ("1 to 5", "Rate one answer after the other, at the end"),
            ("Ctrl+E", "Export its report"),
        ),
    ),
    KeyGroup(
        "Paused or interrupted",
        (
            ("Space", "Go on with the same take"),
            ("Enter", "Finish with what there is"),
            ("Esc", "Leave; the take is kept"),
        ),
    ),
    KeyGroup(
        "How it went",
        (
            ("1 to 5", "Rate the answer"),
            ("A, B ...", "Tick a point"),
            ("Enter", "Show feedback"),
            ("S", "Skip"),
        ),
    ),
    KeyGroup(
        "Review",
        (
            ("Space", "Play or pause"),
            ("Left, Right", "Back or on by 3 s"),
            ("Ctrl+Left, Right", "Sentence before, next sentence"),
            ("Comma, full stop", "Slower, faster"),
            ("L", "Loop what is chosen, or this sentence"),
            ("Shift+Left, Right", "Choose word by word"),
            ("1 to 9", "Hear a key point"),
            ("U", "Hear the next filler"),
            ("H", "Hear the next long pause"),
            ("M", "Next point that was missed"),
            ("E", "Correct the word that is heard, or what is chosen"),
            ("F", "Filler here: add an “um”"),
            ("S", "Say which part of a story the sentence tells"),
            ("Ctrl+Z", "Undo"),
            ("Ctrl+Shift+Z", "Redo"),
            ("N", "Next time I will ..."),
            ("K", "I did what I noted last time"),
            ("B", "Best take"),
            ("C", "Compare with another take"),
            ("T", "Say which story the answer told"),
            ("R", "Retake"),
            ("Ctrl+Delete", "Move the take to the trash"),
            ("Ctrl+E", "Export"),
            ("Enter", "Next question, or finish"),
            ("Esc", "Let go of what is chosen, then leave"),
        ),
    ),
    KeyGroup(
        "Comparing takes",
        (
            ("Space", "Play or pause the take heard last"),
            ("O, N", "Play the older, the newer take"),
            ("Left, Right", "Back or on by 5 s"),
            ("1 to 9", "Hear a key point in the take heard last"),
            ("B", "Best take: the one heard last"),
            ("Esc", "Back to where you came from"),
        ),
    ),
    KeyGroup(
        "History",
        (
            ("Enter", "Open the answer, or the session"),
            ("Ctrl+F", "Search in what you said"),
            ("Esc", "Clear the search"),
            ("Alt+F", "More filters"),
            ("Alt+S", "Sort"),
            ("Alt+G", "Group by session"),
            ("Menu key", "What can be done with an answer"),
            ("Delete", "Move to the trash"),
            ("Ctrl+Z", "Bring back what was just deleted"),
            ("Ctrl+E", "Export and import"),
        ),
    ),
    KeyGroup(
        "Trends",
        (
            ("Left, Right", "From point to point of a chart"),
            ("Home, End", "The oldest, the newest point"),
            ("Enter", "Open the answer, or look at the question alone"),
            ("Ctrl+E", "Export pictures or figures"),
        ),
    ),
    KeyGroup(
        "Stories",
        (
            ("Ctrl+N", "New story"),
            ("Up, Down", "From story to story, in the list"),
            ("Alt+Up, Down", "Move a point up or down"),
            ("Ctrl+F", "Search the questions it answers"),
            ("Alt+M", "What the stories show, and back"),
            ("Space", "Show or not, in the table"),
            ("Ctrl+Delete", "Move the story to the trash"),
            ("Ctrl+Z", "Undo"),
            ("Ctrl+Shift+Z", "Redo"),
            ("Ctrl+E", "Import and export"),
        ),
    ),
    KeyGroup("Trash", (("Delete", "Delete for good, after asking"), ("Esc", "Back to History"))),
    KeyGroup("Settings", (("Ctrl+T", "Test the microphone"),)),
    KeyGroup(
        "Setting up",
        (
            ("Enter", "What the page proposes"),
            ("Esc", "Skip the step"),
            ("Alt+Left", "Back to the step before"),
            ("Ctrl+T", "Test the microphone"),
        ),
    ),
    KeyGroup("Help", (("Page Up, Page Down", "Move the page"),)),
)
