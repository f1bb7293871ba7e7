"""The few calls into pdfium that reading a page needs, bound so that a call costs half a microsecond.

pypdfium2 loads the library and opens documents; its own bindings convert every argument, which for
three calls a word costs more than pdfium's work. cffi's cost half of that. Handles are plain integers.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
LINE_TO, BEZIER_TO, MOVE_TO = 0, 1, 2
# Render modes (ISO 32000-1, table 106) that paint nothing: invisible, and added to the clip only.
INVISIBLE_MODES = (3, 7)
OUTLINE_MODE = 1
OPAQUE = 255
# Where red should be: no channel is above 255.
_NO_COLOR = 256

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


class Pdfium:
    """pdfium's functions as `call`, and buffers for their results that are used again and again.

    One thread at a time: pdfium itself allows no more.
    """

    def __init__(self) -> None:
        import cffi  # type: ignore[import-untyped]
        from pypdfium2_raw import bindings  # type: ignore[import-untyped]

        self.ffi = cffi.FFI()
        self.ffi.cdef(_DECLARATIONS)
        # pypdfium2 found the library for this machine and initialised it; this is the same copy.
        self.call: Any = self.ffi.dlopen(bindings._libs["pdfium"]._name)
        self.doubles = self.ffi.new("double[2]")
        self.floats = self.ffi.new("float[4]")
        self.rect = self.ffi.new("FS_RECTF*")
        # All that a text object looks like lies in one piece, to be compared at one go.
        self._look = self.ffi.new("struct look*")
        self._matrix, self._size = (
            self.ffi.addressof(self._look, "matrix"),
            self.ffi.addressof(self._look, "size"),
        )
        rgba = self.ffi.cast("unsigned*", self.ffi.addressof(self._look, "rgba"))
        self._rgba = tuple(rgba + index for index in range(4))
        # Views read all numbers of a result at once; the buffers live as long as their views.
        look = memoryview(self.ffi.buffer(self._look)).cast("B")
        self._rgba_view, self._look_view = look[4:20].cast("I"), look[:36]
        self._matrix_view = look[20:44].cast("f")
        self._modes = self.ffi.new("int[2]")
        self._name = self.ffi.new("char[256]")
        self._text = self.ffi.new("unsigned short[4096]")

    def text(self, text_page: int) -> tuple[str, int]:
        """Give the whole text of a page, and how many characters pdfium counts."""
        count: int = max(self.call.FPDFText_CountChars(text_page), 0)
        if count >= len(self._text):
            self._text = self.ffi.new("unsigned short[]", 2 * count)
        written = self.call.FPDFText_GetText(text_page, 0, count, self._text) if count else 0
        data = bytes(self.ffi.buffer(self._text, 2 * max(written - 1, 0)))
        return data.decode("utf-16-le", "surrogatepass"), count

    def font_name(self, font: int) -> str:
        """Give a font's base name, its subset prefix included; empty for a Type 3 font."""
        size = self.call.FPDFFont_GetBaseFontName(font, self._name, len(self._name)) if font else 0
        return bytes(self.ffi.buffer(self._name, max(size - 1, 0))).decode("utf-8", "replace")

    def color(self, page_object: int, *, is_stroke: bool = False) -> tuple[int, int, int, int] | None:
        """Give a fill or stroke colour as red, green, blue, alpha (0 to 255); None for a pattern."""
        call = self.call
        get = call.FPDFPageObj_GetStrokeColor if is_stroke else call.FPDFPageObj_GetFillColor
        return tuple(self._rgba_view) if get(page_object, *self._rgba) else None  # type: ignore[return-value]

    def look(self, text_object: int, text_page: int, index: int, *, is_stroke: bool) -> bytes:
        """Give size, colour and matrix of a text object, as bytes that are equal where these are.

        `index` is a character of it: its matrix is that of the forms around it as well.
        """
        call = self.call
        call.FPDFTextObj_GetFontSize(text_object, self._size)
        call.FPDFText_GetMatrix(text_page, index, self._matrix)
        get = call.FPDFPageObj_GetStrokeColor if is_stroke else call.FPDFPageObj_GetFillColor
        if not get(text_object, *self._rgba):
            self._rgba[0][0] = _NO_COLOR
        return self._look_view.tobytes()

    def last_look(self) -> tuple[float, tuple[int, int, int, int] | None, tuple[float, float, float, float]]:
        """Give size, colour (None for a pattern) and matrix of the look that was asked last."""
        rgba: Any = tuple(self._rgba_view)
        matrix: Any = tuple(self._matrix_view[:4])
        return self._look.size, None if rgba[0] == _NO_COLOR else rgba, matrix

    def object_matrix(self, page_object: int) -> Matrix:
        """Give an object's matrix."""
        self.call.FPDFPageObj_GetMatrix(page_object, self._matrix)
        return tuple(self._matrix_view)  # type: ignore[return-value]

    def bounds(self, page_object: int) -> Box | None:
        """Give an object's bounds in its own space: left, bottom, right, top."""
        box = self.floats
        if not self.call.FPDFPageObj_GetBounds(page_object, box, box + 1, box + 2, box + 3):
            return None
        return box[0], box[1], box[2], box[3]

    def draw_mode(self, path: int) -> tuple[bool, bool]:
        """Say whether a path is filled and whether it is stroked."""
        if not self.call.FPDFPath_GetDrawMode(path, self._modes, self._modes + 1):
            return False, False
        return self._modes[0] != 0, self._modes[1] != 0


@lru_cache(maxsize=1)
def pdfium() -> Pdfium:
    """Give the bound library, loading it on the first call."""
    return Pdfium()
