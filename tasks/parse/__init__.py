"""From pages to minutes."""

from tasks.parse.minutes import PARSER_VERSION, parse

__all__ = ["PARSER_VERSION", "parse"]
