"""The form: letters with values, and the names of inputs."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.pipeline.preview.page.fake_server import FakeServer
from tests.pipeline.preview.page.test_page_form import FUNCTION, last_open

pytestmark = pytest.mark.xdist_group("browser")


def test_a_letter_has_a_slider_that_types_its_value(page: Page, server: FakeServer) -> None:
    page.fill("#field-let", "a=2, b=pi, θ = -0.5")
    sliders = page.locator(".sliders input")
    expect(sliders).to_have_count(2)
    expect(page.get_by_label("a", exact=True)).to_have_js_property("valueAsNumber", 2)
    page.get_by_label("a", exact=True).press("ArrowRight")
    expect(page.locator("#field-let")).to_have_value("a=2.1, b=pi, θ = -0.5")
    expect(page.locator("#command-clip")).to_contain_text("a=2.1, b=pi")
    assert last_open(server)["parameters"] == {"let": "a=2.1, b=pi, θ = -0.5"}
    page.fill("#field-let", "a=30")
    expect(sliders).to_have_count(1)
    expect(sliders).to_have_js_property("valueAsNumber", 30)
    page.fill("#field-let", "")
    expect(sliders).to_have_count(0)


def test_the_variable_is_chosen_among_the_inputs(page: Page) -> None:
    variable = page.locator("#field-variable")
    page.select_option("#field-variable", "y")
    page.fill(FUNCTION, "x*y")
    expect(variable.locator("option")).to_have_text(["x", "y"])
    expect(variable).to_have_value("y")
    page.fill(FUNCTION, "u*v")
    expect(variable.locator("option")).to_have_text(["u", "v"])
    expect(variable).to_have_value("u")
