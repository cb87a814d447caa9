"""The recorder's picture has a place in the docs; without a browser it is left out."""

from __future__ import annotations

import pytest

from tools.docs import recorder
from tools.docs.rendered import ROOT


def test_the_picture_has_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "voice.md").read_text("utf-8")
    monkeypatch.setattr(recorder, "_browser", lambda: "chromium")
    shown = recorder.with_picture(page)
    assert shown.count("![A beat is recorded in the preview](recorder.png)") == 1
    monkeypatch.setattr(recorder, "_browser", lambda: None)
    assert "recorder.png" not in recorder.with_picture(page)
    assert recorder.picture() == {}
