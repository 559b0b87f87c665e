#!/usr/bin/env bash
# Makes the checkout ready: system libraries (Debian 12), a virtual environment, the locked packages.
# Sourced by the other scripts here; does nothing that is done already.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '\n== %s\n' "$*"; }

missing_packages() {
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$package"
    done
}

install_system_libraries() {
    command -v apt-get >/dev/null || return 0
    local wanted missing as_root=()
    wanted="$*"
    # shellcheck disable=SC2086
    missing=$(missing_packages $wanted)
    [ -z "$missing" ] && return 0
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    say "Installing system libraries: $missing"
    "${as_root[@]}" apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

# Qt's windows and sound, and what a window under a virtual screen needs.
RUN_LIBRARIES="libglib2.0-0 libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libpulse0 libxcb-cursor0
    libxcb-icccm4 libxcb-keysyms1 libxcb-image0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxkbcommon-x11-0"

make_environment() {
    local python
    python=$(command -v python3.11 || command -v python3)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then install_system_libraries python3-venv; fi
    local stamp=.venv/locked
    if ! cmp -s requirements.lock "$stamp"; then
        say "Installing the locked Python packages into .venv (about 300 MB, once)"
        "$python" -m venv .venv
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
        cp requirements.lock "$stamp"
    fi
}
