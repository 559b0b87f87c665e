#!/usr/bin/env bash
# Sets everything up, then passes the tests. Further words go to pytest.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

# shellcheck disable=SC2086
install_system_libraries $RUN_LIBRARIES xvfb xauth age
make_environment
exec .venv/bin/python -m pytest -n 2 "$@"
