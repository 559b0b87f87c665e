"""The process of a prepared visit: reads what it may know from its parent, shows its PIN, and outlives the parent."""

import os
import pickle
import signal
import sys
from pathlib import Path

from storage.vault.visits import any_slot_opens
from ui.bootstrap.visiting import READY, VisitRequest
from ui.jobs.child import run_in_child
from ui.jobs.process import dump_no_core, give_pictures_back
from ui.state.passphrases import spellings
from vidfeed.errors import VidfeedError
from vidfeed.ports import Progress, never_cancelled, no_progress


def opens_vault(request: tuple[Path, str], _progress: Progress) -> bool:
    """Whether a passphrase is one of the vault's; in a child, so that what it opens never lies in this process."""
    folder, typed = request
    return any(any_slot_opens(folder, one) for one in spellings(typed))


def main() -> int:
    """Runs until the visit is over; the exit status."""
    dump_no_core()
    give_pictures_back()
    for name in ("SIGHUP", "SIGINT"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    return _show()


def _request() -> VisitRequest:
    # It comes from the process that began this one.
    request = pickle.load(sys.stdin.buffer)  # noqa: S301
    assert isinstance(request, VisitRequest), "told by begin_visit"
    return request


def _show() -> int:
    from ui.jobs.faults import report_faults
    from ui.jobs.sound_sink import SoundSink
    from ui.screens.application import make_application
    from ui.screens.visit.showing import VisitShowing
    from ui.state.visit_parts import VisitGuard, VisitReel
    from ui.theme import ThemeName, apply_theme

    request = _request()
    report_faults()
    app = make_application()
    apply_theme(app, ThemeName.DARK)
    app.setQuitOnLastWindowClosed(False)
    folder = request.folder
    guard = VisitGuard(request.pin, lambda typed: _is_passphrase(folder, typed))
    reels = VisitReel(request.films, request.until)
    showing = VisitShowing(reels, request.reel, guard, request.grant, SoundSink, request.aside)
    del request  # the keys are held by the reel alone, which lets go of them
    showing.over.connect(app.quit)
    showing.wait()
    sys.stdout.buffer.write(READY)
    sys.stdout.buffer.flush()
    _let_go_of_parent()
    return app.exec()


def _let_go_of_parent() -> None:
    """Its pipes lead nowhere from here on."""
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(null, stream)
    os.close(null)


def _is_passphrase(folder: Path, typed: str) -> bool:
    try:
        return bool(run_in_child(opens_vault, (folder, typed), "Checking", no_progress, never_cancelled))
    except VidfeedError:
        return False


if __name__ == "__main__":
    sys.exit(main())
