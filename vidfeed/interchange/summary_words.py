"""The wording that every form of a summary shares: headings, dates, labels and the line that says what it is not."""

from dataclasses import dataclass
from datetime import date

from vidfeed.model.dates import long_date
from vidfeed.model.summary import Summary, SummaryAudience, SummaryMoment, SummaryWords
from vidfeed.model.time import format_clock

PRIVATE_LABEL = "Private: not for the parent. May be disclosed on request."
INTRODUCTION = "Short extracts, chosen for what goes well. They do not describe the whole visit."


@dataclass(frozen=True)
class Headings:
    """What the parts of a summary are called, in their order."""

    title: str
    present: str
    question: str
    moments: str
    words: str
    next_step: str


_PROFESSIONAL = Headings(
    "Summary of moments", "Who was present", "The parent’s question", "Why these moments", "In the parent’s words",
    "Next step",
)  # fmt: skip
_FOR_PARENT = Headings(
    "Our moments", "Who was there", "The question", "The moments", "In your own words", "Next step"
)  # fmt: skip


def headings(audience: SummaryAudience) -> Headings:
    """The headings for an audience."""
    return _FOR_PARENT if audience is SummaryAudience.PARENT else _PROFESSIONAL


def subject_line(summary: Summary) -> str:
    """The case and its sessions; a parent's copy never names the case."""
    case = [] if summary.audience is SummaryAudience.PARENT else [f"Case {summary.case_code}"]
    return " · ".join([*case, *summary.sessions])


def when(moment: SummaryMoment) -> str:
    """The range in the film, to the second: "02:11 to 02:19"; exact times are in the CSV."""
    start, end = format_clock(moment.start), format_clock(moment.end)
    return start if start == end else f"{start} to {end}"


def alt_text(moment: SummaryMoment) -> str:
    """What a still is, for those who cannot see it; what it shows only the caption can tell."""
    place = f"Still of a moment in session {moment.session_number}, {when(moment)}."
    return f"{place} {moment.caption.strip()}".strip()


def said_by(words: SummaryWords, audience: SummaryAudience) -> str:
    """Whose words, and when; parents know their own."""
    parent = [] if audience is SummaryAudience.PARENT else ["The parent"]
    whose = ["Found together"] if words.together else parent
    return ", ".join([*whose, long_date(date.fromisoformat(words.on))])


def author_line(summary: Summary) -> str:
    """Who wrote it and when."""
    author = [f"Author: {summary.author.strip().rstrip('.')}."] if summary.author.strip() else []
    return " ".join([*author, f"Written {long_date(summary.written_on)}."])


def extract_line(summary: Summary) -> str:
    """What the document is not, and its number in the vault's list of copies."""
    return f"Selected extract: chosen moments, not the whole film, and not an assessment. {copy_name(summary)}."


def copy_name(summary: Summary) -> str:
    """The copy's serial as printed: "Copy 0031"."""
    return f"Copy {summary.serial:04d}"
