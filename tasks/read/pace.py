"""Tell whoever watches the reading that a page begins, so that a page without end can be ended.

A worker process (`tasks.pool`) sets an alarm at each page; nobody else listens.
"""

from __future__ import annotations

from collections.abc import Callable

Listener = Callable[[int | None], None]

_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Call `listener` with each page's number as its reading begins, and with None after the last."""
    _listeners.append(listener)


def page_begins(number: int | None) -> None:
    """Say that a page begins; None that the last one was read."""
    for listener in _listeners:
        listener(number)
