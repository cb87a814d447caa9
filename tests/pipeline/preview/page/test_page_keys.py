"""The page: what keys do, and where they are text."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.pipeline.preview.browser import until, wait_for_frame
from tests.pipeline.preview.page import fake_lecture
from tests.pipeline.preview.page.fake_server import FakeServer

pytestmark = pytest.mark.xdist_group("browser")
LAST = fake_lecture.FRAMES - 1


def test_keys(page: Page) -> None:
    presses = [
        ("ArrowRight", 15),
        ("ArrowRight", 30),
        ("ArrowLeft", 15),
        (".", 16),
        (",", 15),
        ("]", 60),
        ("]", 150),
        ("[", 60),
        ("[", 0),
        ("ArrowLeft", 0),
        ("5", 150),
        ("9", 269),
        ("]", LAST),
        ("ArrowRight", LAST),
        ("0", 0),
    ]
    for key, frame in presses:
        page.keyboard.press(key)
        wait_for_frame(page, frame)


def test_keys_do_the_same_while_the_slider_has_the_focus(page: Page) -> None:
    page.focus("#position")
    page.keyboard.press("ArrowRight")
    wait_for_frame(page, 15)
    page.keyboard.press("End")
    wait_for_frame(page, LAST)


def test_keys_typed_into_a_field_are_text(page: Page, server: FakeServer) -> None:
    page.focus("#field-at")
    page.keyboard.type("[5 ,.?fc")
    page.focus("#language")
    page.keyboard.press("5")
    assert page.locator("#field-at").input_value() == "-1,1[5 ,.?fc"
    expect(page.locator("dialog")).to_be_hidden()
    assert server.asked("show") == server.asked("play") == []


def test_the_list_of_keys_opens_and_closes(page: Page, server: FakeServer) -> None:
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_be_visible()
    page.keyboard.press("5")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    assert server.asked("show") == []


def test_full_screen_holds_the_picture_and_its_buttons(page: Page) -> None:
    page.keyboard.press("f")
    until(page, "document.fullscreenElement?.id === 'stage'")
    expect(page.locator("#play")).to_be_in_viewport()
    page.keyboard.press("f")
    until(page, "document.fullscreenElement === null")
