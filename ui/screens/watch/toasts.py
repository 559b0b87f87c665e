"""What is said over the picture after something was done."""

from collections.abc import Mapping
from fractions import Fraction

from ui.screens.toasts import UNDO_KEYS, step_toast
from ui.widgets.spoken import spoken_time
from ui.widgets.tag_look import TagLook, looks_for
from ui.widgets.toast import Toast
from vidfeed.model.change import ChangeSet
from vidfeed.model.clip import Clip
from vidfeed.model.moment import Moment
from vidfeed.model.reel import Reel
from vidfeed.model.time import format_clock, format_decimal

NOTHING_TO_REPEAT = Toast("repeat-off", "Nothing to repeat yet", "mark a tag first", tone="warn")


def marked_toast(moment: Moment, clip: Clip, looks: Mapping[str, TagLook], count: int) -> Toast:
    """A moment was marked; it is one of `count`."""
    found = looks_for(moment, looks)
    icon, tone = (found[0].icon, found[0].tone) if found else ("heart-outline", "g3")
    name = "Still" if moment.still else found[0].name if found else "Moment"
    verb = "kept" if moment.still else "marked"
    said = f"{name}, {spoken_span(moment, clip)}, moment {count}"
    return Toast(icon, name, verb, span_text(moment, clip), UNDO_KEYS, tone, said)


def extended_toast(moment: Moment, clip: Clip, looks: Mapping[str, TagLook]) -> Toast:
    """A further press was joined to the moment that was there."""
    found = looks_for(moment, looks)
    icon, tone = (found[0].icon, found[0].tone) if found else ("heart-outline", "g3")
    name = found[0].name if found else "Moment"
    said = f"{name}, joined to the one before: {spoken_span(moment, clip)}. Undo makes it as it was"
    return Toast(icon, name, "joined to the one before", span_text(moment, clip), UNDO_KEYS, tone, said)


def begun_toast(look: TagLook | None, seconds: Fraction) -> Toast:
    """A moment runs from there until its key is pressed again."""
    name = look.name if look else "Moment"
    said = f"{name} runs from {spoken_time(seconds)}. The same key ends it, Escape drops it"
    icon, tone = (look.icon, look.tone) if look else ("heart-outline", "g3")
    return Toast(icon, name, "runs until its key is pressed again", f"from {format_clock(seconds)}", "", tone, said)


def dropped_toast(look: TagLook | None, seconds: Fraction) -> Toast:
    """A moment that had begun there is not kept."""
    name = look.name if look else "Moment"
    said = f"{name}, begun at {spoken_time(seconds)}, dropped. Nothing was marked"
    return Toast("cancel", name, "dropped, not marked", f"begun at {format_clock(seconds)}", "", "g2", said)


def edge_toast(moment: Moment, clip: Clip, verb: str, decimals: int = 1) -> Toast:
    """An edge was put somewhere; how long the moment is now, in seconds with so many decimals."""
    length = clip.seconds(moment.span.end_pts) - clip.seconds(moment.span.start_pts)
    lasts = f"{span_text(moment, clip, decimals)}, {format_decimal(round(length, decimals))} s"
    return Toast("ray-start-end", "Moment", verb, lasts, UNDO_KEYS, "g2", f"Moment {verb}, {lasts}")


def joined_toast(moment: Moment, clip: Clip) -> Toast:
    """Two moments are one."""
    return Toast("call-merge", "Two moments", "are one now", span_text(moment, clip), UNDO_KEYS, "g3")


def cut_toast(clip: Clip, at: Moment) -> Toast:
    """A moment is two."""
    return Toast("call-split", "Moment", "is two now", span_text(at, clip, 1), UNDO_KEYS, "g3")


def toggled_toast(moment: Moment, look: TagLook) -> Toast:
    """A tag was put on the selected moment, or taken off."""
    there = any(ref.tag_id == look.tag_id for ref in moment.tags)
    return Toast(look.icon, look.name, "added to the moment" if there else "taken off", "", UNDO_KEYS, look.tone)


def nothing_selected_toast() -> Toast:
    """Words were to be written, and there is no moment that they are for."""
    return Toast("cursor-default-click-outline", "Choose a moment first", "words belong to one", tone="warn")


def moments_step_toast(change: ChangeSet, clip: Clip, again: bool) -> Toast:
    """A step of the clip's history was taken back, or made again."""
    sides = [side for pair in change.moments for side in (pair.after or pair.before,) if side is not None]
    where, said = f"{len(sides)} moments", f"{len(sides)} moments"
    if len(sides) == 1:
        where, said = span_text(sides[0], clip), spoken_span(sides[0], clip)
    return step_toast(change, again, where, said)


def removed_toast(moment: Moment, clip: Clip) -> Toast:
    """A moment was removed."""
    return Toast("delete-outline", "Moment", "removed", span_text(moment, clip), UNDO_KEYS, "g2")


def reel_toast(reel: Reel) -> Toast:
    """A moment stands in a reel now."""
    return Toast("filmstrip-box-multiple", reel.title, f"has {len(reel.items)} now", "", "", "g3")


def spoken_span(moment: Moment, clip: Clip) -> str:
    """When a moment is, "2 minutes 11 to 2 minutes 19"."""
    start = spoken_time(clip.seconds(moment.span.start_pts))
    return start if moment.still else f"{start} to {spoken_time(clip.seconds(moment.span.end_pts))}"


def span_text(moment: Moment, clip: Clip, decimals: int = 0) -> str:
    """When a moment is, "02:11–02:19"."""
    start = format_clock(clip.seconds(moment.span.start_pts), decimals)
    return start if moment.still else f"{start}–{format_clock(clip.seconds(moment.span.end_pts), decimals)}"
