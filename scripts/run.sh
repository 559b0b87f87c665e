#!/usr/bin/env bash
# Sets everything up, then runs the main job on a demo vault: in a window where there is a display,
# else headless: a film imported, moments marked, a reel rendered, a summary written.
# Usage: scripts/run.sh [FOLDER FOR THE DEMO]
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

# shellcheck disable=SC2086
install_system_libraries $RUN_LIBRARIES
make_environment

folder=${1:-demo-$(date +%Y%m%d-%H%M%S)}
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "Making a demo vault in $folder and opening it"
    exec .venv/bin/vidfeed demo "$folder"
fi
say "No display here: doing the whole job headless in $folder"
exec .venv/bin/vidfeed demo "$folder" --no-window
