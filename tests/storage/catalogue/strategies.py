"""Moments and reels of every kind, with the text that people really type."""

from fractions import Fraction

from hypothesis import strategies as st

from vidfeed.model.ids import new_id
from vidfeed.model.moment import Decision, Moment, TagRef, Who
from vidfeed.model.reel import ItemKind, Reel, ReelItem
from vidfeed.model.time import Span
from vidfeed.model.veil import Region, SilentSpan, Spot, Veil, VeilShape

LARGEST_PTS = 2**62

texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.sampled_from(
        ["", "👩‍👧 smiles", "אמא מחייכת", "ابتسامة", "e\u0301 and \u00e9", "नमस्ते", "“quoted”\n\ttabbed", "a'b\"c%_\\"]
    ),
)
ids = st.builds(new_id)
fractions = st.fractions(min_value=Fraction(1, 10**6), max_value=10**6)
spans = st.builds(
    lambda start, length: Span(start, start + length),
    st.integers(-LARGEST_PTS, LARGEST_PTS),
    st.integers(1, LARGEST_PTS),
)
tags = st.builds(
    TagRef, st.sampled_from(["attuned/waiting", "own/größer"]), st.sampled_from(["attuned", "own"]), st.integers(1, 9)
)
stamps = st.one_of(
    st.datetimes().map(lambda at: at.isoformat()),
    st.datetimes().map(lambda at: at.isoformat() + "+00:00"),
    st.sampled_from(["", "2024-05-01T09:00:00+00:00", "2024-05-01T09:00:00Z"]),
)


def moments(clip_ids: st.SearchStrategy[str], moment_ids: st.SearchStrategy[str] = ids) -> st.SearchStrategy[Moment]:
    return st.builds(
        Moment,
        id=moment_ids,
        clip_id=clip_ids,
        span=spans,
        tags=st.lists(tags, max_size=4).map(tuple),
        still=st.booleans(),
        stars=st.integers(0, 3),
        who=st.none() | st.sampled_from(Who),
        caption=texts,
        baby_voice=st.booleans(),
        note=texts,
        other_person=st.booleans(),
        decision=st.sampled_from(Decision),
        created_at=stamps,
        zoom=texts,
    )


regions = st.builds(
    Region, st.integers(-20_000, 20_000), st.integers(-20_000, 20_000), st.integers(1, 20_000), st.integers(1, 20_000)
)
spots = st.lists(st.builds(Spot, st.integers(-(2**62), 2**62), regions, st.booleans()), max_size=3).map(tuple)
veils = st.builds(Veil, ids, st.sampled_from(VeilShape), spots, spots)
silences = st.builds(SilentSpan, st.integers(-(2**62), 2**62), st.integers(-(2**62), 2**62), st.booleans())


def items(clip_ids: st.SearchStrategy[str]) -> st.SearchStrategy[ReelItem]:
    return st.builds(
        ReelItem,
        id=ids,
        kind=st.sampled_from(ItemKind),
        moment_id=st.none() | ids,
        clip_id=st.none() | clip_ids,
        span=st.none() | spans,
        time_base=st.none() | fractions,
        speed=fractions,
        hold_s=fractions,
        text=texts,
        caption=texts,
        baby_voice=st.booleans(),
        sound=st.booleans(),
        gain_db=st.floats(-60, 20),
        talk=st.booleans(),
        question=texts,
        why_chosen=texts,
        veils=st.lists(veils, max_size=2).map(tuple),
        muted=st.lists(silences, max_size=2).map(tuple),
        looked_through=st.booleans(),
        caption_place=texts,
    )


def reels(clip_ids: st.SearchStrategy[str], reel_ids: st.SearchStrategy[str] = ids) -> st.SearchStrategy[Reel]:
    return st.builds(
        Reel,
        id=reel_ids,
        case_id=st.just("case1"),
        title=texts,
        question=texts,
        target_s=st.integers(1, 3600),
        created_at=stamps,
        items=st.lists(items(clip_ids), max_size=5).map(tuple),
        caption_place=texts,
    )
