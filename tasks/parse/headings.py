"""Which lines of an item are the headings of its sections."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from schemas.terms import SectionKind
from tasks.parse.layout import (
    COUNTED,
    Heading,
    section_heading,
)
from tasks.parse.recommendations import introduces
from tasks.parse.rows import Row, Typography
from tasks.parse.unknown import is_unknown_heading

# Headings that a producer sets inline, before their text: `Beslutning: Godkendt.`
_INLINE = (SectionKind.BESLUTNING, SectionKind.INDSTILLING, SectionKind.RESUME, SectionKind.SAGSFREMSTILLING,
           SectionKind.OEKONOMI, SectionKind.BEHANDLING, SectionKind.LOVGRUNDLAG, SectionKind.HOERING,
           SectionKind.BILAG)  # fmt: skip

# What stands under a heading that no table knows is kept under it.
BY_STYLE = Heading(SectionKind.ANDET, "set-like-headings")

_INTRODUCED = Heading(SectionKind.INDSTILLING, "indstiller")

# Some minutes point at what was decided, `→ Godkendt.`, and set no heading over it.
_ARROWED = Heading(SectionKind.BESLUTNING, "arrow")

_ARROWS = "→➔➜⇒"

# What stands first below these is their text, however it is set.
_NEVER_EMPTY = (SectionKind.BESLUTNING, SectionKind.BILAG)

# Headings whose words make no line of a list.
_CHIEF = (SectionKind.BESLUTNING, SectionKind.INDSTILLING, SectionKind.SAGSFREMSTILLING, SectionKind.RESUME)

# Headings that also stand inside the text of a section, set smaller than those of sections.
_INSIDE = (SectionKind.ANDET, SectionKind.SAGSFREMSTILLING, SectionKind.OEKONOMI, SectionKind.HOERING)

# Headings of more words than a line holds.
_WRAPPING = ("beslutning-punkt", "indstilling-introduced")

# A heading may end in such a word: its stop ends no sentence.
_SHORTENED = re.compile(r"\b(?:m\.?v|m\.?m|o\.?l)\.$")


@dataclass(slots=True)
class Part:
    """A section before its text is read; `inline` is text that stands on the heading's own line.

    `row` is the heading's.
    """

    heading: Heading
    printed: str
    row: Row
    inline: str = ""
    rows: list[Row] = field(default_factory=list)

    def text_rows(self) -> list[Row]:
        """Give the rows of the text, what stands on the heading's own line among them."""
        return [replace(self.row, text=self.inline), *self.rows] if self.inline else self.rows


@dataclass(slots=True)
class Body:
    """What stands under an item's heading."""

    numbers: dict[str, str] = field(default_factory=dict)
    is_closed: bool = False
    loose: list[Row] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    # What is still to come of the title printed a second time; None before it began.
    title_left: str | None = None
    # The field of a label whose value is to come on the next line.
    pending: str | None = None


def current(body: Body) -> list[Row]:
    """Give the rows that the next line of text joins: those of the last part, or those above all parts."""
    return body.parts[-1].rows if body.parts else body.loose


def is_outer(body: Body) -> bool:
    """Say whether the last heading is `Sagsfremstilling` with nothing below it so far."""
    part = body.parts[-1] if body.parts else None
    return part is not None and part.heading.kind is SectionKind.SAGSFREMSTILLING and not part.text_rows()


def _is_step_of_route(body: Body, row: Row) -> bool:
    """Say whether a body with a date stands in the list of those that a case goes through."""
    if not body.parts or body.parts[-1].heading.kind is not SectionKind.BEHANDLING:
        return False
    heading = section_heading(row.text)
    return heading is not None and heading.rule == "beslutning-bare" and not row.text.endswith(":")


def heading_of(body: Body, row: Row, following: Row | None, typography: Typography) -> Part | None:
    """Read a row as the heading of a section, alone on its line or before its text."""
    assert row.line is not None
    if row.is_label:
        return Part(section_heading(row.text) or BY_STYLE, row.text, row)
    points = row.text[0] in _ARROWS and SectionKind.BESLUTNING not in typography.headed
    if points and (inline := row.text.lstrip(_ARROWS).strip()):
        return Part(_ARROWED, "", row, inline=inline)
    if _is_step_of_route(body, row) and not (typography.is_styled and typography.looks_like_heading(row)):
        return None
    heading = None
    if row.text[0].isupper() or row.text[0].isdigit():
        heading = _known_heading(body, row, following, typography)
        if heading is None and not _opens_list(body) and is_unknown_heading(row, typography):
            return Part(BY_STYLE, row.text, row)
        if number := _next_count(body, row, heading):
            return Part(Heading(SectionKind.ANDET, BY_STYLE.rule, number=number), row.text, row)
    if heading is None and _introduces(body, row, typography):
        return Part(_INTRODUCED, "", row, inline=row.text)
    if heading:
        # Without styles only its place tells a heading from the sentence `Beslutning.`
        is_set = typography.is_styled and typography.looks_like_heading(row)
        is_set = is_set or (heading.in_columns and len(row.columns()) > 1)
        is_sentence = not is_set and row.text.endswith(".") and not _SHORTENED.search(row.text)
        is_heading = (
            is_set
            or typography.looks_like_heading(row)
            or typography.is_in_other_font(row)
            or _is_worded_as_one(body, row, heading, typography)
            or _is_dated_decision(body, row, heading, typography)
        ) and not is_sentence
        if heading.number is not None and not typography.is_styled:
            return None  # an entry of a list
        return Part(heading, row.text, row) if is_heading else None
    if ":" not in row.text and not row.line.has_bold:
        return None
    bold = [word for word in row.line.words if word.bold] if row.line.has_bold else []
    if bold and len(bold) < len(row.line.words) and row.line.words[: len(bold)] == tuple(bold):
        printed = " ".join(word.text for word in bold)
    else:
        printed = row.text.split(":")[0] + ":" if ":" in row.text else ""
    if not printed.endswith(":") and not bold:
        return None
    heading = section_heading(printed)
    if heading is None or heading.number is not None or (heading.needs_none and _has_decision(body)):
        return None
    if heading.body is None and _stands_alone_elsewhere(heading, row, typography, is_bold=bool(bold)):
        return None
    rest = row.text[len(printed) :].strip()
    is_sure = bold or heading.rule != "bilag" or _is_as_others_inline(body, row, typography)
    is_open = heading.kind in _INLINE or (
        not heading.needs_style and _is_as_others_inline(body, row, typography)
    )
    if is_open and rest and is_sure:
        return Part(heading, printed, row, inline=rest)
    return None


def _opens_list(body: Body) -> bool:
    """Say whether what comes next is the first line of a decision or a list, bold or not."""
    part = body.parts[-1] if body.parts else None
    return part is not None and part.heading.kind in _NEVER_EMPTY and not part.text_rows()


def _known_heading(body: Body, row: Row, following: Row | None, typography: Typography) -> Heading | None:
    """Give what a line says as a heading; words that prose has too must be set like the other headings."""
    heading = section_heading(row.text)
    if heading is None:
        return None
    is_prose = (
        heading.needs_style
        and not _is_set_as_others(row, typography)
        and not (_ends_as_others(row, typography) and not _opens_kind(body, heading))
        and not _stands_on_its_text(row, following, typography)
        and not _stands_on_points(body, row, heading, following, typography)
    )
    is_inside = heading.kind in _INSIDE and typography.is_below_sections(row)
    is_second = heading.needs_none and _has_decision(body)
    return None if is_prose or is_inside or is_second else heading


def _has_decision(body: Body) -> bool:
    """Say whether a decision stands above that is the meeting's own as far as its heading tells."""
    kinds = [part.heading.body for part in body.parts if part.heading.kind is SectionKind.BESLUTNING]
    return None in kinds


def _next_count(body: Body, row: Row, heading: Heading | None) -> int | None:
    """Give the number of a heading that only its count tells of: `4. Effekt` below `3. Baggrund`."""
    before = body.parts[-1] if body.parts else None
    if before is None or before.heading.number is None or (heading and not heading.needs_style):
        return None
    if not (counted := COUNTED.match(row.text)):
        return None
    is_next = int(counted[1]) == before.heading.number + 1 and row.style == before.row.style
    return int(counted[1]) if is_next else None


def _is_set_as_others(row: Row, typography: Typography) -> bool:
    """Say whether a line is set like the headings, and larger than the text or in capitals."""
    if not typography.headed:
        # Where only words and blanks tell headings: apart from the text above, and as short as one.
        return typography.is_spaced and not typography.is_tight(row) and not row.text.endswith((".", ","))
    is_alike = row.text.isupper() and row.style in typography.section_styles
    return typography.is_styled and (is_alike or typography.is_section_style(row))


def _ends_as_others(row: Row, typography: Typography) -> bool:
    """Say whether a line ends in a colon as all headings do, where no style tells them."""
    is_told_so = not typography.is_styled and bool(typography.headed) and typography.ends_in_colon
    return is_told_so and row.text.endswith(":") and typography.looks_like_heading(row)


def _opens_kind(body: Body, heading: Heading) -> bool:
    """Tell a line right below a heading of its own kind, `Det indstilles:` in an Indstilling."""
    part = body.parts[-1] if body.parts else None
    return part is not None and part.heading.kind is heading.kind and not part.text_rows()


def _stands_on_its_text(row: Row, following: Row | None, typography: Typography) -> bool:
    """Say whether a line stands apart from the text above and right on the one below, as headings do.

    In one font, where blanks tell headings: a sentence of one such word is set off below as well.
    """
    if typography.is_styled or not typography.is_spaced or following is None or following.line is None:
        return False
    is_apart = not typography.is_tight(row) and not row.text.endswith((".", ","))
    is_on_text = following.page == row.page and typography.is_tight(following)
    return is_apart and is_on_text and section_heading(following.text) is None  # else a list of words


def _stands_on_points(
    body: Body, row: Row, heading: Heading, following: Row | None, typography: Typography
) -> bool:
    """Say whether `Administrationen indstiller` stands alone above points that begin with `at`.

    Where blanks tell headings; below an Indstilling's own heading, or a decision's, it is text.
    """
    if (
        heading.kind is not SectionKind.INDSTILLING
        or following is None
        or not following.text.startswith("at ")
    ):
        return False
    above = body.parts[-1].heading.kind if body.parts else None
    is_inside = above in (SectionKind.INDSTILLING, SectionKind.BESLUTNING)
    is_apart = typography.is_spaced and not typography.is_styled and not typography.is_tight(row)
    return is_apart and not is_inside and row.text[-1].isalpha()


def wraps_heading(body: Body, row: Row, typography: Typography) -> bool:
    """Say whether a row goes on with the heading above it: the item's title, or the rest of a sentence."""
    if not body.parts or body.parts[-1].heading.rule not in _WRAPPING:
        return False
    part = body.parts[-1]
    is_told = part.heading.rule == "beslutning-punkt" or (row.text[0].islower() and part.row.is_bold)
    is_first = is_told and not (part.rows or part.inline)
    return is_first and row.style == part.row.style and typography.is_tight(row)


def _is_dated_decision(body: Body, row: Row, heading: Heading, typography: Typography) -> bool:
    """Say whether a line that names a body and a day heads its decision, however it is set.

    It ends in a colon, or stands apart from the text above it, or right below another heading.
    """
    stands_apart = row.text.endswith(":") or not typography.is_tight(row) or not current(body)
    return heading.body is not None and heading.date_text is not None and stands_apart


def _introduces(body: Body, row: Row, typography: Typography) -> bool:
    """Say whether a paragraph opens the Indstilling itself, `Direktionen indstiller, at …`.

    So it does where the document sets no heading over it; in a decision such words tell what was decided.
    """
    kind = body.parts[-1].heading.kind if body.parts else None
    if SectionKind.INDSTILLING in typography.headed or kind in (
        SectionKind.BESLUTNING,
        SectionKind.INDSTILLING,
    ):
        return False
    above = current(body)
    if body.parts and not above:
        return False  # what stands first under a heading is its text
    return (not typography.is_tight(row) or not above) and introduces(row.text)


def _is_worded_as_one(body: Body, row: Row, heading: Heading, typography: Typography) -> bool:
    """Tell a heading by its words: where no heading is set like one, or by its colon or its capitals.

    Without styles and blank lines the chief headings count that no full line runs into, and any below a line
    that ends a sentence.
    """
    if typography.is_styled:
        return not typography.headed
    if row.text.endswith(":") or row.text.isupper():
        return True
    above = next(reversed(current(body)), None)
    if heading.body is not None:
        return False
    in_list = bool(body.parts) and body.parts[-1].heading.kind is SectionKind.BILAG
    if above is not None and above.text.endswith(".") and not in_list:
        return True
    return heading.kind in _CHIEF and not (above is not None and typography.is_full(above, row))


def _is_as_others_inline(body: Body, row: Row, typography: Typography) -> bool:
    """Say whether a line begins a paragraph, as a section above in the item does where no style tells."""
    inline = [part for part in body.parts if part.inline and part.printed]
    if not inline or typography.is_styled:
        return False
    last = inline[-1]
    is_next = last is body.parts[-1] and not last.rows and not typography.is_full(last.row, row)
    return is_next or not typography.is_tight(row)


def _stands_alone_elsewhere(heading: Heading, row: Row, typography: Typography, *, is_bold: bool) -> bool:
    """Say whether the document sets its headings on lines of their own: then `Økonomi: …` is text.

    A decision may be worded inline all the same, unless decisions have headings of their own. A bold
    `Bilag:` over a list stands alone only because a list follows: it speaks for no other way. Nor does a
    decision's heading in a document without styles.
    """
    if is_bold and typography.ends_in_colon:
        return False
    if heading.kind is SectionKind.BESLUTNING:
        return SectionKind.BESLUTNING in typography.headed
    if not typography.is_styled and not typography.is_tight(row):
        return bool(typography.headed - {SectionKind.BESLUTNING})
    return bool(typography.headed)
