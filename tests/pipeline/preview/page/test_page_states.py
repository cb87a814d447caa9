"""The page: problems, captions, copying, saving, and a server that goes and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.pipeline.preview.browser import beat, places, scrub, until, wait_for_frame
from tests.pipeline.preview.conftest import OpenPage
from tests.pipeline.preview.page.fake_server import FakeServer

pytestmark = pytest.mark.xdist_group("browser")
PROBLEM = {
    "title": "NameError",
    "message": "name '<i>foo</i>' is not defined",
    "file": "scenes/slicing.py",
    "line": 115,
    "beat": "cut",
    "details": "Traceback (most recent call last):\n  ...\n" + "  a line\n" * 60,
}


def test_a_problem_lies_over_the_last_picture_until_it_is_mended(
    page: Page, server: FakeServer
) -> None:
    scrub(page, 70)
    wait_for_frame(page, 70)
    before = places(page, "#screen", "#position", "#notes", "#form")
    server.push({"problem": PROBLEM})
    panel = page.locator("#problem")
    expect(panel).to_be_visible()
    expect(page.locator("#problem-title")).to_have_text("NameError")
    expect(page.locator("#problem-message")).to_have_text("name '<i>foo</i>' is not defined")
    expect(page.locator("#problem-place")).to_have_text("scenes/slicing.py, line 115 · beat cut")
    expect(page.locator("#picture")).to_have_attribute("data-frame", "70")
    page.click("summary")
    expect(page.locator("#problem-details")).to_be_visible()
    assert places(page, "#screen", "#position", "#notes", "#form") == before
    server.push({"problem": None})
    server.push_frame(72)
    wait_for_frame(page, 72)
    expect(panel).to_be_hidden()


def test_captions_leave_the_place_to_a_problem(page: Page, server: FakeServer) -> None:
    page.click("#captions")
    expect(page.locator("#caption")).to_be_visible()
    server.push({"problem": PROBLEM})
    expect(page.locator("#caption")).to_be_hidden()
    server.push({"problem": None})
    expect(page.locator("#caption")).to_be_visible()


def test_a_problem_may_know_little(page: Page, server: FakeServer) -> None:
    nothing = dict.fromkeys(("file", "line", "beat", "details"))
    server.push({"problem": {"title": "No part", "message": "the file is empty", **nothing}})
    expect(page.locator("#problem-message")).to_have_text("the file is empty")
    expect(page.locator("#problem-place")).to_have_text("")
    expect(page.locator("#problem-more")).to_be_hidden()


def test_a_broken_lecture_file_is_named_and_what_was_there_stays(
    page: Page, server: FakeServer
) -> None:
    page.fill("#field-function", "x*y")
    expect(page.locator("#command-clip")).to_contain_text("x*y")
    opened = len(server.asked("open"))
    server.push({**server.parts, "parts": [], "faults": ["lecture.toml: line 3: unknown key 'a'"]})
    expect(page.locator("#status")).to_have_text("lecture.toml: line 3: unknown key 'a'")
    assert page.locator("#part-list button").count() == 3
    server.push(server.parts)
    expect(page.locator("#status")).to_have_text("")
    assert page.locator("#field-function").input_value() == "x*y"
    assert len(server.asked("open")) == opened


def test_captions_are_drawn_over_the_picture(page: Page) -> None:
    caption = page.locator("#caption")
    expect(caption).to_be_hidden()
    beat(page, "Nudge and see").click()
    page.click("#captions")
    expect(caption).to_have_text("A nudge of x moves the value by -2 times as much.")
    expect(page.locator("#captions")).to_have_attribute("aria-pressed", "true")
    page.select_option("#language", "ko")
    expect(caption).to_have_text("x를 조금 움직여 봅니다.")
    page.locator("#language").blur()
    page.keyboard.press("c")
    expect(caption).to_be_hidden()


def test_a_beat_is_told_to_a_screen_reader(page: Page) -> None:
    beat(page, "Lay flat").click()
    said = page.locator("#spoken")
    expect(said).to_have_text("Lay flat. The curve is laid flat.")
    assert said.get_attribute("role") == "status"


def test_the_notes_show_formulas_and_checked_numbers(page: Page) -> None:
    beat(page, "Cut").click()
    notes = page.locator("#notes article.current")
    expect(notes.locator("li")).to_have_text(["f(x, y) = x^2 y + sin(y)", "f(x, 1) = x^2 + sin(1)"])
    expect(notes.locator("tbody tr").first).to_have_text("f(-1, 1)≈ 1.8411 + sin(1)")
    expect(notes.locator("tbody tr").last).to_have_text("∂f/∂x(-1, 1)= −2")


def test_numbers_stand_right_under_the_formulas(page: Page) -> None:
    beat(page, "Cut").click()
    said, formulas, numbers = (f"#notes article.current {each}" for each in ("p", "ul", "table"))
    place = places(page, said, formulas, numbers)
    assert place[formulas][1] == place[said][1]
    assert place[numbers][0] == place[formulas][0]
    assert 0 <= place[numbers][1] - place[formulas][1] - place[formulas][3] < 20


def test_nothing_moves_from_beat_to_beat(page: Page) -> None:
    before = places(page, "#screen", "#play", "#notes", "#form", "#commands", "#captions")
    for title in ("Cut", "Lay flat", "Nudge and see"):
        beat(page, title).click()
        expect(page.locator("#notes article.current h3")).to_have_text(title)
        assert places(page, *before) == before


def test_commands_are_copied(open_page: OpenPage) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    beat(page, "Cut").click()
    line = "render.py render slicing --quality low --lang en"
    for name, command in (("clip", line), ("beat", f"{line} --beat cut")):
        page.click(f"#copy-{name}")
        expect(page.locator("#status")).to_have_text("Copied")
        until(page, f"navigator.clipboard.readText().then((text) => text === {command!r})")


def test_where_copying_is_refused_the_command_is_selected(page: Page) -> None:
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(Error('no')); }")
    page.click("#copy-clip")
    expect(page.locator("#status")).to_contain_text("press Ctrl+C")
    selected = page.evaluate("getSelection().toString()")
    assert selected == "render.py render slicing --quality low --lang en"


def test_a_still_is_saved_as_a_file(page: Page, server: FakeServer, tmp_path: Path) -> None:
    beat(page, "Cut").click()
    wait_for_frame(page, 60)
    with page.expect_download() as download:
        page.click("#save-still")
    assert download.value.suggested_filename == "slicing.cut.png"
    download.value.save_as(tmp_path / "still.png")
    assert (tmp_path / "still.png").read_bytes().startswith(b"\x89PNG")
    expect(page.locator("#status")).to_have_text("Saved slicing.cut.png")
    server.push({"still_failed": "the disk is full"})
    expect(page.locator("#status")).to_have_text("the disk is full")


def test_busy_is_shown_once_it_lasts(page: Page, server: FakeServer) -> None:
    server.push({"busy": True})
    expect(page.locator("#screen")).to_have_attribute("aria-busy", "true")
    server.push({"busy": False})
    expect(page.locator("#screen")).to_have_attribute("aria-busy", "false")


def test_a_server_that_comes_back_is_told_what_was_open(
    page: Page, server: FakeServer, complaints: list[str]
) -> None:
    page.fill("#field-function", "x*y")
    expect(page.locator("#command-clip")).to_contain_text("x*y")
    scrub(page, 75)
    wait_for_frame(page, 75)
    server.stop()
    expect(page.locator("#status")).to_have_text("The preview has ended; start it again")
    expect(page.locator("#picture")).to_have_attribute("data-frame", "75")
    scrub(page, 90)
    server.received.clear()
    server.start()
    expect(page.locator("#status")).to_have_text("")
    wait_for_frame(page, 90)
    assert server.received[0]["parameters"] == {"function": "x*y"}
    assert server.received[0]["at"] == {"beat": "cut", "seconds": 2}
    assert all("WebSocket connection" in complaint for complaint in complaints)
    complaints.clear()
