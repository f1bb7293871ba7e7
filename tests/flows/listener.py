"""Who listens to a run in a test."""


class Heard:
    """A listener that remembers."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.files = self.done = 0

    def expect(self, files: int) -> None:
        self.files += files

    def advance(self, files: int = 1) -> None:
        self.done += files

    def say(self, line: str) -> None:
        self.lines.append(line)
