"""Charts as SVG, drawn when the page is made.

pygal draws; its own style sheet, script and tool tips are taken out, for the pages allow none inside them,
and `style.css` colours what is left by class. docs/report.md says why it is not Vega.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from markupsafe import Markup

_SVG = "{http://www.w3.org/2000/svg}"
_WIDTH, _HEIGHT = 760, 240
_DROPPED = ("defs", "desc", "title")


def stacked_bars(labels: Sequence[str], series: Mapping[str, Sequence[float]], *, name: str) -> Markup:
    """Draw one bar for each label, made of one part for each series; `name` is what a screen reader says."""
    from pygal import StackedBar

    return _drawn(StackedBar, labels, series, name)


def _drawn(kind: Any, labels: Sequence[str], series: Mapping[str, Sequence[float]], name: str) -> Markup:  # noqa: ANN401
    chart = kind(
        width=_WIDTH, height=_HEIGHT, css=[], js=[], show_legend=False, margin=4, margin_left=0,
        x_labels=list(labels), x_label_rotation=0, max_scale=6, spacing=8,
        include_x_axis=True, print_values=False, no_prefix=True, formatter=_whole, value_formatter=_whole,
    )  # fmt: skip
    for title, values in series.items():
        chart.add(title, list(values))
    drawing = chart.render_tree()
    root = ElementTree.fromstring(ElementTree.tostring(drawing)) if drawing.tag == "svg" else drawing
    _strip(root)
    root.attrib = {
        "viewBox": f"0 0 {_WIDTH} {_HEIGHT}", "class": "chart", "role": "img", "aria-label": name,
    }  # fmt: skip
    ElementTree.register_namespace("", _SVG[1:-1])
    return Markup(ElementTree.tostring(root, encoding="unicode"))


def _whole(value: float | None) -> str:
    return "" if value is None or value != round(value) else str(round(value))


def _strip(element: ElementTree.Element) -> None:
    """Take out what would not be drawn, or would run."""
    for child in list(element):
        overlay = "overlay" in child.get("class", "")
        if not isinstance(child.tag, str) or child.tag.removeprefix(_SVG) in _DROPPED or overlay:
            element.remove(child)
        else:
            child.attrib.pop("style", None)
            child.attrib.pop("id", None)
            _strip(child)
