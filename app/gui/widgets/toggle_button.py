"""A quiet button that stays pressed until it is pressed again."""

from app.gui import look
from app.gui.icons import Icon
from app.gui.widgets.button import Button, Paint, Size


class ToggleButton(Button):
    """Switches something on and off; `clicked` is sent after it has changed."""

    def __init__(
        self, text: str, *, icon: Icon | None = None, key: str = "", size: Size = "normal"
    ) -> None:
        super().__init__(text, "quiet", icon=icon, key=key, size=size)
        self.setCheckable(True)

    def _paint(self) -> Paint:
        """Return the colours of a selection while it is on."""
        if not self.isChecked() or not self.isEnabled():
            return super()._paint()
        colours = look.colours()
        return Paint(colours.accent_soft, "", colours.accent_ink, colours.accent_ink)
