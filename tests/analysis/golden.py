"""Vectors of the published MiniLM weights, computed once in 32-bit numpy without CTranslate2.

Each sentence has the first eight of its 384 values; `COSINES` are those of the whole vectors, first
sentence against each.
"""

from typing import Final

GOLDEN: Final = {
    "A container packs the serving code together with pinned library versions.": (
        (-0.06197, -0.02728, -0.03949, -0.02122, 0.05206, 0.02082, 0.01130, -0.03269)
    ),
    "Um, I'd roll back, you know, when the error rate rises.": (
        (-0.04479, -0.04695, -0.04954, 0.00499, 0.02045, -0.09274, -0.04500, 0.01875)
    ),
    "kubernetes": (0.01831, 0.01863, 0.06314, -0.01301, -0.02321, -0.00052, 0.04316, -0.05955),
    "How would you deploy a model on the cloud?": (
        (0.00715, -0.04822, 0.01778, -0.03907, 0.03230, 0.00118, -0.07395, -0.00168)
    ),
}
COSINES: Final = (1.0000, 0.0474, 0.2589, 0.2310)
