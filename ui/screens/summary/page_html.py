"""The summary as the rich text of its preview, in the words of the documents."""

from collections.abc import Callable, Iterable
from html import escape

from ui.theme.tokens import LIGHT
from vidfeed.interchange.summary_words import (
    INTRODUCTION,
    PRIVATE_LABEL,
    author_line,
    extract_line,
    headings,
    said_by,
    subject_line,
    when,
)
from vidfeed.model.quoting import in_quotes
from vidfeed.model.summary import Summary, SummaryAudience, SummaryMoment

PICTURE_PX = (112, 63)
PictureName = Callable[[SummaryMoment], str | None]
"""The name of a moment's picture in the document, or None for no picture."""

STYLE = f"""
body {{ color: {LIGHT.ink}; font-family: "Atkinson Hyperlegible Next"; font-size: 14px; }}
h1 {{ font-family: Lora; font-size: 26px; font-weight: 600; margin: 0 0 2px 0; }}
h2 {{ font-family: Lora; font-size: 17px; font-weight: 600; margin: 16px 0 3px 0; }}
p {{ margin: 0 0 4px 0; }}
td {{ padding: 4px 14px 8px 0; }}
.small {{ color: {LIGHT.ink2}; font-size: 12px; }}
.words {{ color: {LIGHT.apri_ink}; font-family: Lora; font-style: italic; font-size: 15px; }}
.private {{ color: {LIGHT.ink2}; font-size: 13px; margin-left: 10px; }}
"""


def summary_html(summary: Summary, picture: PictureName) -> str:
    """The whole page; parts that would be empty are left out, heading and all."""
    titles = headings(summary.audience)
    parts = [f"<h1>{escape(titles.title)}</h1>", _line(subject_line(summary), "small"), "<hr>"]
    parts += _part(titles.present, [", ".join(summary.present)])
    parts += _part(titles.question, [in_quotes(summary.question)], "words")
    if summary.moments:
        parts += [*_part(titles.moments, [INTRODUCTION]), "<table cellspacing='0'>"]
        parts += [_row(summary.audience, moment, picture(moment)) for moment in summary.moments]
        parts.append("</table>")
    if summary.words:
        parts.append(f"<h2>{escape(titles.words)}</h2>")
        for said in summary.words:
            parts += [_line(in_quotes(said.text), "words"), _line(said_by(said, summary.audience), "small")]
    parts += _part(titles.next_step, summary.next_steps)
    parts += ["<hr>", _line(author_line(summary), "small"), _line(extract_line(summary), "small")]
    return "<body>" + "".join(parts) + "</body>"


def _part(title: str, lines: Iterable[str], style: str = "") -> list[str]:
    kept = [line for line in lines if line.strip()]
    return [f"<h2>{escape(title)}</h2>", *(_line(line, style) for line in kept)] if kept else []


def _line(text: str, style: str = "") -> str:
    return f"<p class='{style}'>{_words(text)}</p>" if text else ""


def _row(audience: SummaryAudience, moment: SummaryMoment, picture: str | None) -> str:
    width, height = PICTURE_PX
    image = f"<td><img src='{picture}' width='{width}' height='{height}'></td>" if picture else ""
    clip = [] if audience is SummaryAudience.PARENT else [moment.clip_title]
    place = " · ".join([f"Session {moment.session_number}", *clip])
    said = [f"<p><b>{escape(when(moment))}</b> &nbsp; <span class='small'>{escape(place)}</span></p>"]
    said.append(_line(in_quotes(moment.caption), "words"))
    said += [_line(f"{label}{text}") for label, text in _facts(moment) if text.strip()]
    if moment.note.strip():
        said.append(f"<p class='private'><b>{escape(PRIVATE_LABEL)}</b> {_words(moment.note)}</p>")
    return f"<tr>{image}<td>{''.join(said)}</td></tr>"


def _facts(moment: SummaryMoment) -> list[tuple[str, str]]:
    return [("Why: ", moment.why_chosen), ("Tags: ", ", ".join(moment.tags))]


def _words(text: str) -> str:
    return escape(text).replace("\n", "<br>")
