"""Case, journal and document numbers of the systems that print them."""

from __future__ import annotations

import re

CASE_NUMBER = (
    r"(?:\d{2}-\d{5,7}[A-Z]?|\d{3}-\d{4}-\d{1,7}|[A-Z]{2,5}-\d{4}-\d{3,8}|\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d{1,5}-\d{2}"
    r"|\d{2}/\d{3,7}|\d{5,6}-(?:19|20)\d{2}(?!\d)|(?:19|20)\d{2}[-/](?!(?:19|20)\d\d(?!\d))\d{3,8}"
    r"|[A-Z]\d{2}-\d{4,8}|\d{2}\.\d{2}\.\d{2}-?[A-ZÆØÅ]\d{2}-\d{2,5}"
    r"|\d-\d{2}-\d{1,3}(?:-\d{1,4})?-\d{2})"
)
"""`21-046857K`, `326-2020-75842`, `EMN-2023-009832`, `85.02.02-G01-5-17`, `12/27845`, `2011-29298`, and
`00.01.00P35-0013` (KLE with a serial), `034410-2011` and `1-31-72-131-21` (regions); `2016-2019`
are years."""

BARE_NUMBER = re.compile(rf"\(?(?P<number>{CASE_NUMBER})\)?")
"""A case number on a line of its own."""

NUMBER_AT_END = re.compile(rf"\s+\((?P<number>{CASE_NUMBER})\)$")
"""A case number behind a title, `Cykelsti på Englandsvej (2019-0301122)`."""

DOCUMENT_NUMBER = re.compile(
    r"(?<![\w-])(?:\d{3}-\d{4}-\d{3,8}|[A-Z]{2,5}-\d{4}-\d{3,8}(?:-\d{1,4})?|(?:19|20)\d{2}-(?!(?:19|20)\d\d(?!\d))\d{4,8}|\d{4,7}[-/]\d{2}|\d{2}/\d{3,7}(?:-\d{1,4})?|\d{1,2}(?:-\d{1,4}){4,6})(?![\w-])"
)
CUT_NUMBER = re.compile(r"(?<![\w-])(?:\d{3}-\d{4}-|\d{3}-|(?:19|20)\d{2}-)$")
"""A document number that a line break cut after a hyphen."""
