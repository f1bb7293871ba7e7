import json

from flows.lines import Lines
from schemas.settings import LogFormat


def test_a_line_is_one_line_and_quotes_no_cpr_number(capsys):
    Lines().say("left alone: inbox/010203-1234 brev\nto.pdf: gone")
    assert capsys.readouterr().err == "left alone: inbox/******-**** brev to.pdf: gone\n"


def test_a_structured_line_has_time_level_and_message(capsys):
    lines = Lines(LogFormat.JSON)
    lines.say("warning: the Prefect API does not answer")
    lines.expect(2)
    first, second = map(json.loads, capsys.readouterr().err.splitlines())
    assert list(first) == ["time", "level", "message"]
    assert (first["level"], first["message"]) == ("warning", "the Prefect API does not answer")
    assert (second["level"], second["message"]) == ("info", "2 files wait.")


def test_a_long_pass_says_how_fast_it_is_and_how_long_it_will_take(capsys):
    lines = Lines()
    lines.expect(150)
    for _ in range(150):
        lines.advance()
    _, line = capsys.readouterr().err.splitlines()
    assert line.startswith("100 of 150 files read, ")
    assert line.endswith(" left.")
