"""The page: for keyboards, screen readers, narrow windows, light and dark, and less motion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.pipeline.preview.browser import beat, until, wait_for_frame
from tests.pipeline.preview.conftest import OpenPage
from tests.pipeline.preview.page.fake_server import FakeServer
from tests.pipeline.preview.page.test_page_states import PROBLEM

pytestmark = pytest.mark.xdist_group("browser")
NARROW: dict[str, Any] = {"width": 320, "height": 640}


def refused(page: Page, server: FakeServer) -> None:
    page.fill("#field-function", "sinx")
    page.fill("#field-at", "_")
    expect(page.locator("#field-function-message")).not_to_be_empty()


def troubled(page: Page, server: FakeServer) -> None:
    server.push({"problem": PROBLEM})
    page.click("summary")


def captioned(page: Page, server: FakeServer) -> None:
    page.select_option("#language", "ko")
    beat(page, "Cut").click()
    page.click("#captions")
    expect(page.locator("#caption")).to_be_visible()


def keys(page: Page, server: FakeServer) -> None:
    page.keyboard.press("?")


def lost(page: Page, server: FakeServer) -> None:
    server.stop()
    expect(page.locator("#status")).not_to_be_empty()


def look(page: Page) -> None:
    """Nothing that axe finds fault with, nothing wider than the window."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def recording(page: Page, server: FakeServer) -> None:
    server.push({**server.parts, "voice": True, "recordings": "takes", "source": "takes.py"})
    expect(page.locator("#source")).to_have_text("takes.py")  # the page has taken it
    page.keyboard.press("r")
    expect(page.locator("#recorder-message")).to_contain_text("microphone")


STATES = (refused, troubled, captioned, keys, lost, recording)


@pytest.mark.parametrize("state", [None, *STATES])
def test_axe_finds_no_violation(
    open_page: OpenPage,
    server: FakeServer,
    complaints: list[str],
    state: Callable[[Page, FakeServer], None] | None,
) -> None:
    page = open_page(color_scheme="dark", width=1600, reduced_motion="reduce")
    if state:
        state(page, server)
    look(page)
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(color_scheme="light")
    look(page)
    complaints.clear() if state is lost else None


def test_the_schemes_differ(open_page: OpenPage) -> None:
    colors = [
        open_page(color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    ]
    assert colors == ["rgb(250, 248, 244)", "rgb(20, 24, 30)"]


def test_less_motion_is_respected(open_page: OpenPage, server: FakeServer) -> None:
    page = open_page(reduced_motion="reduce")
    server.push({"busy": True})
    expect(page.locator("#screen")).to_have_attribute("aria-busy", "true")
    assert page.evaluate("document.getAnimations().length") == 0


def focused(page: Page) -> str:
    """The element in focus: its id or its text; nothing where none is."""
    return page.evaluate(
        """() => {
            const { activeElement: there, body } = document;
            return there === body ? "" : there.id || there.textContent;
        }"""
    )


def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(page: Page) -> None:
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        if (name := focused(page)) == "":  # past the last: the page itself
            break
        seen.append(name)
        ring = "getComputedStyle(document.activeElement).outlineStyle"
        assert page.evaluate(ring) == "solid", name
    order = ["To the picture", "Slicing", "position", "Surface", "previous-beat", "play", "help"]
    order += ["field-function", "field-variable", "language", "quality", "aspect"]
    order += ["theme", "fps", "copy-clip"]
    assert [name for name in seen if name in order] == order


def test_the_first_link_leads_past_the_parts(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "position"


def test_all_is_done_without_a_mouse(page: Page, server: FakeServer) -> None:
    page.focus("#part-list li:nth-child(2) button")
    page.keyboard.press("Enter")
    expect(page.locator("#part-title")).to_have_text("Hiking ascent")
    page.focus("#beats li:nth-child(2) button")
    page.keyboard.press("Space")
    wait_for_frame(page, 60)
    assert focused(page).strip() == "Cut"
    page.focus("#play")
    page.keyboard.press("Space")
    expect(page.locator("#play")).to_have_attribute("aria-label", "Pause")
    server.expect("play")
    assert len(server.asked("play")) == 1
    page.focus("#captions")
    page.keyboard.press("Space")
    expect(page.locator("#captions")).to_have_attribute("aria-pressed", "true")


def test_a_click_leaves_space_free_for_playing(page: Page, server: FakeServer) -> None:
    page.focus("#field-at")
    page.click("#captions")
    page.keyboard.press("Space")
    expect(page.locator("#play")).to_have_attribute("aria-label", "Pause")
    expect(page.locator("#captions")).to_have_attribute("aria-pressed", "true")
    assert page.locator("#field-at").input_value() == "-1,1"


def test_a_narrow_window_has_a_menu_of_parts(open_page: OpenPage) -> None:
    page = open_page(**NARROW)
    expect(page.locator("#parts")).to_be_hidden()
    page.select_option("#part-menu", label="Hiking ascent")
    expect(page.locator("#part-title")).to_have_text("Hiking ascent")
    until(page, "document.documentElement.scrollWidth <= 320")


def test_a_narrow_window_names_the_beat_and_has_its_buttons_in_one_row(
    open_page: OpenPage,
) -> None:
    page = open_page(**NARROW)
    beat(page, "Cut").click()
    expect(page.locator("#beat-name")).to_be_visible()
    expect(page.locator("#beat-name")).to_have_text("Cut")
    tops = {page.locator(each).bounding_box()["y"] for each in ("#previous-beat", "#help")}  # type: ignore[index]
    assert len(tops) == 1


def test_the_last_of_many_parts_is_chosen_beside_the_picture(
    page: Page, server: FakeServer
) -> None:
    parts = server.parts["parts"]
    many = [{**parts[0], "title": f"Part {n}"} for n in range(60)]
    server.parts = {**server.parts, "parts": [*parts, *many]}
    server.push(server.parts)
    last = page.get_by_role("button", name="Part 59")
    last.click()
    expect(last).to_be_in_viewport()
    expect(page.locator("#picture")).to_be_in_viewport(ratio=1)


def test_a_narrow_window_is_steady_too(open_page: OpenPage) -> None:
    page = open_page(**NARROW)
    where = [page.locator(each) for each in ("#play", "#form", "#notes", "#commands")]
    before = [each.bounding_box() for each in where]
    beat(page, "Cut").click()
    expect(page.locator("#notes article.current h3")).to_have_text("Cut")
    assert [each.bounding_box() for each in where] == before
