"""What a check found, in plain words: what is lost, what is safe, what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ui.state.counting import counted
from vidfeed.model.clip import Asset, AssetRole, Clip
from vidfeed.model.finding import Finding, Severity
from vidfeed.model.quoting import in_quotes
from vidfeed.ports import Catalogue

TITLES = {
    Severity.CRITICAL: "Needs you",
    Severity.WARNING: "Worth knowing",
    Severity.INFO: "Good to know",
    Severity.GOOD: "In order",
}
_ORDER = (Severity.CRITICAL, Severity.WARNING, Severity.INFO, Severity.GOOD)
_MADE_AGAIN = {
    AssetRole.SCRUB_PROXY: "the light copy for quick moving",
    AssetRole.STRIP: "the small pictures",
    AssetRole.WAVEFORM: "the sound picture",
    AssetRole.PLAYBACK_PROXY: "the light copy for playing",
    AssetRole.MOTION: "the picture of movement",
}
_ABOUT_BLOBS = ("blob-damaged", "blob-missing")
_ALL_SAFE = "All films, moments and notes are safe."
_SAFE = {
    "readme-changed": _ALL_SAFE,
    "blob-unknown": _ALL_SAFE,
    "receipt": "What was erased stays erased.",
    "unfinished": "Nothing that was there before is touched; what was to be erased can no longer be opened.",
    "link": "Nothing of yours was changed.",
    "vault-json": "The films, moments and notes are not touched by it.",
    "key-file": "The films, moments and notes are safe while the vault is open.",
    "slot-file": "Whoever else opens the vault still can, and so does the recovery sheet.",
    "catalogue-full-text": _ALL_SAFE,
    "visit-unknown": _ALL_SAFE,
    "visit-unread": _ALL_SAFE,
    "visit-altered": _ALL_SAFE,
    "catalogue-trail": "The films, moments and notes are not touched by it.",
}
_FILM_SAFE = "All other films, and all moments and notes with their words, are safe."


@dataclass(frozen=True)
class FindingWords:
    """One thing found, as the screen says it.

    Attributes:
        title: what was found.
        lost, safe, to_do: may be empty.
    """

    severity: Severity
    title: str
    lost: str = ""
    safe: str = ""
    to_do: str = ""

    @property
    def spoken(self) -> str:
        """As sentences, for a screen reader."""
        return " ".join([f"{TITLES[self.severity]}:", self.title, *(line for line in self.lines)])

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands under the title."""
        named = (("Lost: ", self.lost), ("Safe: ", self.safe), ("What to do: ", self.to_do))
        return tuple(name + text for name, text in named if text)


def findings_in_words(findings: Iterable[Finding], catalogue: Catalogue) -> list[FindingWords]:
    """The gravest first; what was found of one film's files stands together."""
    clips = {clip.id: clip for clip in catalogue.clips()}
    assets = {asset.blob_id: asset for asset in catalogue.assets()}
    told: dict[tuple[object, ...], FindingWords] = {}
    for finding in findings:
        words = _in_words(finding, clips, assets)
        told.setdefault((words.severity, words.title), words)
    return sorted(told.values(), key=lambda words: _ORDER.index(words.severity))


def still_so(findings: Iterable[Finding], catalogue: Catalogue) -> list[Finding]:
    """Without those about files that were replaced, made again or erased since."""
    blob_ids = {asset.blob_id for asset in catalogue.assets()}
    return [
        finding
        for finding in findings
        if finding.kind not in _ABOUT_BLOBS or finding.subject.rpartition(" ")[2] in blob_ids
    ]


def summed_up(told: Iterable[FindingWords]) -> str:
    """All of it in one sentence."""
    severities = [words.severity for words in told]
    grave, slight = severities.count(Severity.CRITICAL), severities.count(Severity.WARNING)
    if grave:
        return f"{counted(grave, 'thing')} needs you." if grave == 1 else f"{grave} things need you."
    return f"Nothing is lost. {counted(slight, 'thing')} worth knowing." if slight else "Everything is in order."


def _in_words(finding: Finding, clips: Mapping[str, Clip], assets: Mapping[str, Asset]) -> FindingWords:
    if finding.kind in _ABOUT_BLOBS:
        clip_id, _, blob_id = finding.subject.partition(" ")
        clip, asset = clips.get(clip_id), assets.get(blob_id)
        if clip is not None and asset is not None:
            return _film_in_words(finding, clip, asset)
    safe = _SAFE.get(finding.kind, "")
    if not safe and finding.severity is Severity.CRITICAL and finding.kind.startswith("catalogue-"):
        safe = "The films themselves lie in files of their own and were looked at one by one."
    return FindingWords(finding.severity, finding.message, "", safe, finding.hint)


def _film_in_words(finding: Finding, clip: Clip, asset: Asset) -> FindingWords:
    name, missing = in_quotes(clip.title) or "a film", finding.kind == "blob-missing"
    made_again = _MADE_AGAIN.get(asset.role)
    if made_again is not None:
        how = "is missing" if missing else "can’t be read"
        return FindingWords(
            Severity.WARNING,
            f"{made_again.capitalize()} of {name} {how}.",
            safe="The film itself, its moments and notes are safe; it can be watched.",
            to_do="On Home, “Make the light copies again” in the clip’s menu.",
        )
    if asset.role is not AssetRole.ORIGINAL:
        return FindingWords(finding.severity, f"A document of {name} can’t be read.", "", _FILM_SAFE, finding.hint)
    title = f"The film {name} is missing." if missing else f"Part of the film {name} can’t be read."
    lost = "its picture and sound" if missing else "the part that changed on the disk; the rest plays"
    to_do = "On Home, “Replace from the original or a backup…” in the clip’s menu. The disk may be failing."
    return FindingWords(
        finding.severity, title, f"{lost}, unless you have a backup or the original.", _FILM_SAFE, to_do
    )
