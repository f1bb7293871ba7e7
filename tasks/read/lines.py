"""Lines: what stands on one baseline, put together from runs of characters.

Both PDF readers give `Run`s and get `Line`s from here, so that they cannot differ in anything but
what they read off the page.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import compress, count, groupby, pairwise, repeat
from operator import attrgetter, itemgetter, lt, mul, ne, sub
from typing import Any, NamedTuple

from schemas.page import ASCENT, DESCENT, Line, Word
from tasks.read.characters import clean, is_plain, without_end_hyphen

# Baselines closer than this (points) are one line: producers round differently from font to font.
BASELINE_TOLERANCE = 2.0
# A gap of this share of the size parts two words. The narrowest space that a justified line shrinks
# to is 0.22 of the size; the widest kerning is 0.1.
WORD_GAP = 0.19
# A raised or lowered run (superscript, footnote mark) is smaller than its neighbour by this factor
# and stands no farther from its baseline than these shares of the neighbour's size.
_SMALLER = 0.85
_RAISED = 0.6
_LOWERED = 0.55
# Shares of the size: a raised run belongs to a line that it stands this close to, and to a word that it
# stands even closer to. Runs that touch are one word, whatever stood between them in the file:
# browsers write a space of no width for a soft hyphen, and a letter from another font comes later.
_BESIDE = 0.35
_GLUED = 0.15
TOUCHING = 0.06

_SOFT_HYPHEN = "\u00ad"
_Span = tuple[float, int, int]  # a baseline, and the runs on it: from one to before another
_BOLD_NAMES = ("bold", "black", "heavy", "demi", "fett", "extrabd")


class Run(NamedTuple):
    """Characters without white space as a reader met them, not yet cleaned; `size` in hundredths.

    `start`, `end` and `baseline` are points in a frame that is turned by `angle` degrees
    (counter-clockwise; 0 for ordinary text) around the page's upper left corner, so that the text
    runs to the right in it and the next line lies at a greater baseline.
    """

    text: str
    font: str
    size: float
    bold: bool
    start: float
    end: float
    baseline: float
    angle: int = 0


class Columns(NamedTuple):
    """Runs column by column, all of one length: a page of hundreds goes so at half the price."""

    texts: Sequence[str]
    fonts: Sequence[str]
    sizes: Sequence[float]
    bolds: Sequence[bool]
    starts: Sequence[float]
    ends: Sequence[float]
    baselines: Sequence[float]
    angles: Sequence[int]

    @classmethod
    def of(cls, runs: Sequence[Run]) -> Columns:
        """Take runs apart."""
        return cls._make(zip(*runs, strict=True) if runs else [()] * len(cls._fields))

    def runs(self) -> list[Run]:
        """Give the runs one by one."""
        # A named tuple's own constructor takes twice as long.
        return list(map(tuple.__new__, repeat(Run), zip(*self, strict=True)))

    def part(self, first: int, after: int) -> Columns:
        """Give the runs from one to before another."""
        return Columns._make([column[first:after] for column in self])


class Shape(NamedTuple):
    """The box of a small drawn shape, in page coordinates."""

    x0: float
    top: float
    x1: float
    bottom: float


@lru_cache(maxsize=4096)
def font_name(raw: str) -> tuple[str, bool]:
    """Give a font's name without its subset prefix, and whether the name says bold."""
    name = raw.partition("+")[2] if raw[6:7] == "+" and raw[:6].isupper() else raw
    folded = name.lower()
    return name, any(part in folded for part in _BOLD_NAMES)


def lines_of(runs: Iterable[Run], shapes: Sequence[Shape] = ()) -> tuple[Line, ...]:
    """Put runs together to lines, from top to bottom, and mark those with a drawn bullet."""
    return _sorted([line for cluster in _clusters(runs) if (line := _line(cluster))], shapes)


def lines_of_columns(columns: Columns, shapes: Sequence[Shape] = ()) -> tuple[Line, ...]:
    """Do as `lines_of` does; what holds for all lines of a page is asked once."""
    if not columns.texts:
        return ()
    if any(columns.angles):
        return lines_of(columns.runs(), shapes)
    baselines = columns.baselines
    changes = compress(count(1), map(ne, baselines, baselines[1:]))
    spans = sorted(
        (baselines[first], first, after) for first, after in pairwise([0, *changes, len(baselines)])
    )
    # Runs that stand before the one before them, or close behind it, want a closer look.
    gaps = map(sub, columns.starts[1:], columns.ends)
    close = set(compress(count(), map(lt, gaps, map(mul, repeat(_GLUED), columns.sizes))))
    places = array("f", columns.starts).tobytes(), array("f", columns.ends).tobytes()
    lines: list[Line | None] = []
    # No run that is so far from a line belongs to it, whatever the sizes of the two.
    for near in _apart(spans, max(BASELINE_TOLERANCE, _RAISED * max(columns.sizes))):
        if len(near) > 1:
            runs = [run for _, first, after in near for run in columns.part(first, after).runs()]
            lines += map(_line, _clusters(runs))
        else:
            _, first, after = near[0]
            is_loose = close.isdisjoint(range(first, after - 1))
            line = _line_of_one_style(columns, first, after, places) if is_loose else None
            lines.append(line or _line(columns.part(first, after).runs()))
    return _sorted([line for line in lines if line], shapes)


def _line_of_one_style(columns: Columns, first: int, after: int, places: tuple[bytes, bytes]) -> Line | None:
    """Make a line of plain runs that stand apart, on one baseline; None where they are of several styles.

    `places` are where all runs start and end, in numbers of four bytes.
    """
    font, size, bold = columns.fonts[first], columns.sizes[first], columns.bolds[first]
    length = after - first
    if (
        columns.sizes[first:after].count(size) != length
        or columns.fonts[first:after].count(font) != length
        or columns.bolds[first:after].count(bold) != length
    ):
        return None
    text = " ".join(columns.texts[first:after])
    if not is_plain(text):
        return None
    extent = columns.starts[first], columns.ends[after - 1]
    packed = b"".join([some[4 * first : 4 * after] for some in places])
    return Line.of_places(text, (font, size, bold), columns.baselines[first], packed, extent)


def _apart(spans: list[_Span], far: float) -> Iterator[list[_Span]]:
    """Group spans, sorted by baseline, where the next is farther than `far` from the last."""
    group = spans[:1]
    for span in spans[1:]:
        if span[0] - group[-1][0] > far:
            yield group
            group = []
        group.append(span)
    yield group


def _sorted(lines: list[Line], shapes: Sequence[Shape]) -> tuple[Line, ...]:
    lines.sort(key=attrgetter("baseline", "x0"))
    return tuple(_with_bullets(lines, shapes) if shapes else lines)


def _clusters(runs: Iterable[Run]) -> list[list[Run]]:
    """Group runs by direction and baseline; raised and lowered ones join the line they touch."""
    by_angle: dict[int, list[list[Run]]] = {}
    # Readers go along the lines, so that most runs stand where the one before them stood.
    for (_, angle), standing in groupby(runs, key=_line_of):
        by_angle.setdefault(angle, []).append(list(standing))
    result: list[list[Run]] = []
    for stretches in by_angle.values():
        stretches.sort(key=_first_baseline)
        clusters: list[list[Run]] = []
        lowest = highest = -math.inf
        for stretch in stretches:
            baseline = stretch[0].baseline
            if baseline - lowest <= BASELINE_TOLERANCE and baseline - highest <= 2 * BASELINE_TOLERANCE:
                clusters[-1] += stretch
            else:
                clusters.append(stretch)
                highest = baseline
            lowest = baseline
        result.extend(_join_raised(clusters))
    return result


_line_of = itemgetter(Run._fields.index("baseline"), Run._fields.index("angle"))


def _first_baseline(runs: list[Run]) -> float:
    return runs[0].baseline


def _join_raised(clusters: list[list[Run]]) -> list[list[Run]]:
    """Move superscripts and subscripts into the line that they touch."""
    sizes = [max(map(_size, cluster)) for cluster in clusters]
    baselines = [cluster[0].baseline for cluster in clusters]
    around = zip(pairwise(baselines), pairwise(sizes), strict=True)
    if not any(
        low - high <= max(_LOWERED * of_high, _RAISED * of_low) for (high, low), (of_high, of_low) in around
    ):
        return clusters
    for index in range(len(clusters)):
        for near in (index + 1, index - 1):
            if 0 <= near < len(clusters) and clusters[near] and clusters[index]:
                distance = clusters[near][0].baseline - clusters[index][0].baseline
                if -_LOWERED * sizes[near] <= distance <= _RAISED * sizes[near]:
                    clusters[index] = _without_raised(clusters[index], clusters[near], sizes[near])
    return [cluster for cluster in clusters if cluster]


def _without_raised(cluster: list[Run], host: list[Run], size: float) -> list[Run]:
    """Give a cluster without the runs that are raised or lowered parts of a line; the line gets them."""
    staying: list[Run] = []
    for run in sorted(cluster, key=_start):
        is_raised = run.size <= _SMALLER * size and any(
            abs(run.start - other.end) <= _BESIDE * size or abs(other.start - run.end) <= _BESIDE * size
            for other in host
        )
        (host if is_raised else staying).append(run)
    return staying


_start = itemgetter(Run._fields.index("start"))
_size = itemgetter(Run._fields.index("size"))
# A named tuple's own constructor takes twice as long.
_new: Callable[..., Any] = tuple.__new__


def _line(cluster: list[Run]) -> Line | None:
    """Make a line of a cluster, its words in reading order; None where nothing of it can be seen."""
    cluster.sort(key=_start)
    columns = Columns.of(cluster)
    if not _is_close(columns):
        return _line_of_words(columns)
    joined = _joined(cluster)
    widest = max(cluster, key=lambda run: run.end - run.start)
    return _line_of_words(Columns.of(joined), None if len(joined) == len(cluster) else widest.baseline)


def _is_close(columns: Columns) -> bool:
    """Say whether a run of a line stands so close to the next that they may be one word."""
    gaps = map(abs, map(sub, columns.starts[1:], columns.ends))
    return min(gaps, default=math.inf) < _GLUED * max(columns.sizes)


def _line_of_words(columns: Columns, joined_on: float | None = None) -> Line | None:
    """Make a line of words in their order; `joined_on` is its baseline where some were put together."""
    raws, fonts, sizes, bolds, starts, ends, baselines, angles = columns
    font, size, bold, baseline, angle = fonts[0], sizes[0], bolds[0], baselines[0], angles[0]
    length = len(sizes)
    is_level = joined_on is None and not angle
    is_level = is_level and sizes.count(size) == baselines.count(baseline) == length
    texts: Sequence[str] = raws
    text = " ".join(raws)
    if not is_plain(text):
        texts = list(map(clean, raws))
        text = " ".join(texts)
    is_spelled = "" not in texts and _SOFT_HYPHEN not in text
    if is_level and is_spelled and fonts.count(font) == bolds.count(bold) == length:
        return Line.of_one_style(text, (font, size, bold), baseline, starts, ends)
    if is_level:
        top, bottom = baseline - ASCENT * size, baseline + DESCENT * size
        words = [
            _new(Word, (text, font, size, bold, start, top, end, bottom))
            for text, font, bold, start, end in zip(texts, fonts, bolds, starts, ends, strict=True)
        ]
    else:
        words = [
            Word(text, run.font, run.size, run.bold, *box_of(run))
            for text, run in zip(texts, columns.runs(), strict=True)
        ]
        if angle:
            baseline = max([word.bottom for word in words])
        elif joined_on is not None:
            baseline = joined_on
        else:
            baseline = max(zip(map(sub, ends, starts), baselines, strict=True), key=itemgetter(0))[1]
    if not is_spelled:
        words = _spelled(words)
    return Line(tuple(words), baseline) if words else None


def _joined(cluster: list[Run]) -> list[Run]:
    """Put the runs of a line together that are parts of one word."""
    joined: list[Run] = []
    last: Run | None = None
    for run in cluster:
        if last is not None and abs(run.start - last.end) < _GLUED * run.size and _is_one_word(last, run):
            last = joined[-1] = last._replace(text=last.text + run.text, end=max(last.end, run.end))
        else:
            last = run
            joined.append(run)
    return joined


def _spelled(words: list[Word]) -> list[Word]:
    """Drop soft hyphens that end no line, and words of which nothing is left."""
    texts = [without_end_hyphen(word.text) for word in words[:-1]] + [words[-1].text]
    return [word._replace(text=text) for text, word in zip(texts, words, strict=True) if text]


def _is_one_word(run: Run, after: Run) -> bool:
    """Say whether two neighbours on a line are parts of one word."""
    gap = abs(after.start - run.end) / (max(run.size, after.size) or 1.0)
    is_raised = abs(run.baseline - after.baseline) > BASELINE_TOLERANCE / 2
    return gap <= (_GLUED if is_raised else TOUCHING)


def box_of(run: Run) -> tuple[float, float, float, float]:
    """Give a run's box on the page: x0, top, x1, bottom."""
    top, bottom = run.baseline - ASCENT * run.size, run.baseline + DESCENT * run.size
    if run.angle == 0:
        return run.start, top, run.end, bottom
    corners = [from_turned(u, v, run.angle) for u in (run.start, run.end) for v in (top, bottom)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def to_turned(x: float, y: float, angle: int) -> tuple[float, float]:
    """Turn a point of the page into the frame of text at an angle: (along the text, across it)."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return x * cos - y * sin, x * sin + y * cos


def from_turned(u: float, v: float, angle: int) -> tuple[float, float]:
    """Turn a point of the frame of text at an angle back into the page."""
    return to_turned(u, v, -angle)


def _with_bullets(lines: list[Line], shapes: Sequence[Shape]) -> Iterable[Line]:
    """Mark each line that a bullet-like shape precedes."""
    for line in lines:
        if any(_is_bullet_of(shape, line) for shape in shapes):
            yield line.with_bullet()
        else:
            yield line


def _is_bullet_of(shape: Shape, line: Line) -> bool:
    """Say whether a shape is about a third of the text's size and stands just left of the line."""
    size = line.first_word.size
    width, height = shape.x1 - shape.x0, shape.bottom - shape.top
    middle = (shape.top + shape.bottom) / 2
    return (
        0.15 * size <= width <= 0.65 * size
        and 0.7 <= height / width <= 1.4
        and 0 <= line.x0 - shape.x1 <= 2.5 * size
        and line.baseline - 0.75 * size <= middle <= line.baseline + 0.05 * size
    )
