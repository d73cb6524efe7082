"""What may go on with all data, to show the section of Settings with."""

from pathlib import Path
from typing import Final

from app.core.carrying import MergeCounts
from app.session.data_views import DataView, Exported, Imported, Preview

ZIP: Final = Path("/home/ana/Documents/2026-11-25 Greenroom.zip")
PREVIEW: Final = Preview(
    ZIP, "2026-11-24T18:00:00+00:00", MergeCounts(120, 2, 400, 3), 118, 96_000_000,
    ("mine.yaml",), has_settings=True,
)  # fmt: skip
IMPORTED: Final = Imported(
    MergeCounts(120, 2, 400, 3), 118, ("mine.yaml",), Path("/data/backups/h.db")
)
STATES: Final = {
    "nothing": DataView(),
    "writing": DataView("exporting", ZIP, 120_000_000, 1_200_000_000),
    "checking": DataView("checking", ZIP, 10, 100),
    "ready": DataView("ready", ZIP, preview=PREVIEW),
    "importing": DataView("importing", ZIP, 10, 100, preview=PREVIEW),
    "imported": DataView(imported=IMPORTED),
    "exported": DataView(file=ZIP, exported=Exported(ZIP, 522, 518, 4, 1_200_000_000)),
    "problem": DataView(file=ZIP, problem="The archive is damaged. Nothing was imported. Copy it."),
}
