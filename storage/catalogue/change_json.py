"""Change sets as JSON text, for the undo history: both sides whole, times exact.

What a later version added is looked up with its default: entries from before have no such name.
"""

import json
from fractions import Fraction
from typing import Any

from storage.catalogue.text_forms import fraction_text
from storage.catalogue.veil_forms import read_silent, read_veils, silent_text, veils_text
from vidfeed.model.change import ChangeSet, MomentChange, ReelChange
from vidfeed.model.moment import Decision, Moment, TagRef, Who
from vidfeed.model.reel import ItemKind, Reel, ReelItem
from vidfeed.model.time import Span

Json = dict[str, Any]


def change_body(change: ChangeSet) -> str:
    """What changed, without scope and label."""
    body: Json = {
        "moments": [[_moment_json(side.before), _moment_json(side.after)] for side in change.moments],
        "reel": change.reel and [_reel_json(change.reel.before), _reel_json(change.reel.after)],
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def read_change(scope: str, label: str, body: str) -> ChangeSet:
    """The change set whose `change_body` this is."""
    data = json.loads(body)
    moments = tuple(MomentChange(_moment(before), _moment(after)) for before, after in data["moments"])
    reel = ReelChange(_reel(data["reel"][0]), _reel(data["reel"][1])) if data["reel"] else None
    return ChangeSet(scope, label, moments, reel)


def _moment_json(moment: Moment | None) -> Json | None:
    if moment is None:
        return None
    return {
        "id": moment.id,
        "clip": moment.clip_id,
        "span": _span_json(moment.span),
        "tags": [[tag.tag_id, tag.codebook_id, tag.version] for tag in moment.tags],
        "still": moment.still,
        "stars": moment.stars,
        "who": moment.who,
        "caption": moment.caption,
        "baby_voice": moment.baby_voice,
        "note": moment.note,
        "other_person": moment.other_person,
        "decision": moment.decision,
        "created_at": moment.created_at,
        "zoom": moment.zoom,
    }


def _moment(data: Json | None) -> Moment | None:
    if data is None:
        return None
    return Moment(
        id=data["id"],
        clip_id=data["clip"],
        span=Span(*data["span"]),
        tags=tuple(TagRef(*tag) for tag in data["tags"]),
        still=data["still"],
        stars=data["stars"],
        who=None if data["who"] is None else Who(data["who"]),
        caption=data["caption"],
        baby_voice=data["baby_voice"],
        note=data["note"],
        other_person=data["other_person"],
        decision=Decision(data["decision"]),
        created_at=data["created_at"],
        zoom=data.get("zoom", ""),
    )


def _reel_json(reel: Reel | None) -> Json | None:
    if reel is None:
        return None
    return {
        "id": reel.id,
        "case": reel.case_id,
        "title": reel.title,
        "question": reel.question,
        "target_s": reel.target_s,
        "created_at": reel.created_at,
        "caption_place": reel.caption_place,
        "items": [_item_json(item) for item in reel.items],
    }


def _reel(data: Json | None) -> Reel | None:
    if data is None:
        return None
    return Reel(
        id=data["id"],
        case_id=data["case"],
        title=data["title"],
        question=data["question"],
        target_s=data["target_s"],
        created_at=data["created_at"],
        items=tuple(_item(item) for item in data["items"]),
        caption_place=data.get("caption_place", ""),
    )


def _item_json(item: ReelItem) -> Json:
    return {
        "id": item.id,
        "kind": item.kind,
        "moment": item.moment_id,
        "clip": item.clip_id,
        "span": item.span and _span_json(item.span),
        "time_base": None if item.time_base is None else fraction_text(item.time_base),
        "speed": fraction_text(item.speed),
        "hold_s": fraction_text(item.hold_s),
        "text": item.text,
        "caption": item.caption,
        "baby_voice": item.baby_voice,
        "sound": item.sound,
        "gain_db": item.gain_db,
        "talk": item.talk,
        "question": item.question,
        "why_chosen": item.why_chosen,
        "other_person": item.other_person,
        "veils": veils_text(item.veils),
        "muted": silent_text(item.muted),
        "looked_through": item.looked_through,
        "caption_place": item.caption_place,
    }


def _item(data: Json) -> ReelItem:
    return ReelItem(
        id=data["id"],
        kind=ItemKind(data["kind"]),
        moment_id=data["moment"],
        clip_id=data["clip"],
        span=None if data["span"] is None else Span(*data["span"]),
        time_base=None if data["time_base"] is None else Fraction(data["time_base"]),
        speed=Fraction(data["speed"]),
        hold_s=Fraction(data["hold_s"]),
        text=data["text"],
        caption=data["caption"],
        baby_voice=data["baby_voice"],
        sound=data["sound"],
        gain_db=data["gain_db"],
        talk=data["talk"],
        question=data["question"],
        why_chosen=data["why_chosen"],
        other_person=data["other_person"],
        veils=read_veils(data.get("veils", "")),
        muted=read_silent(data.get("muted", "")),
        looked_through=data.get("looked_through", False),
        caption_place=data.get("caption_place", ""),
    )


def _span_json(span: Span) -> list[int]:
    return [span.start_pts, span.end_pts]
