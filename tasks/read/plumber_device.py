"""What pdfminer forgets of a page: the order of painting, how text is painted, transparency, clips.

pdfplumber lists characters, rectangles and images apart, and pdfminer skips the operators that make
things transparent or cut them off. To know what can be seen, this device notes each thing as it is
painted, and this interpreter obeys `gs`, `W` and `sh`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTCurve, LTRect
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import dict_value, resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import apply_matrix_pt

from tasks.read.visibility import Box, Color, has_hole

# Render modes (ISO 32000-1, table 106) that paint nothing, and the one that only draws outlines.
_INVISIBLE_MODES = (3, 7)
_OUTLINE_MODE = 1


class PaintedChar(NamedTuple):
    """A character and how it was painted; `fontsize` and `rise` are in text space."""

    order: int
    char: LTChar
    fontsize: float
    rise: float
    color: Color | None
    is_painted: bool


class PaintedShape(NamedTuple):
    """A filled path or an image in pdfminer's coordinates; `color` None where one sees through it."""

    order: int
    box: Box
    color: Color | None
    is_box: bool
    is_image: bool


class State(PDFGraphicState):
    """A graphics state that knows transparency and the clip's box."""

    def __init__(self) -> None:
        super().__init__()
        self.fill_alpha = 1.0
        self.is_plain = True
        self.clip: Box | None = None

    def copy(self) -> State:
        """Copy, what is added here included."""
        other = State()
        other.__dict__.update(self.__dict__)
        return other


class Interpreter(PDFPageInterpreter):
    """An interpreter whose forms inherit the state that they are painted in."""

    device: Any
    graphicstate: Any
    inherited: State | None = None

    def subinterp(self) -> PDFPageInterpreter:
        """Make the interpreter of a form."""
        inner = super().subinterp()
        assert isinstance(inner, Interpreter)
        inner.inherited = self.graphicstate.copy()
        return inner

    def init_state(self, ctm: Any) -> None:  # noqa: ANN401
        """Start a page or a form."""
        super().init_state(ctm)
        self.graphicstate = self.inherited or State()

    def do_gs(self, name: Any) -> None:  # noqa: ANN401
        """Take transparency from a graphics state dictionary."""
        states = dict_value(self.resources.get("ExtGState", {}))
        values = dict_value(states.get(literal_name(name), {}))
        state = self.graphicstate
        if "ca" in values:
            state.fill_alpha = float(resolve1(values["ca"]))
        if "BM" in values:
            state.is_plain = literal_name(values["BM"]) in ("Normal", "Compatible")
        if "SMask" in values:
            state.is_plain = state.is_plain and not isinstance(resolve1(values["SMask"]), dict)

    def do_W(self) -> None:  # noqa: N802
        """Narrow the clip to the box of the path at hand."""
        points = [apply_matrix_pt(self.ctm, segment[-2:]) for segment in self.curpath if len(segment) > 2]
        if points:
            box = _bounds(points)
            clip = self.graphicstate.clip
            self.graphicstate.clip = box if clip is None else _common(box, clip)

    do_W_a = do_W  # noqa: N815

    def do_sh(self, name: Any) -> None:  # noqa: ANN401
        """Note that a gradient was painted over the clip."""
        self.device.note_shading(self.graphicstate)


class Device(PDFPageAggregator):
    """A device that notes `chars` and `shapes` in the order of painting."""

    def __init__(self, resources: PDFResourceManager, page_number: int) -> None:
        super().__init__(resources, pageno=page_number, laparams=None)
        self.chars: list[PaintedChar] = []
        self.shapes: list[PaintedShape] = []
        self._order = 0
        self._mode = 0
        self._is_frame = False

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:  # noqa: ANN401
        """Keep the render mode for the characters of this string."""
        self._mode = textstate.render
        self._order += 1
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Any,  # noqa: ANN401
        font: Any,  # noqa: ANN401
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,  # noqa: ANN401
        graphicstate: Any,  # noqa: ANN401
    ) -> float:
        """Place a character and note how it is painted."""
        advance: float = super().render_char(matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate)
        if self._mode == _OUTLINE_MODE:
            color = rgb(graphicstate.scolor, graphicstate.scs.name)
        else:
            color = rgb(graphicstate.ncolor, graphicstate.ncs.name)
        is_painted = self._mode not in _INVISIBLE_MODES and graphicstate.fill_alpha > 0
        char = self.cur_item._objs[-1]
        assert isinstance(char, LTChar)
        self.chars.append(PaintedChar(self._order, char, fontsize, rise, color, is_painted))
        return advance

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:  # noqa: ANN401
        """Place a path; note it where it is filled."""
        before = len(self.cur_item._objs)
        starts = [index for index, segment in enumerate(path) if segment[0] == "m"]
        if len(starts) > 1:  # pdfminer calls this method again for each part of a path
            parts = [_around(path[start:end]) for start, end in pairwise([*starts, len(path)])]
            self._is_frame = evenodd and has_hole(parts)
            super().paint_path(gstate, stroke, fill, evenodd, path)
            self._is_frame = False
            return
        super().paint_path(gstate, stroke, fill, evenodd, path)
        if not fill:
            return
        self._order += 1
        is_opaque = gstate.fill_alpha >= 1 and gstate.is_plain
        color = rgb(gstate.ncolor, gstate.ncs.name) if is_opaque else None
        for item in self.cur_item._objs[before:]:
            if isinstance(item, LTCurve):
                box = item.bbox if gstate.clip is None else _common(item.bbox, gstate.clip)
                is_box = isinstance(item, LTRect) and not self._is_frame
                self.shapes.append(PaintedShape(self._order, box, color, is_box, False))

    def render_image(self, name: str, stream: Any) -> None:  # noqa: ANN401
        """Place an image and note it."""
        super().render_image(name, stream)
        self._order += 1
        self.shapes.append(PaintedShape(self._order, self.cur_item.bbox, None, True, True))

    def note_shading(self, gstate: State) -> None:
        """Note a gradient: it lies behind whatever is painted later within the clip."""
        self._order += 1
        box = gstate.clip or self.cur_item.bbox
        self.shapes.append(PaintedShape(self._order, box, None, True, False))


def rgb(color: Any, space: str) -> Color | None:  # noqa: ANN401
    """Give a pdfminer colour as red, green and blue (0 to 255); None where that cannot be said."""
    parts = color if isinstance(color, tuple | list) else (color,)
    if space in ("Separation", "DeviceN", "Indexed", "Lab", "Pattern"):
        return None
    if not all(isinstance(part, int | float) for part in parts):
        return None
    if len(parts) == 1:
        parts = parts * 3
    elif len(parts) == 4:
        cyan, magenta, yellow, key = parts
        parts = (1 - cyan - key, 1 - magenta - key, 1 - yellow - key)
    if len(parts) != 3:
        return None
    red, green, blue = (round(255 * min(max(part, 0), 1)) for part in parts)
    return red, green, blue


def _around(path: Sequence[Any]) -> Box:
    return _bounds([segment[-2:] for segment in path if len(segment) > 2])


def _bounds(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _common(box: Box, other: Box) -> Box:
    return (
        max(box[0], other[0]),
        max(box[1], other[1]),
        min(box[2], other[2]),
        min(box[3], other[3]),
    )
