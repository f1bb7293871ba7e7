"""The layouts: each makes a printed document, and the truth of what it shows, from a meeting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from random import Random

from corpus.layouts import firstagenda, polweb, systems, varied
from corpus.layouts.classic import lay_out_in
from corpus.layouts.common import Manner
from corpus.printed import Printed
from corpus.truth import Meeting

URL = "https://dagsorden.norrestrand.example/vis?id=4711"
PRINT = "{page}/{pages}    31.05.2024 14.07"
"""What a browser prints above and below the pages."""

Layout = Callable[[Meeting, Manner], tuple[Printed, Meeting]]

LAYOUTS: Mapping[str, Layout] = {
    "firstagenda": firstagenda.lay_out,
    "polweb-in-firstagenda": polweb.lay_out,
    "acadre": partial(lay_out_in, systems.ACADRE),
    "edoc": partial(lay_out_in, systems.EDOC),
    "sbsys": partial(lay_out_in, systems.SBSYS),
    "typed": partial(lay_out_in, systems.TYPED),
    "unnumbered": partial(lay_out_in, systems.UNNUMBERED),
    "varied": varied.lay_out,
}


def manner_of(seed: int, meeting: Meeting, strengths: tuple[tuple[str, float], ...] = ()) -> Manner:
    """Choose how a meeting is printed: furniture, contents list, attachments, by seed."""
    random = Random(seed)
    name = meeting.municipality or ""
    date = f"{meeting.meeting_date:%d-%m-%Y}"
    reworded = [item.position for item in meeting.items if random.random() < 0.1]
    return Manner(
        header=random.choice((None, f"{meeting.body} d. {date}", f"{name} - {meeting.body} {date}", URL)),
        footer=random.choice((None, "{page}", "Side {page} af {pages}", "Side {page}", "- {page} -", PRINT)),
        letterhead=name if random.random() < 0.2 else None,
        has_contents=random.random() < 0.8,
        reworded=frozenset(reworded),
        attachments=random.choice(("beside", "beside", "below")),
        seed=seed,
        strengths=strengths,
    )


__all__ = ["LAYOUTS", "Layout", "Manner", "manner_of"]
