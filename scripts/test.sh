#!/usr/bin/env bash
# Sets everything up, then passes the tests. Further words go to pytest.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

# shellcheck disable=SC2086
install_system_libraries $RUN_LIBRARIES xvfb xauth age
# Other people's players, a sound server, a second screen, a compiler for disks that fail: what tests look with.
install_system_libraries x11-xserver-utils ffmpeg mpv pulseaudio dbus gcc libc6-dev ||
    say "Some of that could not be installed; the tests that need it skip and say what they miss."
make_environment
exec .venv/bin/python -m pytest -n 2 "$@"
