import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cli import main as program
from cli.explain_page import FIELDS, ROLES, page_of
from schemas.minutes import Minutes
from tasks.explain import explain, item_fields, meeting_fields
from tests.flows.homes import MINUTES, REFUSED, files, samples

ONE = MINUTES / "2021-03-15_direktionen.pdf"
TITLE = """<script>alert(1)</script> & "Co'"""
HOSTILE = f"Referat Direktionen d. 31-05-2021\n\nMødested: Rådhuset\n\nPunkt 1: {TITLE}\n"
SHOWN = ["2022-01-17_direktionen.md", "2022-03-08_oekonomiudvalget.pdf", "2023-01-25_kommunalbestyrelsen.pdf"]
VOID = {"meta", "img", "col", "br", "link"}


@pytest.fixture(autouse=True)
def nowhere(tmp_path, monkeypatch):
    """Run in an empty folder."""
    (tmp_path / "cwd").mkdir()
    monkeypatch.chdir(tmp_path / "cwd")
    monkeypatch.delenv("REFERAT_HOME", raising=False)


@pytest.fixture
def referat(monkeypatch, capsys):
    """Call the program; give its exit status and what it printed."""

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["referat", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            program.main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return call


class Page(HTMLParser):
    """Reads a page and fails where a tag is not closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.said += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_rows_fields_and_findings_are_printed_whole_where_nobody_looks_at_a_width(referat):
    status, out, err = referat("explain", ONE)
    lines = out.splitlines()
    assert (status, err) == (0, "")
    assert lines[0].split() == ["page", "item", "role", "rule", "text"]
    assert re.search(r"^1 +title +title +Referat Direktionen", out, re.MULTILINE | re.IGNORECASE)
    assert re.search(r"^  meeting_date +2021-03-15$", out, re.MULTILINE)
    assert re.search(r"^item 7$", out, re.MULTILINE)
    assert lines[-1] == "No findings."
    explanation = explain(ONE)
    assert all(" ".join(row.text.split()) in " ".join(out.split()) for row in explanation.rows)
    assert isinstance(explanation.result, Minutes)
    assert all(
        " ".join(section.text.split()) in " ".join(out.split())
        for item in explanation.result.items
        for section in item.sections
    )


def test_a_terminal_gets_lines_of_its_width(referat, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "70")
    out = referat("explain", ONE)[1]
    assert max(map(len, out.splitlines())) == 70
    assert "…" in out


@pytest.mark.parametrize("name", ["faktura.pdf", "ødelagt.pdf"])
def test_a_file_that_would_be_refused_is_exit_status_1_with_its_remedy(referat, name):
    refusal = explain(REFUSED / name).result
    status, out, _ = referat("explain", REFUSED / name)
    assert status == 1
    assert f"{name} would be refused ({refusal.code}" in out
    assert out.splitlines()[-1] == refusal.remedy


@pytest.mark.parametrize(
    "arguments",
    [("gone.pdf",), (".",), (ONE, "--html", "original.pdf"), (ONE, "--html", "missing/page.html")],
)
def test_a_wrong_call_is_exit_status_2_and_makes_nothing(referat, arguments):
    status, _, err = referat("explain", *arguments)
    assert status == 2
    assert "Traceback" not in err
    assert files(Path()) == []


def test_nothing_is_created_but_the_page(referat):
    assert referat("explain", ONE)[0] == 0
    assert files(Path()) == []
    assert referat("explain", ONE, "--html", "page.html")[0] == 0
    assert files(Path()) == ["page.html"]


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_is_well_formed_and_has_one_picture_a_page(name):
    explanation = explain(MINUTES / name, with_pictures=True)
    page = Page(page_of(explanation))
    pages = sum(page.number is not None for page in explanation.pages)
    pictures = [image["src"] or "" for image in page.all("img")]
    assert len(pictures) == pages
    assert all(source.startswith("data:image/png;base64,") for source in pictures)
    assert len(page.all("rect")) == (len(explanation.rows) if pages else 0)
    named = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(named) == len(set(named))
    links = [link["href"] or "" for link in page.all("a")]
    assert {link.removeprefix("#") for link in links} <= set(named)


def test_a_page_asks_nothing_of_the_network():
    text = re.sub(r"data:image/png;base64,[\w+/=]+", "", page_of(explain(ONE, with_pictures=True)))
    assert not re.search(r"(?:src|href)=\"(?!#|\")|url\(|@import|<script|<link", text)


def test_what_a_document_says_cannot_write_on_the_page(tmp_path):
    path = tmp_path / "<b>referat.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    text = page_of(explain(path))
    page = Page(text)
    assert "<script" not in text
    assert "<b>referat" not in text
    assert TITLE in page.said


def test_a_refused_file_has_a_page_with_its_reason():
    for name in ("faktura.pdf", "ødelagt.pdf"):
        explanation = explain(REFUSED / name, with_pictures=True)
        page = Page(page_of(explanation))
        assert explanation.result.remedy in page.said
        assert len(page.all("img")) == len(explanation.pages)


def test_every_role_and_every_field_has_a_danish_name():
    for name in samples():
        explanation = explain(MINUTES / name)
        assert isinstance(explanation.result, Minutes)
        assert {row.role for row in explanation.rows} <= set(ROLES)
        fields = [meeting_fields(explanation.result), *map(item_fields, explanation.result.items)]
        assert {field.name for part in fields for field in part} <= set(FIELDS)


def test_every_role_that_the_parser_gives_is_known():
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(program.__file__).parents[1].glob("tasks/parse/*.py")
    )
    given = set(re.findall(r"\.take\(\"(\w+)\"", code))
    assert given
    assert given <= set(ROLES)


def test_the_excerpt_in_the_documentation_is_what_is_printed(referat):
    root = Path(program.__file__).parents[1]
    block = re.search(
        r"```console\n\$ referat explain \"(.*?)\"\n(.*?)```",
        (root / "docs" / "explain.md").read_text(encoding="utf-8"),
        re.DOTALL,
    )
    assert block
    printed = iter(referat("explain", root / block[1])[1].splitlines())
    assert [line for line in block[2].splitlines() if line != "…" and line not in printed] == []
