# setup.sh - what ./run and ./test share: the system packages and the environment in .venv
#
# Sourced, with $root set to the folder of the project. A part is "app" (what ./run needs) or "test"
# (what ./test needs on top of it). For each there are two lists beside this file: apt-PART.txt, and
# requirements.txt or requirements-test.txt. When both are in place, a stamp in .venv says so, and
# the next start does no more than compare it.

venv=$root/.venv
mark=$venv/made-by-greenroom # tells our .venv from one that somebody else made

say() { printf '%s\n' "$*" >&2; }

die() {
    say "$@"
    exit 1
}

requirements() { # requirements PART - the name of the list of Python packages
    case $1 in
    app) echo requirements.txt ;;
    test) echo requirements-test.txt ;;
    esac
}

system_packages() { # system_packages PART... - Debian packages, one a line
    local part
    for part; do grep -vE '^ *(#|$)' "$root/packaging/apt-$part.txt"; done
}

# What an environment depends on: the lists, the Python inside it, and the place it was made for.
state() { # state PART
    echo "$root"
    readlink -f "$venv/bin/python"
    cksum "$root/packaging/apt-$1.txt" "$root/packaging/$(requirements "$1")"
}

ready() { # ready PART
    [[ -x $venv/bin/python && -f $venv/ready-$1 && $(<"$venv/ready-$1") == "$(state "$1")" ]]
}

suitable() { # suitable PROGRAM - is it Python 3.11 to 3.14, and can it make environments?
    "$1" -I -c 'import sys, ensurepip, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' \
        2>/dev/null
}

find_python() { # prints the first suitable one; fails when there is none
    local name
    for name in python3 python3.13 python3.12 python3.11 python3.14; do
        if suitable "$name"; then
            command -v "$name"
            return
        fi
    done
    return 1
}

# A package counts under the names it provides, too: Debian 13 has libglib2.0-0t64 for libglib2.0-0.
installed_packages() {
    dpkg-query --show --showformat='${db:Status-Status} ${Package}, ${Provides}\n' |
        sed -n 's/^installed //p' | tr -s ', ' '\n\n'
}

missing_packages() { # missing_packages PART...
    local unneeded='^$'
    if find_python >/dev/null; then unneeded='^python3-venv$'; fi
    system_packages "$@" | grep -v "$unneeded" | grep -vxFf <(installed_packages) || true
}

install_system_packages() { # install_system_packages PART...
    local missing command as_root=''
    if ! command -v dpkg-query >/dev/null; then
        say "This is no Debian: please see yourself that there is what these packages hold:" \
            "$(system_packages "$@" | paste -sd ' ')."
        return
    fi
    missing=$(missing_packages "$@" | paste -sd ' ')
    if [[ -z $missing ]]; then return; fi
    say "System packages are missing for the window, the microphone or Python${2:+, or for the tests}: $missing." \
        "What each is for is written in packaging/apt-*.txt."
    if [[ $EUID -ne 0 ]] && command -v sudo >/dev/null; then as_root='sudo '; fi
    command="${as_root}apt-get update && ${as_root}apt-get install -y --no-install-recommends $missing"
    if [[ $EUID -ne 0 ]]; then ask_to_run "$command" "$as_root"; fi
    say "+ $command"
    # Nobody is there to answer what a package may ask; sudo still asks for its password.
    DEBIAN_FRONTEND=noninteractive bash -c "$command" </dev/null >&2 ||
        die "The packages could not be installed, see above."
}

ask_to_run() { # ask_to_run COMMAND SUDO - returns when the person says yes; SUDO is empty without it
    local answer=''
    if [[ -z $2 || ! -t 0 ]]; then
        die "Please install them as root, then start again:"$'\n'"  $1"
    fi
    read -r -p "Install them now with this command? $1 [y/N] " answer || true
    [[ $answer == [yY]* ]] || die "Nothing was installed."
}

set_up() { # set_up PART... - put in place whatever is not
    local part
    install_system_packages "$@"
    ready app || make_environment
    for part; do ready "$part" || install_python_packages "$part"; done
}

# An environment whose stamp is missing was left half-made, one with an old stamp has other versions:
# both are made anew, which is simpler than a repair and takes half a minute.
make_environment() {
    local python
    python=$(find_python) || die "Greenroom needs Python 3.11 to 3.14 with its venv module: none was found."
    if [[ -e $venv && ! -e $mark ]]; then
        die "The folder $venv was made by something else. Please remove it, then start again."
    fi
    say "Making the environment .venv with $("$python" --version); this happens once."
    rm -rf "$venv"
    mkdir "$venv"
    touch "$mark"
    "$python" -m venv "$venv"
    # Makes `app` importable from any folder, without making that folder importable.
    echo "$root" >"$(echo "$venv"/lib/python3.*/site-packages)/greenroom.pth"
}

# Only wheels: building one would fetch tools that no hash covers.
install_python_packages() { # install_python_packages PART
    local list verbosity=()
    list=packaging/$(requirements "$1")
    if [[ ! -t 2 ]]; then verbosity=(--quiet); fi
    say "Installing $(grep -c '^[a-zA-Z]' "$root/$list") Python packages from $list."
    PIP_DISABLE_PIP_VERSION_CHECK=1 "$venv/bin/python" -I -m pip install "${verbosity[@]}" \
        --no-deps --require-hashes --only-binary :all: --requirement "$root/$list" >&2 ||
        die "The Python packages could not be installed, see above."
    state "$1" >"$venv/ready-$1"
}
