"""Make a scan of a PDF: pictures of its pages, a little askew and a little dirty, and no text.

A scanner's hand is a `Glass`; the same one over the same PDF makes the same scan.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

# Paper is not white and ink is not black: what a scanner of an office gives.
_PAPER, _INK = 244, 28
_JPEG_QUALITY = 75


@dataclass(frozen=True, slots=True)
class Glass:
    """A scanner: dots per inch, how far a page lies askew at most (degrees), and its noise.

    `noise` is the standard deviation in grey levels of 256; `specks` the number of dirt marks a page.
    """

    dpi: int = 300
    skew: float = 0.5
    noise: float = 10.0
    specks: int = 6
    seed: int = 1


def scan(pdf: bytes, glass: Glass, *, only: Sequence[int] | None = None) -> bytes:
    """Give a PDF that holds a picture of each page and nothing else.

    `only` names the pages (from 1) that go over the glass, None for all; the others keep their text.
    """
    import pypdfium2

    chance = random.Random(glass.seed)
    source, made = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument.new()
    for index in range(len(source)):
        if only is not None and index + 1 not in only:
            made.import_pages(source, pages=[index])
            continue
        sheet = source[index].render(scale=glass.dpi / 72, grayscale=True).to_pil()
        picture = io.BytesIO()
        _dirty(sheet, glass, chance).save(picture, "PDF", resolution=float(glass.dpi), quality=_JPEG_QUALITY)
        page = pypdfium2.PdfDocument(picture.getvalue())
        made.import_pages(page)
        page.close()
    result = io.BytesIO()
    made.save(result)
    made.close()
    source.close()
    return result.getvalue()


def _dirty(sheet: Image, glass: Glass, chance: random.Random) -> Image:
    """Lay a clean picture of a page askew on a scanner that is not clean."""
    from PIL import Image, ImageChops, ImageDraw

    angle = chance.uniform(-glass.skew, glass.skew)
    turned = sheet.convert("L").rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    turned = turned.point([round(_INK + (_PAPER - _INK) * level / 255) for level in range(256)])
    draw = ImageDraw.Draw(turned)
    for _ in range(glass.specks):
        x, y = chance.randrange(turned.width), chance.randrange(turned.height)
        r = chance.uniform(0.2, 0.9) * glass.dpi / 72
        draw.ellipse((x - r, y - r, x + r, y + r), fill=chance.randrange(60, 160))
    if not glass.noise:
        return turned
    # A band of noise is laid at another place on each page: a whole page of it costs a second.
    grain = Image.effect_noise(turned.size, glass.noise)
    return ImageChops.add(turned, grain, offset=-128)
