"""The fake server, and pages that must not complain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browsers import WAIT
from tests.pipeline.preview.browser import wait_for_frame, watched
from tests.pipeline.preview.page.fake_server import FakeServer

OpenPage = Callable[..., Page]


@pytest.fixture
def server() -> Iterator[FakeServer]:
    """A fake server of one's own."""
    server = FakeServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def complaints() -> list[str]:
    """What browsers complained about; a test that expects some clears it."""
    return []


@pytest.fixture(scope="session")
def window(browser: Browser) -> Page:
    """A window for all tests that need none of their own: to open one takes half a second."""
    context = browser.new_context()
    context.set_default_timeout(WAIT)
    return context.new_page()


@pytest.fixture
def page(window: Page, server: FakeServer, complaints: list[str]) -> Iterator[Page]:
    """The page, opened, in a window of usual size; at the end it may not have complained."""
    window.set_viewport_size({"width": 1280, "height": 800})
    window.emulate_media(color_scheme="light")
    window.mouse.move(0, 0)
    with watched(window, complaints):
        window.goto(server.address)
        wait_for_frame(window, 0)
        yield window
        window.goto("about:blank")
    assert complaints == []


@pytest.fixture
def open_page(browser: Browser, server: FakeServer, complaints: list[str]) -> Iterator[OpenPage]:
    """Opens the page in a window of its own; at the end no page may have complained."""
    with ExitStack() as windows:

        def open_(width: int = 1280, height: int = 800, **settings: Any) -> Page:
            size: Any = {"width": width, "height": height}
            context = browser.new_context(viewport=size, **settings)
            windows.callback(context.close)
            context.set_default_timeout(WAIT)
            page = windows.enter_context(watched(context.new_page(), complaints))
            page.goto(server.address)
            wait_for_frame(page, 0)
            return page

        yield open_
    assert complaints == []
