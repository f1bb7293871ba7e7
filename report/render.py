"""Pages from templates. All that the warehouse says is escaped."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from report import addresses, danish, text


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    for module in (addresses, danish):
        names = {name: value for name, value in vars(module).items() if not name.startswith("_")}
        environment.globals |= names
    environment.globals |= {
        "words": danish.words(),
        "paragraphs": text.as_paragraphs,
        "shortened": text.on_one_line,
        "is_same": text.is_same,
    }
    return environment


def render(template: str, address: str, context: dict[str, Any]) -> str:
    """Make the page that is to stand at an address."""
    page = _environment().get_template(f"{template}.html")
    return page.render(context | {"root": addresses.root(address), "here": address})
