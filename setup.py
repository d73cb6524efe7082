"""Puts the question packs and the resources inside the installed package, as data.

In the source tree they lie beside `app`, where people look for them; in a wheel as `app/_data/...`,
where `app.storage.places` looks next. All else about the package is said in pyproject.toml.
"""

from setuptools import find_namespace_packages, find_packages, setup

QUESTIONS, RESOURCES = "app._data.questions", "app._data.resources"
# Each folder in resources/, but not that folder itself: it holds the scripts that made the others.
PARTS = [f"{RESOURCES}.{name}" for name in find_namespace_packages("resources")]

setup(
    packages=[*find_packages(include=["app", "app.*"]), QUESTIONS, *PARTS],
    package_dir={QUESTIONS: "questions", RESOURCES: "resources"},
    package_data={"app.analysis": ["*.npz"]} | {name: ["*"] for name in (QUESTIONS, *PARTS)},
)
