"""The document as one stream of rows, and what its typography says of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from schemas.page import DocumentPages, Line, RuledTable, Word
from schemas.terms import SectionKind

# A blank this wide (in font sizes) between two words parts two columns.
COLUMN_GAP = 1.8
# A line belongs to the paragraph above if its baseline is at most this much further down than usual.
PITCH_TOLERANCE = 1.18
HEADING_SCALE = 1.03
# The blank between two words (font sizes) of the usual fonts.
_SPACE = 0.27
_CLEARLY_LARGER = 1.12
# Kinds of sections whose headings are none inside another section's text.
_CHIEF = (SectionKind.INDSTILLING, SectionKind.RESUME, SectionKind.BESLUTNING, SectionKind.BEHANDLING,
          SectionKind.BILAG)  # fmt: skip
# The distance of lines (font sizes) where no line was full and nothing goes on below any.
_SINGLE_SPACED = 1.2
# A distance this often (share) as the commonest below full lines is no chance.
_COMMON = 0.3
# So many words that were not cut prove that the producer cuts none.
_SURE = 3

_CUT_WORD = re.compile(r"[a-zæøå]{2}-")
_LONG = 11
_LONG_WORD = re.compile(rf"[a-zæøå][^\W\d_]{{{_LONG - 1},}}[.,;:]?")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PLACE = re.compile(r"[ (](?:i|ved|på|fra|til|nær|omkring) ([A-ZÆØÅ][a-zæøåé]+)(?=[ .,;)])")


@dataclass(slots=True)
class Row:
    """A line or a ruled table, in reading order.

    `gap` is the distance of its baseline from that of the row above on the same page, in font sizes;
    None at the top of a page and beside tables. `role` is what the row was read as and `rule` the id
    of the rule that said so; a row without a role at the end is text that nothing accounts for. `item` is
    the position of the item that the row is read for, None outside items. `is_label` says that it stood in a
    column of labels, beside the text below it.
    """

    text: str
    page: int | None
    line: Line | None = None
    table: RuledTable | None = None
    gap: float | None = None
    role: str = ""
    rule: str = ""
    item: int | None = None
    is_label: bool = False

    def take(self, role: str, rule: str = "") -> None:
        """Say what the row is."""
        self.role, self.rule = role, rule

    @property
    def size(self) -> float:
        """Give the font size in points, 0 for a table."""
        return self.line.size if self.line else 0.0

    @property
    def is_bold(self) -> bool:
        """Say whether every word is bold."""
        return self.line is not None and self.line.is_all_bold

    @property
    def style(self) -> tuple[float, bool]:
        """Give size and boldness: what lines of one level of heading share."""
        line = self.line
        return (round(line.size, 1), line.is_all_bold) if line else (0.0, False)

    @property
    def begins_bold(self) -> bool:
        """Say whether a bold word begins a line that is not all bold, as a label does."""
        return self.line is not None and not self.line.is_all_bold and self.line.first_word.bold

    def is_set_like(self, other: Row) -> bool:
        """Say whether another row has the same size and weight."""
        return abs(self.size - other.size) < 0.04 * self.size and self.is_bold == other.is_bold

    def columns(self) -> list[tuple[Word, ...]]:
        """Give the words in groups that wide blanks part."""
        assert self.line is not None
        words, least = self.line.words, COLUMN_GAP * self.line.size
        if not self.line.has_gap(least):
            return [words]
        groups: list[list[Word]] = [[words[0]]]
        for left, right in pairwise(words):
            if right.x0 - left.x1 > least:
                groups.append([])
            groups[-1].append(right)
        return [tuple(group) for group in groups]


def rows_of(pages: DocumentPages) -> list[Row]:
    """Lay lines and tables of all pages out in reading order."""
    rows: list[Row] = []
    for page in pages.pages:
        parts: list[Line | RuledTable] = sorted(
            [*page.lines, *page.tables], key=lambda part: (part.top, part.x0)
        )
        above: Line | None = None
        for part in parts:
            if isinstance(part, RuledTable):
                cells = [cell for row in part.rows for cell in row if cell]
                rows.append(Row(text="\n".join(cells), page=page.number, table=part))
                above = None
                continue
            gap = (part.baseline - above.baseline) / max(part.size, 1.0) if above else None
            rows.append(Row(text=part.text, page=page.number, line=part, gap=gap))
            above = part
    return rows


@dataclass(frozen=True, slots=True)
class Typography:
    """What is usual in one document.

    `body_size` and `right` (where full lines end) in points; `body_font` the font of most of its text;
    `pitch` the usual distance of baselines within a paragraph, in font sizes;
    `is_styled` whether sizes or weights tell headings from text,
    `is_spaced` whether distances do;
    `hyphenates` whether the producer broke words at line ends, None where too little tells; `words` all
    words inside lines, in lower case; `places` the names that stand behind `i`, `ved` and their like, looked
    for only where it broke words;
    `section_styles` how the headings of sections are set (size, bold), `sure_styles` how those of several
    kinds are, `section_fonts` in which fonts;
    `headed` the kinds of sections whose heading stands on a line of its own; `ends_in_colon` whether each of
    those headings ends in one, as labels before their text do; `are_capitals` whether those of several kinds
    are all in capitals; `least_chief` the smallest size of those that no text has as a sub-heading
    (`Indstilling`, `Bilag`), 0 where there are none; `repeated` the folded lines that several items have, set
    like headings.
    """

    body_size: float
    body_font: str
    pitch: float
    right: float
    is_styled: bool
    is_spaced: bool
    hyphenates: bool | None
    words: frozenset[str]
    places: frozenset[str]
    section_styles: frozenset[tuple[float, bool]]
    sure_styles: frozenset[tuple[float, bool]]
    section_fonts: frozenset[str]
    headed: frozenset[SectionKind]
    ends_in_colon: bool = False
    are_capitals: bool = False
    least_chief: float = 0.0
    repeated: frozenset[str] = frozenset()

    @classmethod
    def of(cls, rows: list[Row], headed_kind: Callable[[str], SectionKind | None]) -> Typography:
        """Measure the rows that are not furniture."""
        lines = [row for row in rows if row.line and not row.role]
        fonts, sizes, styles = _looks(lines)
        body_size = sizes.most_common(1)[0][0] if sizes else 10.0
        body_font = fonts.most_common(1)[0][0] if fonts else ""
        body = [row for row in lines if abs(row.size - body_size) < 0.06 * body_size]
        ends = sorted(row.line.x1 for row in body if row.line)
        right = ends[int(len(ends) * 0.97)] if ends else 0.0
        none: frozenset[Any] = frozenset()
        pitch, words = _pitch(body, right), _inner_words(lines)
        is_spaced = any(row.gap > pitch * PITCH_TOLERANCE for row in lines if row.gap)
        typography = cls(
            body_size,
            body_font,
            pitch,
            right,
            len(styles) > 1,
            is_spaced,
            None,
            words,
            none,
            none,
            none,
            none,
            none,
        )
        headings = [
            (row.style, kind, row.line.font if row.line else "", row.text)
            for row in lines
            if typography.looks_like_heading(row) and (kind := headed_kind(row.text))
        ]
        hyphenates = _hyphenates(body, typography)
        places = [name for row in lines for name in _PLACE.findall(f" {row.text}")] if hyphenates else []
        headed = frozenset(kind for _, kind, *_ in headings)
        kinds_in = Counter(style for style, _ in {heading[:2] for heading in headings})
        return replace(
            typography,
            hyphenates=hyphenates,
            places=frozenset(places),
            section_styles=frozenset(style for style, *_ in headings),
            sure_styles=frozenset(style for style, count in kinds_in.items() if count > 1),
            section_fonts=frozenset(font for _, _, font, _ in headings),
            headed=headed,
            ends_in_colon=all(text.endswith(":") for *_, text in headings),
            are_capitals=len(headed) > 1 and all(text.isupper() for *_, text in headings),
            least_chief=min((style[0] for style, kind, *_ in headings if kind in _CHIEF), default=0.0),
        )

    def looks_like_heading(self, row: Row) -> bool:
        """Say whether a row is set larger or bolder than the text around it."""
        if (line := row.line) is None:
            return False
        if not self.is_styled:
            return row.gap is None or row.gap > self.pitch * PITCH_TOLERANCE or not self.is_spaced
        size = line.size
        return size > self.body_size * HEADING_SCALE or (line.is_all_bold and size > self.body_size * 0.9)

    def is_in_other_font(self, row: Row) -> bool:
        """Say whether every word of a row is in another font than the text, in italics say."""
        if row.line is None or row.line.font == self.body_font:
            return False
        return all(word.font != self.body_font for word in row.line.words)

    def is_section_style(self, row: Row) -> bool:
        """Say whether a row is set like the document's section headings.

        Where some of them are clearly larger than the text, it must be so too: bold alone is prose then.
        """
        clearly = self.body_size * _CLEARLY_LARGER
        # One heading that is set apart, of a list at the end say, tells nothing of the others.
        are_larger = any(size > clearly for size, _ in self.sure_styles or self.section_styles)
        font = row.line.font if row.line else ""
        is_alike = row.style in self.section_styles and font in self.section_fonts
        return is_alike and (row.size > clearly or not are_larger)

    def is_below_sections(self, row: Row) -> bool:
        """Say whether a row is set clearly smaller than the document's section headings."""
        return self.is_styled and row.size * _CLEARLY_LARGER < self.least_chief

    def is_tight(self, row: Row) -> bool:
        """Say whether a row follows the one above at the distance of lines in a paragraph."""
        return row.gap is not None and row.gap <= self.pitch * PITCH_TOLERANCE

    def is_full(self, above: Row, below: Row, right: float | None = None) -> bool:
        """Say whether the line above had no room for the first word of the line below."""
        if above.line is None or below.line is None:
            return False
        room = (self.right if right is None else right) - above.line.x1
        return room < below.line.first_width + _SPACE * above.size


def _looks(lines: list[Row]) -> tuple[Counter[str], Counter[float], set[tuple[float, bool]]]:
    """Count the characters in each font and in each size; also give all styles."""
    characters: Counter[tuple[str, float, bool]] = Counter()
    dots: Counter[tuple[str, float, bool]] = Counter()
    for row in lines:
        if line := row.line:
            look = (line.font, line.size, line.is_all_bold)
            characters[look] += len(row.text)
            dots[look] += row.text.count(".")
    fonts: Counter[str] = Counter()
    sizes: Counter[float] = Counter()
    for look, count in characters.items():
        fonts[look[0]] += count
        # Leaders of a contents list must not outweigh a short text.
        sizes[round(look[1], 1)] += count - dots[look]
    return fonts, sizes, {(round(size, 1), is_bold) for _, size, is_bold in characters}


def _pitch(body: list[Row], right: float) -> float:
    """Measure the usual distance of lines, where one goes on with the one above it.

    That is sure where the line above is full and a sentence goes on in small letters. Of the distances that
    are common there the largest counts, for lists may be set closer than prose. Where nothing is sure, a
    paragraph may have ended with a full line, and the smallest counts.
    """
    sure: Counter[float] = Counter()
    below_full: Counter[float] = Counter()
    below_any: Counter[float] = Counter()
    for above, row in pairwise(body):
        if row.gap is None or not 0.8 < row.gap <= 1.75 or above.line is None or row.line is None:
            continue
        gap = round(row.gap * 20) / 20
        below_any[gap] += 1
        if right - above.line.x1 < row.line.first_width:
            below_full[gap] += 1
            if row.text[0].islower() and not above.text.endswith((".", ":", ";", ",")):
                sure[gap] += 1
    if sure:
        return max(_common(sure))
    common = _common(below_full)
    if below_full.total() < _SURE:
        common += [gap for gap, count in below_any.items() if count > 1]
    return min(common, default=_SINGLE_SPACED)


def _common(gaps: Counter[float]) -> list[float]:
    """Give the distances that are no chance: nearly as often as the commonest."""
    most = max(gaps.values(), default=0)
    return [gap for gap, count in gaps.items() if count >= _COMMON * most]


def _inner_words(lines: list[Row]) -> frozenset[str]:
    """Collect the words that no line end cuts: proof of how a word is spelled."""
    # What stands between blanks comes again and again, and is searched for words once.
    between: set[str] = set()
    found: set[str] = set()
    was_cut = False
    for row in lines:
        is_cut = row.text.endswith(("-", "\u00ad"))
        if is_cut or was_cut:
            words = _WORD.findall(row.text.lower())
            found.update(words[int(was_cut) : len(words) - is_cut])
        else:
            between.update(row.text.lower().split())
        was_cut = is_cut
    found.update(_WORD.findall(" ".join(between)))
    return frozenset(found)


def _hyphenates(body: list[Row], typography: Typography) -> bool | None:
    """Tell a producer that breaks words from one that breaks only after a hyphen that is written anyway.

    Each line end that cuts a word speaks for it; each long word that moved down whole although half of
    it had room speaks against it.
    """
    cut = moved = 0
    for above, below in pairwise(body):
        if above.line is None or below.line is None or not typography.is_tight(below):
            continue
        last, first = above.text[-3:], below.text.partition(" ")[0]
        if last.endswith("\u00ad"):
            return True
        if _CUT_WORD.fullmatch(last) and first[:1].islower():
            cut += 1
        elif len(first) >= _LONG and _LONG_WORD.fullmatch(first):
            room = typography.right - above.line.x1
            if typography.is_full(above, below) and room > 0.6 * below.line.first_width:
                moved += 1
    if cut > moved:
        return True
    return False if moved >= _SURE and 3 * cut <= moved else None
