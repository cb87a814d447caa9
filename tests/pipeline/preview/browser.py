"""Looking at the page as a person does: which frame is shown, what is said, where things stand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Locator, Page, expect


@contextmanager
def watched(page: Page, complaints: list[str]) -> Iterator[Page]:
    """Notes what a page says in the console, and its exceptions."""
    handlers: dict[Any, Any] = {
        "console": lambda message: complaints.append(message.text),
        "pageerror": lambda error: complaints.append(str(error)),
    }
    for event, handler in handlers.items():
        page.on(event, handler)
    yield page
    for event, handler in handlers.items():
        page.remove_listener(event, handler)


def wait_for_frame(page: Page, frame: int) -> None:
    """Until the picture shows a frame."""
    expect(page.locator("#picture")).to_have_attribute("data-frame", str(frame))


def until(page: Page, expression: str) -> None:
    """Until an expression is true in the page (whose policy lets nothing wait for it there)."""
    for _ in range(800):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"never true: {expression}")


def drawn_share(page: Page) -> float:
    """How much of the fake picture's progress bar is drawn, read from the canvas's own pixels."""
    return page.evaluate(
        """() => {
            const canvas = document.querySelector("#picture");
            const row = canvas.getContext("2d").getImageData(0, canvas.height - 3, canvas.width, 1);
            const green = (n) => row.data[4 * n + 1] > 100;
            return [...Array(canvas.width).keys()].filter(green).length / canvas.width;
        }"""
    )


LOOK = """() => document.querySelector("#picture").toDataURL()"""


def look_at(page: Page) -> str:
    """The picture, to be compared with another."""
    return page.evaluate(LOOK)


def wait_for_another(page: Page, picture: str) -> str:
    """The picture, once it is not this one any more."""
    for _ in range(2400):
        if (seen := look_at(page)) != picture:
            return seen
        page.wait_for_timeout(25)
    raise AssertionError("the picture stays as it was")


def wait_for_picture(page: Page, picture: str) -> None:
    """Until the picture is this one."""
    for _ in range(2400):
        if look_at(page) == picture:
            return
        page.wait_for_timeout(25)
    raise AssertionError("the picture never comes")


def record_frames(page: Page) -> None:
    """Begins to write down the frames shown, each with the page's own time in milliseconds."""
    page.evaluate(
        """() => {
            window.shown = [];
            document.querySelector("#picture").addEventListener("shown", ({ detail }) =>
                window.shown.push([detail.frame, performance.now()]));
        }"""
    )


def recorded(page: Page) -> list[tuple[int, float]]:
    """The frames shown since, with their times."""
    return [(frame, time) for frame, time in page.evaluate("window.shown")]


def scrub(page: Page, *frames: int) -> None:
    """Drags the slider over some frames at once, faster than pictures can come."""
    page.evaluate(
        """(frames) => {
            const slider = document.querySelector("#position");
            for (const frame of frames) {
                slider.value = frame;
                slider.dispatchEvent(new Event("input", { bubbles: true }));
            }
        }""",
        list(frames),
    )


def beat(page: Page, title: str) -> Locator:
    """The button of a beat."""
    return page.locator(f"#beats button[title='{title}']")


def places(page: Page, *selectors: str) -> dict[str, tuple[float, ...]]:
    """Where elements stand."""
    return {each: _place(page.locator(each)) for each in selectors}


def _place(locator: Locator) -> tuple[float, ...]:
    box = locator.bounding_box()
    assert box
    return box["x"], box["y"], box["width"], box["height"]
