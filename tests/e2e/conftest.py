"""Windows in this process are shown on no screen; what runs as a program of its own is given one."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
