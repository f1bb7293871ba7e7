"""The few calls into pdfium that reading a page needs, bound so that a call costs half a microsecond.

pypdfium2 loads the library and opens documents; its own bindings convert every argument, which for
three calls a word costs more than pdfium's work. cffi's cost half of that, and by `map` over all words of a
page a quarter. Handles are plain integers.
"""

from __future__ import annotations

import struct
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import repeat
from typing import Any, Literal

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
LINE_TO, BEZIER_TO, MOVE_TO = 0, 1, 2
# Render modes (ISO 32000-1, table 106) that paint nothing: invisible, and added to the clip only.
INVISIBLE_MODES = (3, 7)
OUTLINE_MODE = 1
OPAQUE = 255
EVEN_ODD = 1
# Where red should be: no channel is above 255.
_NO_COLOR = 256
# So many are asked about at a time: most pages at one go, and room that no page makes grow.
_AT_ONCE = 1024
# `struct look` in bytes, and how much of it tells of a look: where a text stands is no part of it.
_LOOK_SIZE, _LOOK_SEEN = 44, 36

exhaust: Callable[[Iterator[object]], object] = partial(deque, maxlen=0)
"""Run through an iterator for what it does."""

# From pdfium's public headers; every handle (FPDF_PAGE, FPDF_PAGEOBJECT, …) as the integer it is.
_DECLARATIONS = """
typedef struct { float a, b, c, d, e, f; } FS_MATRIX;
typedef struct { float left, top, right, bottom; } FS_RECTF;
struct look { float size; unsigned rgba[4]; FS_MATRIX matrix; };

size_t FPDF_LoadPage(size_t document, int index);
void FPDF_ClosePage(size_t page);
int FPDF_GetPageBoundingBox(size_t page, FS_RECTF* box);
int FPDFPage_GetRotation(size_t page);

size_t FPDFText_LoadPage(size_t page);
void FPDFText_ClosePage(size_t text_page);
int FPDFText_CountChars(size_t text_page);
int FPDFText_GetText(size_t text_page, int start, int count, unsigned short* result);
int FPDFText_GetCharIndexFromTextIndex(size_t text_page, int index);
int FPDFText_GetCharOrigin(size_t text_page, int index, double* x, double* y);
int FPDFText_GetLooseCharBox(size_t text_page, int index, FS_RECTF* box);
int FPDFText_GetMatrix(size_t text_page, int index, FS_MATRIX* matrix);
size_t FPDFText_GetTextObject(size_t text_page, int index);
int FPDFText_IsGenerated(size_t text_page, int index);

int FPDFPage_CountObjects(size_t page);
size_t FPDFPage_GetObject(size_t page, int index);
int FPDFPageObj_GetType(size_t object);
int FPDFPageObj_SetIsActive(size_t object, int is_active);
int FPDFPageObj_GetMatrix(size_t object, FS_MATRIX* matrix);
int FPDFPageObj_GetBounds(size_t object, float* left, float* bottom, float* right, float* top);
int FPDFPageObj_GetFillColor(size_t object, unsigned* r, unsigned* g, unsigned* b, unsigned* a);
int FPDFPageObj_GetStrokeColor(size_t object, unsigned* r, unsigned* g, unsigned* b, unsigned* a);
int FPDFPageObj_HasTransparency(size_t object);

size_t FPDFPageObj_GetClipPath(size_t object);
int FPDFClipPath_CountPaths(size_t clip);
int FPDFClipPath_CountPathSegments(size_t clip, int path);
size_t FPDFClipPath_GetPathSegment(size_t clip, int path, int segment);

int FPDFFormObj_CountObjects(size_t form);
size_t FPDFFormObj_GetObject(size_t form, unsigned long index);

int FPDFPath_CountSegments(size_t path);
size_t FPDFPath_GetPathSegment(size_t path, int index);
int FPDFPath_GetDrawMode(size_t path, int* fill_mode, int* is_stroked);
int FPDFPathSegment_GetPoint(size_t segment, float* x, float* y);
int FPDFPathSegment_GetType(size_t segment);
int FPDFPathSegment_GetClose(size_t segment);

int FPDFTextObj_GetFontSize(size_t text_object, float* size);
int FPDFTextObj_GetTextRenderMode(size_t text_object);
size_t FPDFTextObj_GetFont(size_t text_object);
size_t FPDFFont_GetBaseFontName(size_t font, char* name, size_t length);
"""

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
Look = tuple[int, int, bytes]
"""A text object's font and render mode, then size, colour and matrix as bytes."""


class Pdfium:
    """pdfium's functions as `call`, and buffers for their results that are used again and again.

    One thread at a time: pdfium itself allows no more.
    """

    def __init__(self) -> None:
        # Neither package brings types; `call` is Any for the same reason.
        import cffi  # type: ignore[import-untyped]
        from pypdfium2_raw import bindings  # type: ignore[import-untyped]

        self.ffi = cffi.FFI()
        self.ffi.cdef(_DECLARATIONS)
        # pypdfium2 found the library for this machine and initialised it; this is the same copy.
        self.call: Any = self.ffi.dlopen(bindings._libs["pdfium"]._name)
        self.floats = self.ffi.new("float[4]")
        self.rect = self.ffi.new("FS_RECTF*")
        rgba, self._matrix = self.ffi.new("unsigned[4]"), self.ffi.new("FS_MATRIX*")
        self._rgba = tuple(rgba + index for index in range(4))
        # Views read all numbers of a result at once. A pointer into a buffer does not keep it, a view does.
        self._rgba_view = memoryview(self.ffi.buffer(rgba)).cast("B").cast("I")
        self._matrix_view = memoryview(self.ffi.buffer(self._matrix)).cast("B").cast("f")
        self._modes = self.ffi.new("int[2]")
        self._name = self.ffi.new("char[256]")
        self._text = self.ffi.new("unsigned short[4096]")
        self._xs, self._x_view = self._row("double")
        self._ys, self._y_view = self._row("double")
        self._boxes, self._box_view = self._row("FS_RECTF", "f")
        self._look_parts, self._looks_view = self._look_rows()

    def text(self, text_page: int) -> tuple[str, int]:
        """Give the whole text of a page, and how many characters pdfium counts."""
        count: int = max(self.call.FPDFText_CountChars(text_page), 0)
        if count >= len(self._text):
            self._text = self.ffi.new("unsigned short[]", 2 * count)
        written = self.call.FPDFText_GetText(text_page, 0, count, self._text) if count else 0
        data = bytes(self.ffi.buffer(self._text, 2 * max(written - 1, 0)))
        return data.decode("utf-16-le", "surrogatepass"), count

    def _row(self, kind: str, number: Literal["d", "f"] = "d") -> tuple[list[Any], memoryview[float]]:
        """Make room for many results of a kind: a pointer to each, and a view of all their numbers."""
        buffer = self.ffi.new(f"{kind}[]", _AT_ONCE)
        view = memoryview(self.ffi.buffer(buffer)).cast("B").cast(number)
        return [buffer + index for index in range(_AT_ONCE)], view

    def _look_rows(self) -> tuple[tuple[list[Any], ...], memoryview]:
        """Make room for what many text objects look like: pointers to each part, and a view of all."""
        looks = self.ffi.new("struct look[]", _AT_ONCE)
        each = range(_AT_ONCE)
        sizes = [self.ffi.addressof(looks, index, "size") for index in each]
        matrices = [self.ffi.addressof(looks, index, "matrix") for index in each]
        colors = ([self.ffi.addressof(looks, index, "rgba", part) for index in each] for part in range(4))
        return (sizes, matrices, *colors), memoryview(self.ffi.buffer(looks)).cast("B")

    def origins(self, text_page: int, indexes: Sequence[int]) -> tuple[list[float], list[float]]:
        """Give where characters stand in PDF space: their x, and the y of their baselines."""
        xs: list[float] = []
        ys: list[float] = []
        for some in _portions(indexes):
            # By `map`, a call costs half of what it does in a loop.
            exhaust(map(self.call.FPDFText_GetCharOrigin, repeat(text_page), some, self._xs, self._ys))
            xs += self._x_view[: len(some)].tolist()
            ys += self._y_view[: len(some)].tolist()
        return xs, ys

    def loose_boxes(self, text_page: int, indexes: Sequence[int]) -> list[float]:
        """Give the boxes of characters in PDF space, four numbers each: left, top, right, bottom."""
        boxes: list[float] = []
        for some in _portions(indexes):
            exhaust(map(self.call.FPDFText_GetLooseCharBox, repeat(text_page), some, self._boxes))
            boxes += self._box_view[: 4 * len(some)].tolist()
        return boxes

    def font_name(self, font: int) -> str:
        """Give a font's base name, its subset prefix included; empty for a Type 3 font."""
        size = self.call.FPDFFont_GetBaseFontName(font, self._name, len(self._name)) if font else 0
        return bytes(self.ffi.buffer(self._name, max(size - 1, 0))).decode("utf-8", "replace")

    def color(self, page_object: int, *, is_stroke: bool = False) -> tuple[int, int, int, int] | None:
        """Give a fill or stroke colour as red, green, blue, alpha (0 to 255); None for a pattern."""
        call = self.call
        get = call.FPDFPageObj_GetStrokeColor if is_stroke else call.FPDFPageObj_GetFillColor
        # A tuple of a view has no known length; this view has four numbers.
        return tuple(self._rgba_view) if get(page_object, *self._rgba) else None  # type: ignore[return-value]

    def looks(self, text_page: int, text_objects: Sequence[int], indexes: Sequence[int]) -> list[Look]:
        """Give font, render mode and all else that text objects look like, in what is equal where these are.

        `indexes` names a character of each: its matrix is that of the forms around it as well.
        """
        call = self.call
        found: list[Look] = []
        for objects, some in zip(_portions(text_objects), _portions(indexes), strict=True):
            fonts = list(map(call.FPDFTextObj_GetFont, objects))
            modes = list(map(call.FPDFTextObj_GetTextRenderMode, objects))
            sizes, matrices, *colors = self._look_parts
            exhaust(map(call.FPDFTextObj_GetFontSize, objects, sizes))
            exhaust(map(call.FPDFText_GetMatrix, repeat(text_page), some, matrices))
            is_colored = list(map(call.FPDFPageObj_GetFillColor, objects, *colors))
            if OUTLINE_MODE in modes or 0 in is_colored:
                for place, mode in enumerate(modes):
                    parts = [color[place] for color in colors]
                    is_plain = is_colored[place]
                    if mode == OUTLINE_MODE:
                        is_plain = call.FPDFPageObj_GetStrokeColor(objects[place], *parts)
                    if not is_plain:
                        parts[0][0] = _NO_COLOR
            seen = self._looks_view[: _LOOK_SIZE * len(objects)].tobytes()
            looks = [seen[start : start + _LOOK_SEEN] for start in range(0, len(seen), _LOOK_SIZE)]
            found += zip(fonts, modes, looks, strict=True)
        return found

    def object_matrix(self, page_object: int) -> Matrix:
        """Give an object's matrix."""
        self.call.FPDFPageObj_GetMatrix(page_object, self._matrix)
        # A tuple of a view has no known length; this view has six numbers.
        return tuple(self._matrix_view)  # type: ignore[return-value]

    def bounds(self, page_object: int) -> Box | None:
        """Give an object's bounds in its own space: left, bottom, right, top."""
        box = self.floats
        if not self.call.FPDFPageObj_GetBounds(page_object, box, box + 1, box + 2, box + 3):
            return None
        return box[0], box[1], box[2], box[3]

    def draw_mode(self, path: int) -> tuple[int, bool]:
        """Say how a path is filled, 0 where it is not, and whether it is stroked."""
        if not self.call.FPDFPath_GetDrawMode(path, self._modes, self._modes + 1):
            return 0, False
        return self._modes[0], self._modes[1] != 0


def _portions(items: Sequence[int]) -> list[Sequence[int]]:
    return [items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE)]


def read_look(
    look: bytes,
) -> tuple[float, tuple[int, int, int, int] | None, tuple[float, float, float, float]]:
    """Give size, colour (red, green, blue, alpha; None for a pattern) and matrix of a look's bytes."""
    size, red, green, blue, alpha, a, b, c, d = struct.unpack("=f4I4f", look)
    return size, None if red == _NO_COLOR else (red, green, blue, alpha), (a, b, c, d)


@lru_cache(maxsize=1)
def pdfium() -> Pdfium:
    """Give the bound library, loading it on the first call."""
    return Pdfium()
