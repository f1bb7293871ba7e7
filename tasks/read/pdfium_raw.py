"""The few calls into pdfium that reading a page needs, bound so that a call costs half a microsecond.

pypdfium2 loads the library and opens documents; its own bindings give up Python's lock around every call
and convert every argument, which for four calls a word costs more than pdfium's own work. Small calls go
through a `PyDLL` handle on the same library, which keeps the lock; the two that work for milliseconds
give it up. Handles are plain integers here.
"""

from __future__ import annotations

import ctypes
from ctypes import c_double, c_float, c_int, c_uint, c_ulong, c_ushort, c_void_p
from functools import lru_cache
from typing import Any

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
LINE_TO, BEZIER_TO, MOVE_TO = 0, 1, 2
# Render modes (ISO 32000-1, table 106) that paint nothing: invisible, and added to the clip only.
INVISIBLE_MODES = (3, 7)
OPAQUE = 255


class Matrix(ctypes.Structure):
    """FS_MATRIX: x' = a x + c y + e, y' = b x + d y + f."""

    _fields_ = [(name, c_float) for name in "abcdef"]

    def values(self) -> tuple[float, float, float, float, float, float]:
        """Give the six numbers."""
        return self.a, self.b, self.c, self.d, self.e, self.f


class Rect(ctypes.Structure):
    """FS_RECTF, y upwards."""

    _fields_ = [(name, c_float) for name in ("left", "top", "right", "bottom")]


# Name, result type, argument types; those that work long come second.
_SMALL = (
    ("FPDF_ClosePage", None, (c_void_p,)),
    ("FPDF_GetPageBoundingBox", c_int, (c_void_p, c_void_p)),
    ("FPDFPage_GetRotation", c_int, (c_void_p,)),
    ("FPDFPage_CountObjects", c_int, (c_void_p,)),
    ("FPDFPage_GetObject", c_void_p, (c_void_p, c_int)),
    ("FPDFPageObj_SetIsActive", c_int, (c_void_p, c_int)),
    ("FPDFPageObj_GetType", c_int, (c_void_p,)),
    ("FPDFPageObj_GetMatrix", c_int, (c_void_p, c_void_p)),
    ("FPDFPageObj_GetBounds", c_int, (c_void_p,) * 5),
    ("FPDFPageObj_GetFillColor", c_int, (c_void_p,) * 5),
    ("FPDFPageObj_GetStrokeColor", c_int, (c_void_p,) * 5),
    ("FPDFPageObj_HasTransparency", c_int, (c_void_p,)),
    ("FPDFPageObj_GetClipPath", c_void_p, (c_void_p,)),
    ("FPDFClipPath_CountPaths", c_int, (c_void_p,)),
    ("FPDFClipPath_CountPathSegments", c_int, (c_void_p, c_int)),
    ("FPDFClipPath_GetPathSegment", c_void_p, (c_void_p, c_int, c_int)),
    ("FPDFFormObj_CountObjects", c_int, (c_void_p,)),
    ("FPDFFormObj_GetObject", c_void_p, (c_void_p, c_ulong)),
    ("FPDFPath_CountSegments", c_int, (c_void_p,)),
    ("FPDFPath_GetPathSegment", c_void_p, (c_void_p, c_int)),
    ("FPDFPath_GetDrawMode", c_int, (c_void_p, c_void_p, c_void_p)),
    ("FPDFPathSegment_GetPoint", c_int, (c_void_p, c_void_p, c_void_p)),
    ("FPDFPathSegment_GetType", c_int, (c_void_p,)),
    ("FPDFPathSegment_GetClose", c_int, (c_void_p,)),
    ("FPDFText_ClosePage", None, (c_void_p,)),
    ("FPDFText_CountChars", c_int, (c_void_p,)),
    ("FPDFText_GetText", c_int, (c_void_p, c_int, c_int, c_void_p)),
    ("FPDFText_GetCharIndexFromTextIndex", c_int, (c_void_p, c_int)),
    ("FPDFText_GetCharOrigin", c_int, (c_void_p, c_int, c_void_p, c_void_p)),
    ("FPDFText_GetLooseCharBox", c_int, (c_void_p, c_int, c_void_p)),
    ("FPDFText_GetMatrix", c_int, (c_void_p, c_int, c_void_p)),
    ("FPDFText_GetTextObject", c_void_p, (c_void_p, c_int)),
    ("FPDFText_IsGenerated", c_int, (c_void_p, c_int)),
    ("FPDFTextObj_GetFontSize", c_int, (c_void_p, c_void_p)),
    ("FPDFTextObj_GetTextRenderMode", c_int, (c_void_p,)),
    ("FPDFTextObj_GetFont", c_void_p, (c_void_p,)),
    ("FPDFFont_GetBaseFontName", ctypes.c_size_t, (c_void_p, c_void_p, ctypes.c_size_t)),
)
_LONG = (
    ("FPDF_LoadPage", c_void_p, (c_void_p, c_int)),
    ("FPDFText_LoadPage", c_void_p, (c_void_p,)),
)


class Pdfium:
    """The bound functions, under pdfium's own names, and buffers that are used again and again.

    One thread at a time: pdfium itself allows no more.
    """

    def __init__(self) -> None:
        from pypdfium2_raw import bindings  # type: ignore[import-untyped]

        path = bindings._libs["pdfium"]._name
        for library, functions in ((ctypes.PyDLL(path), _SMALL), (ctypes.CDLL(path), _LONG)):
            for name, result, arguments in functions:
                function = getattr(library, name)
                function.restype, function.argtypes = result, arguments
                setattr(self, name, function)
        self.x, self.y = c_double(), c_double()
        self.doubles = (ctypes.byref(self.x), ctypes.byref(self.y))
        self.fx, self.fy = c_float(), c_float()
        self.floats = (ctypes.byref(self.fx), ctypes.byref(self.fy))
        self.rect, self.matrix = Rect(), Matrix()
        self.rect_ref, self.matrix_ref = ctypes.byref(self.rect), ctypes.byref(self.matrix)
        self._box = tuple(c_float() for _ in range(4))
        self._box_refs = tuple(ctypes.byref(value) for value in self._box)
        self._rgba = tuple(c_uint() for _ in range(4))
        self._rgba_refs = tuple(ctypes.byref(value) for value in self._rgba)
        self._fill_mode, self._has_stroke = c_int(), c_int()
        self._draw_refs = (ctypes.byref(self._fill_mode), ctypes.byref(self._has_stroke))
        self._text = (c_ushort * 4096)()
        self._name = ctypes.create_string_buffer(256)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        """Tell the type checker that the functions are set by name."""
        raise AttributeError(name)

    def text(self, text_page: int, count: int) -> str:
        """Give the whole text of a page that has `count` characters."""
        if count >= len(self._text):
            self._text = (c_ushort * (2 * count))()
        written = self.FPDFText_GetText(text_page, 0, count, ctypes.addressof(self._text))
        data = memoryview(self._text).cast("B")[: 2 * max(written - 1, 0)]
        return bytes(data).decode("utf-16-le", "surrogatepass")

    def font_name(self, font: int) -> str:
        """Give a font's base name, its subset prefix included; empty for a Type 3 font."""
        size = self.FPDFFont_GetBaseFontName(font, self._name, len(self._name)) if font else 0
        return self._name.raw[: max(size - 1, 0)].decode("utf-8", "replace")

    def color(self, page_object: int, *, is_stroke: bool = False) -> tuple[int, int, int, int] | None:
        """Give a fill or stroke colour as red, green, blue, alpha (0 to 255); None for a pattern."""
        get = self.FPDFPageObj_GetStrokeColor if is_stroke else self.FPDFPageObj_GetFillColor
        if not get(page_object, *self._rgba_refs):
            return None
        red, green, blue, alpha = (value.value for value in self._rgba)
        return red, green, blue, alpha

    def bounds(self, page_object: int) -> tuple[float, float, float, float] | None:
        """Give an object's bounds in its own space: left, bottom, right, top."""
        if not self.FPDFPageObj_GetBounds(page_object, *self._box_refs):
            return None
        left, bottom, right, top = (value.value for value in self._box)
        return left, bottom, right, top

    def draw_mode(self, path: int) -> tuple[bool, bool]:
        """Say whether a path is filled and whether it is stroked."""
        if not self.FPDFPath_GetDrawMode(path, *self._draw_refs):
            return False, False
        return self._fill_mode.value != 0, self._has_stroke.value != 0


@lru_cache(maxsize=1)
def pdfium() -> Pdfium:
    """Give the bound library, loading it on the first call."""
    return Pdfium()
