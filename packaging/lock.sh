#!/usr/bin/env bash
# lock.sh - make requirements.txt (the app) and requirements-test.txt (the tools of ./test) anew
#
#   packaging/lock.sh             change only what pyproject.toml or requirements.in ask for
#   packaging/lock.sh --upgrade   take the newest versions of everything
#
# Needs uv (https://docs.astral.sh/uv); set UV to its path if it is not on the PATH. The files hold for
# every system and Python 3.11 to 3.14, name no index, and are installed with plain pip: see setup.sh.
set -euo pipefail
cd "$(dirname "$0")/.." # the paths written into the files are relative to here

compile() {
    "${UV:-uv}" pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
        --generate-hashes --no-config --no-emit-index-url --no-emit-find-links \
        --custom-compile-command packaging/lock.sh "$@"
}

compile "$@" --override packaging/overrides.txt --output-file packaging/requirements.txt \
    pyproject.toml packaging/requirements.in
# Only what comes on top; the versions that both name are those of the app.
compile "$@" --constraint packaging/requirements.txt --output-file packaging/requirements-test.txt \
    --group pyproject.toml:dev
