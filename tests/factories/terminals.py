"""Whether this machine lends pseudo-terminals: a bare root folder without /dev/pts does not."""

import os

import pytest


def require_terminal() -> None:
    """Skips the test where there are none to ask for a passphrase on."""
    try:
        ends = os.openpty()
    except OSError:
        pytest.skip("this machine lends no pseudo-terminals (is /dev/pts mounted?)")
    for end in ends:
        os.close(end)
