"""Write PDFs that hang or swallow memory in one engine or the other, byte by byte."""

from __future__ import annotations

import zlib
from pathlib import Path


def write_pdf(path: Path, pages: list[bytes], forms: dict[str, tuple[bytes, str]] | None = None) -> Path:
    """Write a PDF of these content streams; `forms` gives content and XObject resources by name."""
    forms = forms or {}
    font, first_form = 3, 4
    numbers = {name: first_form + index for index, name in enumerate(forms)}
    first_page = first_form + len(forms)
    kids = " ".join(f"{first_page + 2 * index} 0 R" for index in range(len(pages)))
    shared = " ".join(f"/{name} {number} 0 R" for name, number in numbers.items())
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for content, uses in forms.values():
        inner = " ".join(f"/{name} {numbers[name]} 0 R" for name in uses.split())
        entries = (
            f"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources "
            f"<< /Font << /F {font} 0 R >> /XObject << {inner} >> >>"
        )
        objects.append(_stream(content, entries))
    for index, content in enumerate(pages):
        number = first_page + 2 * index
        resources = f"<< /Font << /F {font} 0 R >> /XObject << {shared} >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {number + 1} 0 R "
            f"/Resources {resources} >>".encode()
        )
        objects.append(_stream(content, ""))
    return _write(path, objects)


def _stream(content: bytes, entries: str) -> bytes:
    return f"<< {entries} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def _write(path: Path, objects: list[bytes]) -> Path:
    places = []
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        for number, body in enumerate(objects, start=1):
            places.append(file.tell())
            file.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
        table = file.tell()
        file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
        file.writelines(b"%010d 00000 n \n" % place for place in places)
        trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        file.write(trailer % (len(objects) + 1, table))
    return path


def line(text: str, x: float = 72, y: float = 700) -> bytes:
    """Give the operators that show one line of text."""
    return f"BT /F 11 Tf {x} {y} Td ({text}) Tj ET\n".encode("cp1252")


def write_recursive_form(path: Path) -> Path:
    """A form that shows itself twice, directly and through another."""
    forms = {"A": (b"/B Do /A Do /B Do\n" + line("i formen"), "A B"), "B": (b"/A Do /A Do\n", "A B")}
    return write_pdf(path, [line("side et"), line("side to") + b"/A Do /B Do\n"], forms)


def write_billion_laughs(path: Path, depth: int = 12) -> Path:
    """Forms that each show the next one ten times: 10 to the power of `depth` lines."""
    forms = {f"X{n}": (b"/X%d Do\n" % (n + 1) * 10, f"X{n + 1}") for n in range(depth)}
    forms[f"X{depth}"] = (line("ha"), "")
    return write_pdf(path, [line("side et"), b"/X0 Do\n"], forms)


def write_large_stream(path: Path, megabytes: int = 57) -> Path:
    """One page whose content is megabytes of drawing operators."""
    piece = b"1 0 0 1 0 0 cm 10 10 m 20 20 l S\n"
    return write_pdf(path, [line("side et"), piece * (megabytes * 1024 * 1024 // len(piece))])


def write_overlapping(path: Path, characters: int = 300_000) -> Path:
    """One page with a heap of characters on one spot."""
    return write_pdf(path, [b"BT /F 11 Tf 72 700 Td\n" + b"(a) Tj 0 0 Td\n" * characters + b"ET\n"])


def write_nested(path: Path, depth: int = 100_000) -> Path:
    """A content of brackets inside brackets."""
    return write_pdf(path, [line("side et"), b"[" * depth + b"]" * depth + b" TJ\n"])


def write_inline_image(path: Path, side: int = 8_000) -> Path:
    """A picture of side by side pixels inside a content stream, three bytes each."""
    picture = b"BI /W %d /H %d /BPC 8 /CS /RGB ID " % (side, side) + b"\x80" * (3 * side * side) + b" EI\n"
    return write_pdf(path, [line("side et"), b"q 500 0 0 500 50 100 cm " + picture + b"Q\n"])


def write_rulings(path: Path, count: int = 1_000_000) -> Path:
    """One page with a heap of level and upright rulings."""
    ends = ("9 0", "0 9")
    drawn = (f"1 0 0 1 {n % 7} {n % 5} cm 0 0 m {ends[n % 2]} l S\n".encode() for n in range(count))
    return write_pdf(path, [line("side et"), b"".join(drawn)])


def write_stream_bomb(path: Path, megabytes: int = 1024) -> Path:
    """A content that is deflated twice: some kilobytes that become a gigabyte of blanks."""
    packer = zlib.compressobj(9)
    once = b"".join([packer.compress(b" " * 2**20) for _ in range(megabytes)]) + packer.flush()
    bomb = _stream(zlib.compress(once, 9), "/Filter [/FlateDecode /FlateDecode]")
    return _write(path, [*_one_page(), bomb])


def write_kids_loop(path: Path) -> Path:
    """A tree of pages that holds itself."""
    objects = [*_one_page(), _stream(line("side et"), "")]
    objects[1] = b"<< /Type /Pages /Count 1000000 /Kids [2 0 R 4 0 R 2 0 R] >>"
    return _write(path, objects)


def write_bookmarks(path: Path, count: int = 200_000) -> Path:
    """One page, and a great many bookmarks to it."""
    objects = [*_one_page(), _stream(line("side et"), "")]
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>"
    objects.append(b"<< /Type /Outlines /First 7 0 R /Last %d 0 R /Count %d >>" % (6 + count, count))
    objects += [
        b"<< /Title (%d) /Parent 6 0 R /Next %d 0 R /Dest [4 0 R /Fit] >>" % (number, number + 1)
        for number in range(7, 7 + count)
    ]
    return _write(path, objects)


def write_huge_picture(path: Path, side: int = 40_000) -> Path:
    """A page that a picture covers, which some kilobytes say is gigabytes large."""
    packer = zlib.compressobj(9)
    pixels = b"".join([packer.compress(bytes(2**20)) for _ in range(512)]) + packer.flush()
    picture = (
        f"/Type /XObject /Subtype /Image /Width {side} /Height {side} /BitsPerComponent 8 "
        "/ColorSpace /DeviceRGB /Filter /FlateDecode"
    )
    objects = [*_one_page("/XObject << /I 6 0 R >>"), _stream(b"q 600 0 0 800 0 0 cm /I Do Q\n", "")]
    return _write(path, [*objects, _stream(pixels, picture)])


def _one_page(resources: str = "") -> list[bytes]:
    """Give the objects before those of the content, which is to be the fifth."""
    return [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R /Resources "
        b"<< /Font << /F 3 0 R >> " + resources.encode() + b" >> >>",
    ]


def write_long(path: Path, pages: int = 2000, lines: int = 40) -> Path:
    """Ordinary pages, very many of them."""
    words = "Udvalget tog orienteringen til efterretning og sender sagen videre"
    page = b"".join(line(f"{words} {n}", y=760 - 17 * n) for n in range(lines))
    return write_pdf(path, [page] * pages)
