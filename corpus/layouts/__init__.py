"""The layouts: each makes a printed document, and the truth of what it shows, from a meeting."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from corpus.layouts import firstagenda, polweb
from corpus.layouts.common import Manner
from corpus.printed import Printed
from corpus.truth import Meeting

Layout = Callable[[Meeting, Manner], tuple[Printed, Meeting]]

LAYOUTS: Mapping[str, Layout] = {
    "firstagenda": firstagenda.lay_out,
    "polweb-in-firstagenda": polweb.lay_out,
}

__all__ = ["LAYOUTS", "Layout", "Manner"]
