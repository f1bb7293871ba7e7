"""The pages in a real browser, opened from disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.report.pages import KINDS

PHONE = {"width": 360, "height": 780}
DESK = {"width": 1200, "height": 900}


class Visit:
    """A tab, what it complained of, and what it asked for."""

    def __init__(self, browser, settings, viewport, scheme) -> None:
        self.context = browser.new_context(viewport=viewport, color_scheme=scheme)
        self.tab = self.context.new_page()
        self.root = settings.report.resolve().as_uri()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.tab.on("console", lambda message: self.complaints.append(message.text))
        self.tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.tab.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.tab.on("request", lambda request: self.requests.append(request.url))

    def open(self, address: str):
        """Open a page and wait until it is whole, with what a search for it finds."""
        self.tab.goto(f"{self.root}/{address}")
        if "?q=" in address:
            self.tab.wait_for_selector("#fund li")
        return self.tab


@pytest.fixture
def visit(home, chromium) -> Iterator:
    visits = []

    def begin(viewport=DESK, scheme="light") -> Visit:
        visits.append(Visit(chromium, home, viewport, scheme))
        return visits[-1]

    yield begin
    for one in visits:
        one.context.close()


def test_no_page_complains_or_asks_for_anything_outside_its_folder(visit):
    one = visit()
    for address in KINDS.values():
        one.open(address)
    assert one.complaints == []
    assert one.requests
    assert all(url.startswith(f"{one.root}/") for url in one.requests)


def test_no_page_is_wider_than_a_phone(visit):
    one = visit(PHONE)
    for name, address in KINDS.items():
        tab = one.open(address)
        assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], name


def test_axe_finds_nothing_serious(visit):
    one = visit()
    for name in KINDS.keys() - {"hostile", "closed items"}:  # meetings like the first
        assert not serious(unfolded(one, KINDS[name])), name


def test_axe_finds_enough_contrast_in_the_dark(visit):
    one = visit(scheme="dark")
    for name in ("overview", "meeting", "standing item", "case", "search"):
        assert not serious(unfolded(one, KINDS[name]), "color-contrast"), name


def unfolded(one: Visit, address: str):
    tab = one.open(address)
    tab.evaluate("document.querySelectorAll('details').forEach((fold) => fold.open = true)")
    return tab


def serious(tab, *rules: str) -> list[object]:
    """Give what axe finds serious, by these rules or by all."""
    from axe_playwright_python.sync_playwright import Axe

    # axe runs inside the page, whose policy forbids strangers: the driver puts it there.
    found = Axe().run(tab, options={"runOnly": list(rules)} if rules else None).response["violations"]
    return [
        (rule["id"], [node["html"][:200] for node in rule["nodes"]][:3])
        for rule in found
        if rule["impact"] in ("serious", "critical")
    ]


def test_headings_stand_in_order(visit):
    one = visit()
    for name, address in KINDS.items():
        levels = one.open(address).eval_on_selector_all(
            "h1, h2, h3, h4", "all => all.map((h) => Number(h.tagName[1]))"
        )
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), name


def test_dark_is_dark_and_light_is_light(visit):
    shades = {}
    for scheme in ("light", "dark"):
        tab = visit(scheme=scheme).open("index.html")
        colour = tab.evaluate("getComputedStyle(document.body).backgroundColor")
        shades[scheme] = sum(map(int, colour.removeprefix("rgb(").removesuffix(")").split(",")))
    assert shades["light"] > 600
    assert shades["dark"] < 150


@pytest.mark.parametrize(
    ("query", "item"),
    [
        ("sygefravær halvår 2022", "Sygefravær i 1. halvår 2022"),  # words of a title
        ("22-031763K", "Sygefravær i 1. halvår 2022"),  # a case number
        ("22-031763k sygefra", "Sygefravær i 1. halvår 2022"),  # the beginning of a word
        ("sygefravaer", "Sygefravær"),  # a word spelled almost right
    ],
)
def test_search_finds_titles_and_case_numbers(visit, query, item):
    tab = visit().open("search.html")
    tab.fill("#q", query)
    tab.wait_for_selector("#fund li")
    assert item in tab.inner_text("#fund li:first-child a")


def test_search_finds_words_of_a_decision(visit, home):
    import duckdb

    with duckdb.connect(str(home.published), read_only=True) as connection:
        ((text, title),) = connection.execute(
            "SELECT d.text, i.title FROM decisions d JOIN agenda_items i USING (item_id) "
            "WHERE length(d.text) BETWEEN 60 AND 130 ORDER BY length(d.text) DESC, d.item_id LIMIT 1"
        ).fetchall()
    one = visit()
    tab = one.open("search.html")
    tab.fill("#q", text)
    tab.press("#q", "Enter")
    tab.wait_for_selector("#fund li")
    assert title in tab.inner_text("#fund")
    assert one.complaints == []


def test_a_hit_leads_to_its_item_and_search_can_be_narrowed(visit):
    tab = visit().open("search.html?q=dagsordenen")
    tab.wait_for_selector("#fund li")
    everywhere = tab.locator("#fund li").count()
    tab.select_option("#organ", "Økonomiudvalget")
    expect(tab.locator("#status")).to_have_text(re.compile(rf"^(?!{everywhere} )\d+ fund i"))
    assert all("Økonomiudvalget" in text for text in tab.locator("#fund li .quiet").all_inner_texts())
    tab.click("#fund li:first-child a")
    tab.wait_for_load_state()
    assert "#punkt-" in tab.url
    assert tab.evaluate("document.querySelector(':target').tagName") == "ARTICLE"


def test_search_begins_at_any_page_and_says_when_nothing_is_found(visit):
    tab = visit().open(KINDS["case"])
    tab.fill("#soeg", "xyzzyx")
    tab.press("#soeg", "Enter")
    tab.wait_for_url("**/search.html?q=xyzzyx")
    expect(tab.locator("#status")).to_have_text(re.compile(r"^Intet fundet i \d+ punkter\.$"))


def test_search_goes_back_year_by_year_at_a_click_until_all_is_searched(visit, home):
    years = re.findall(r'"year":(\d+)', (home.report / "search/parts.js").read_text(encoding="utf-8"))
    assert len(years) >= 3
    tab = visit().open("search.html")
    everything = found_by(tab, "dagsordenen")
    # One part at a time, as where each holds very many items.
    one = visit()
    one.tab.route("**/search.js", lambda route: route.fulfill(body=of_few_items(home)))
    tab = one.open("search.html")
    older = tab.get_by_role("button", name="Søg længere tilbage")
    found = found_by(tab, "dagsordenen")
    for year in years[1:]:
        expect(tab.locator("#status")).to_have_text(re.compile(rf", tilbage til {year}\.$"))
        older.press("Enter")
    expect(older).to_be_hidden()
    expect(tab.locator("#status")).to_have_text(everything)
    assert found != everything
    assert one.complaints == []


def found_by(tab, query: str) -> str:
    """Give what the page says of its first search."""
    tab.fill("#q", query)
    expect(tab.locator("#status")).to_have_text(re.compile(r"^(\d+ fund|Intet fundet) i .*\.$"))
    return tab.inner_text("#status")


def of_few_items(home) -> str:
    """Give the page's own script, told to search one part at a time."""
    script = (home.report / "static/search.js").read_text(encoding="utf-8")
    assert "const ITEMS_AT_ONCE = 60000;" in script
    return script.replace("const ITEMS_AT_ONCE = 60000;", "const ITEMS_AT_ONCE = 1;")


def test_a_title_with_script_in_it_is_text_on_the_search_page_too(visit):
    one = visit()
    tab = one.open("search.html?q=taken")
    tab.wait_for_selector("#fund li")
    assert "<script>document.title" in tab.inner_text("#fund li:first-child a")
    assert tab.title() == "Søg"
    assert one.complaints == []


def test_sections_fold_by_keyboard(visit):
    tab = visit().open(KINDS["meeting"])
    first = tab.locator("article details").first
    assert not first.evaluate("fold => fold.open")
    first.locator("summary").focus()
    tab.keyboard.press("Enter")
    assert first.evaluate("fold => fold.open")
    tab.keyboard.press("Space")
    assert not first.evaluate("fold => fold.open")


def test_all_sections_unfold_at_once_and_fold_again(visit):
    tab = visit().open(KINDS["meeting"])
    button = tab.get_by_role("button", name="Fold alt ud")
    button.focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("[...document.querySelectorAll('main details')].every((fold) => fold.open)")
    tab.get_by_role("button", name="Fold alt sammen").click()
    assert not tab.evaluate("[...document.querySelectorAll('main details')].some((fold) => fold.open)")


def test_print_leaves_out_what_is_for_the_screen_and_shows_what_is_folded(visit):
    tab = visit().open(KINDS["meeting"])
    tab.emulate_media(media="print")
    assert not tab.is_visible("header.site")
    assert not tab.is_visible(".crumbs")
    assert tab.evaluate(
        "[...document.querySelectorAll('article details .text')]"
        ".every((text) => text.getClientRects().length > 0)"
    )
    assert len(tab.pdf()) > 10_000


def test_without_scripts_everything_but_search_works(home, chromium):
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{home.report.resolve().as_uri()}/{KINDS['meeting']}")
    assert not tab.is_visible("text=Fold alt ud")
    tab.locator("article summary").first.click()
    assert tab.locator("article details .text").first.is_visible()
    tab.goto(f"{home.report.resolve().as_uri()}/search.html")
    assert "JavaScript" in tab.inner_text("noscript")
    context.close()
