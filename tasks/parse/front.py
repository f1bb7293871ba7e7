"""What stands between an item's heading and its text: numbers, labels, marks of open and closed."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.page import RuledTable
from tasks.parse.layout import MARKS_HOLD, Label, is_closed_mark, is_mark, item_labels, split_markers
from tasks.parse.numbers import BARE_NUMBER
from tasks.parse.rows import Row
from vocabulary.bodies import is_body
from vocabulary.cpr import MASK

# What stands between a mark and a label on one line, `Åbent punkt | Sagsnr. 1-00-17-24`.
_DIVIDERS = frozenset("|·•–-")


@dataclass(frozen=True, slots=True)
class Front:
    """The labels of a line or a box, and whether a mark beside them says that the item is closed."""

    labels: list[Label]
    is_closed: bool = False


def is_front(row: Row) -> bool:
    """Say whether a line holds numbers, labels and marks, and nothing else."""
    is_number = BARE_NUMBER.fullmatch(row.text) is not None or row.text == MASK
    return is_number or is_mark(row.text) or labels_of(row) is not None


def labels_of(row: Row) -> Front | None:
    """Read a line of labels and values, a mark and the name of the body beside them or not."""
    if labels := item_labels(row.text):
        return Front(labels)
    lowered = row.text.lower()
    if not any(part in lowered for part in MARKS_HOLD):
        return None
    columns = [" ".join(word.text for word in column) for column in row.columns()] if row.line else []
    marks = [text for text in columns if is_mark(text)]
    rest = [text for text in columns if text not in marks and not is_body(text)]
    found = [item_labels(text) for text in rest]
    if len(rest) == len(columns) or not found or not all(found):
        return _labels_and_mark(row.text)
    return Front([label for some in found for label in some or ()], any(map(is_closed_mark, marks)))


def _labels_and_mark(text: str) -> Front | None:
    """Read labels, or a number alone, with a mark before or behind them: `Åben sag  Sagsnr. 18/11034`."""
    words = [word for word in text.split() if word not in _DIVIDERS]
    for count in (1, 2):
        for mark, rest in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            if is_mark(" ".join(mark)) and (labels := _labels_and_body(rest)):
                return Front(labels, split_markers(" ".join(mark))[1])
    return None


def _labels_and_body(words: list[str]) -> list[Label] | None:
    """Read labels, or a number alone, and perhaps the name of the body behind: `Sagsnr. 301144 Byrådet`."""
    if number := BARE_NUMBER.fullmatch(" ".join(words)):
        return [Label("case_number", "", number["number"])]
    for count in (len(words), *range(2, len(words))):
        labels = item_labels(" ".join(words[:count]))
        if labels and (count == len(words) or is_body(" ".join(words[count:]))):
            return labels
    return None


def labels_in(table: RuledTable) -> Front | None:
    """Read a ruled box of labels and values, beside each other or in one cell; None where it holds more.

    A cell may say whether the item is open or closed.
    """
    found: list[Label] = []
    is_closed = False
    for row in table.rows:
        texts = [text for cell in row if (text := " ".join((cell or "").split()))]
        while texts:
            if is_mark(texts[0]):
                is_closed |= is_closed_mark(texts[0])
                texts = texts[1:]
                continue
            labels, taken = item_labels(texts[0]), 1
            if len(texts) > 1 and not (labels and labels[-1].value):
                labels, taken = item_labels(f"{texts[0].rstrip(' :')}: {texts[1]}"), 2
            if not labels:
                return None
            found += labels
            texts = texts[taken:]
    return Front(found, is_closed) if found else None
