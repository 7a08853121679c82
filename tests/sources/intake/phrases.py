"""Every reading that the grammar can express, for property tests."""

from hypothesis import strategies as st

from ceasefire.geometry.words import COMPASS
from ceasefire.sources.intake.grammar import grammar
from ceasefire.sources.intake.said import Direction, Figure, Item, Said, When

EN = grammar("en").sections
SENSES = tuple(EN["senses"])

figures = st.one_of(
    st.builds(Figure, st.integers(1, 5000), approx=st.booleans(), at_least=st.booleans()),
    st.integers(0, 900).flatmap(
        lambda low: st.builds(Figure, st.just(low), st.integers(low + 1, 2000), approx=st.booleans())
    ),
)


def spans():
    metres = st.integers(0, 199_000)
    rising = st.tuples(metres, metres).filter(lambda pair: pair[0] != pair[1]).map(sorted)
    return st.one_of(
        rising.map(lambda pair: (float(pair[0]), float(pair[1]))),
        st.integers(1, 100_000).map(lambda near: (float(near), None)),
        st.just((None, None)),
    )


def ways():
    points = st.lists(st.sampled_from(COMPASS), min_size=1, max_size=3, unique=True).map(tuple)
    azimuths = st.tuples(st.integers(0, 359), st.integers(0, 359)).filter(lambda pair: pair[0] < pair[1])
    return st.one_of(
        points.map(lambda listed: (listed, None)),
        azimuths.map(lambda pair: ((), (float(pair[0]), float(pair[1])))),
    )


directions = st.one_of(
    st.builds(lambda span, way: Direction(*span, *way), spans(), ways()),
    spans().filter(lambda span: span[0] is not None).map(lambda span: Direction(*span)),
)
where = st.lists(directions, max_size=2, unique=True).map(tuple)
qualities = {
    "descriptions": st.lists(st.sampled_from(sorted(EN["descriptions"])), max_size=2, unique=True).map(tuple),
    "calibre": st.sampled_from(["", "82", "120", "14.5"]),
    "flight": st.none() | st.tuples(st.sampled_from(COMPASS), st.sampled_from(COMPASS)),
    "where": where,
}
units = st.sampled_from(sorted(EN["units"]))
weapons = st.lists(st.sampled_from(sorted(EN["weapons"])), max_size=2, unique=True).map(tuple)
counted = st.builds(Item, figure=figures | st.none(), unit=units, acts=weapons, **qualities)
none = st.builds(Item, figure=st.just(Figure(0)), unit=units)
acts = st.lists(st.sampled_from(sorted(EN["acts"])), min_size=1, max_size=2, unique=True).map(tuple)
uncounted = st.builds(Item, acts=acts, **qualities)
divided = st.builds(
    Item,
    figure=figures,
    unit=units,
    acts=weapons,
    parts=st.lists(st.builds(Item, figure=figures, unit=units, acts=weapons, **qualities), min_size=1, max_size=3).map(
        tuple
    ),
)


@st.composite
def items(draw):
    listed = draw(st.lists(st.one_of(counted, counted, none, uncounted, divided), min_size=1, max_size=4))
    senses = draw(st.sampled_from([False, True]))
    return tuple(_perceived(item, draw(st.sampled_from(SENSES)) if senses else None) for item in listed)


def _perceived(item, sense):
    from dataclasses import replace

    return replace(item, sense=sense, parts=tuple(replace(part, sense=sense) for part in item.parts))


times = st.integers(0, 1439).map(lambda minute: f"{minute // 60:02d}:{minute % 60:02d}")
whens = st.builds(
    When,
    st.sampled_from(["", "2020-08-13", "08-13", "02-29"]),
    st.just("") | times,
    st.just("") | times | st.just("24:00"),
    st.none() | st.integers(1, 40_000),
)
posts = st.sampled_from(["", "7", "12", "alpha"])
phrases = st.builds(
    Said,
    items=items(),
    whole=where,
    when=whens,
    post=posts,
    number=st.none() | st.integers(1, 999),
    order=st.sampled_from(["new", "corrects"]),
)
watches = st.builds(
    Said,
    when=whens,
    nothing=st.booleans(),
    post=posts,
    means=st.sampled_from(["", *EN["means"]]),
    status=st.none() | st.sampled_from(sorted(EN["statuses"])),
    number=st.none() | st.integers(1, 999),
)
