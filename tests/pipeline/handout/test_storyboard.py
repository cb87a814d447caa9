"""Hand-outs: a still for every beat, with its time, sentence and numbers, in PDF and Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pytest
from PIL import Image

from pipeline.cli.spelling import command as spelled
from pipeline.handout import render as rendering
from pipeline.handout.content import Document, Moment, Section, clock
from pipeline.handout.formats import WRITERS
from pipeline.handout.plan import handout_job
from pipeline.handout.render import render_handout
from pipeline.rendering.plan import clip_job
from pipeline.requests import ClipRequest, HandoutRequest
from pipeline.video.companions import ValueRecord
from pipeline.video.recipe import read
from tests.pipeline.clips.drawing import run_in_process
from tests.pipeline.lecture.test_render import CODE, LECTURE, SMALL, no_progress
from tests.pipeline.pdf import pages

pytestmark = pytest.mark.xdist_group("handout")
HOSTILE = f"1. {CODE} <script>alert(1)</script> [a](b) `c` *d* _e_ | $f$ ![g](h) &amp; \\i # ~~j~~"


@pytest.fixture(scope="module")
def handout(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The hand-out of the short lecture, made once for each ending."""
    folder = tmp_path_factory.mktemp("강의 (a) 'b'")
    (folder / "talk.toml").write_text(LECTURE, encoding="utf-8")
    documents: list[tuple[Document, Path]] = []

    def keep(document: Document, target: Path) -> None:
        for write in list(usual.values()):
            suffix = next(s for s, each in usual.items() if each is write)
            write(document, target.with_suffix(f".{suffix}"))
        documents.append((document, target))

    usual = dict(WRITERS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "run_jobs", run_in_process)
        patch.setitem(WRITERS, "pdf", keep)
        source, target = str(folder / "talk.toml"), folder / "talk.pdf"
        asked = HandoutRequest(source=source, output=target, **SMALL)
        render_handout(handout_job(asked), 1, no_progress)
    assert len(documents) == 1
    return lambda suffix: folder / f"talk{suffix}"


def test_markdown_has_every_beat(handout: Callable[[str], Path]) -> None:
    page = handout(".md").read_text(encoding="utf-8")
    pictures = [unquote(each) for each in re.findall(r"!\[[^]]+\]\(([^)]+)\)", page)]
    assert pictures == [f"talk.stills/0{s}-0{k}.png" for s in (1, 2) for k in (1, 2)]
    assert re.findall(r"^### (\w[\w ]+) \(\d:\d\d – \d:\d\d\)$", page, re.MULTILINE) == [
        "Machine", "Line to line", "Machine", "Line to line",
    ]  # fmt: skip
    assert page.splitlines()[2] == r"\{title\} \\write18"
    assert "`(x) ↦ x^2 - 3`" in page
    assert "- f(1.5) = 3" in page.splitlines()
    for each, beat in zip(pictures, 2 * ["machine", "line_to_line"], strict=True):
        picture = np.asarray(Image.open(handout(".md").parent / each))
        assert picture.shape == (240, 426, 3)
        assert np.ptp(picture) > 100
        assert picture[0, 0].tolist() == [255, 255, 255]  # as the paper is
        command = " ".join(spelled(read(handout(".md").parent / each).request))
        assert command.startswith("render.py still transformation --function")
        assert f"--beat {beat}" in command
        assert "--theme light" in command
    names = {"talk.toml", "talk.md", "talk.pdf", "talk.stills"}
    assert {path.name for path in handout(".md").parent.iterdir()} == names


def test_the_times_are_those_of_the_lecture(handout: Callable[[str], Path]) -> None:
    page = handout(".md").read_text(encoding="utf-8")
    spans = re.findall(r"^#+ .* \((\d:\d\d) – (\d:\d\d)\)$", page, re.MULTILINE)
    (first, machine, line, second, *_, last) = spans
    assert "0:00" < first[0] < machine[0]  # the lecture's title has passed, and the part's
    assert (machine[1], line[1], second[0]) == (line[0], second[0], first[1])
    assert last[1] == second[1]


def test_the_pdf_is_a4_with_the_stills_in_it(handout: Callable[[str], Path]) -> None:
    shown = pages(handout(".pdf"))
    words = "".join(page.text for page in shown)
    assert {page.size for page in shown} == {(595.2756, 841.8898)}
    assert sum(page.pictures for page in shown) == 4
    for said in (
        CODE,
        "{title} \\write18",
        "Rules <i> & more",
        "{x} </script> -->",
        "(1.5)= 3",
        "Line to line",
    ):
        assert said.replace(" ", "") in words


def document(
    folder: Path, words: str, language: str, below: str = "", seen: str = "What is seen."
) -> Document:
    Image.new("RGB", (64, 36), "navy").save(folder / "a.png")
    values = (
        ValueRecord("f_xy(-1, 2)", "a", 1.5403023058681398, "1 + cos(1)", True),
        ValueRecord("slope", "a", -2.0, "-2", False),
        ValueRecord("g(0)", "a", None, None, False),
    )
    moment = Moment("a.b", words[:40], 0, 61.2, words, seen, values, folder / "a.png")
    moments = tuple(replace(moment, start=k, end=k + 1) for k in range(9))
    section = Section("a", words, None, None, None, moments)
    return Document(words, below, language, (section,))


def test_hostile_words_are_shown_as_written(tmp_path: Path) -> None:
    told = document(tmp_path, HOSTILE, "en", seen=HOSTILE)
    for suffix, write in WRITERS.items():
        write(told, tmp_path / f"out.{suffix}")
    page = (tmp_path / "out.md").read_text(encoding="utf-8")
    bare = re.sub(r"\\([!-/:-@\[-`{-~])", "", page.partition("\n")[0].removeprefix("# "))
    assert re.search(r"[\\`*_{}\[\]<>#|~$&!]", bare) is None
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", page.partition("\n")[0]) == f"# {HOSTILE}"
    shown = "".join(page.text for page in pages(tmp_path / "out.pdf"))
    assert shown.count("".join(HOSTILE.split())) >= 20  # title, section, nine times said and seen
    assert page.count("<small>") == page.count("</small>") == 9


def test_a_description_stands_under_its_sentence(handout: Callable[[str], Path]) -> None:
    page = handout(".md").read_text(encoding="utf-8")
    blocks = page.split("\n\n")
    first = next(k for k, block in enumerate(blocks) if block.startswith("### Machine"))
    said, seen, values = blocks[first + 2 : first + 5]
    assert said.startswith("\\{x\\} \\</script\\>")
    assert seen.startswith("<small>A box has the rule written in it; ")
    assert values.startswith("- f(")
    assert page.count("<small>") == 4
    shown = "".join(page.text for page in pages(handout(".pdf")))
    assert shown.count("Aboxhastherulewritteninit;") == 2
    assert shown.count("Thenumberlineoftheinputs,dashedacrossatpoles,liesabove") == 2


def test_without_a_description_there_is_no_room_for_one(tmp_path: Path) -> None:
    told = document(tmp_path, "words", "en", seen="")
    for suffix, write in WRITERS.items():
        write(told, tmp_path / f"out.{suffix}")
    assert "small" not in (tmp_path / "out.md").read_text(encoding="utf-8")
    (page, *_) = pages(tmp_path / "out.pdf")
    assert re.search(r"words.xy\(−1,2\)", page.text)


def test_a_closed_form_that_is_longer_than_a_line_is_not_printed(tmp_path: Path) -> None:
    told = document(tmp_path, "a", "en")
    exact = "-100*log(5/4) + 20*log(7/3) + sqrt(2)"
    long = ValueRecord(
        "D_u f(π/4, 1/3) along (-0.125, 0.375)", "a", 1.5403023058681398, exact, True
    )
    moment = replace(told.sections[0].moments[0], values=(replace(long, name="f(π/4, 1/3)"), long))
    WRITERS["pdf"](
        replace(told, sections=(replace(told.sections[0], moments=(moment,)),)), tmp_path / "a.pdf"
    )
    (page,) = pages(tmp_path / "a.pdf")
    assert "(π/4,1/3)≈1.540=−100" in page.text
    assert "along(−0.125,0.375)≈1.540" in page.text
    assert page.text.count("−100") == 1


def test_a_rule_that_is_longer_than_a_line_is_broken(tmp_path: Path) -> None:
    told = document(tmp_path, "a", "en")
    typed = "f(x, y) = " + " + ".join(["exp(-x^2)*cos(y)"] * 12)
    section = replace(told.sections[0], typed=typed, rule="f(x, y) = " + "+ e^(-x^2) cos(y)" * 12)
    WRITERS["pdf"](replace(told, sections=(section,)), tmp_path / "a.pdf")
    assert "".join(typed.split()) in pages(tmp_path / "a.pdf")[0].text


def test_a_rule_of_several_lines_is_one_span_of_code(tmp_path: Path) -> None:
    told = document(tmp_path, "a", "en")
    typed = "f(x) = x\n\n- `y`\n# *"
    shown = replace(told, sections=(replace(told.sections[0], typed=typed),))
    WRITERS["md"](shown, tmp_path / "a.md")
    assert "\n\n`` f(x) = x - `y` # * ``\n\n" in (tmp_path / "a.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("size", "widest", "fewest"), [((64, 36), 244, 2), ((48, 36), 244, 3), ((36, 64), 137, 5)]
)
def test_pictures_of_every_shape_leave_room_for_the_words(
    size: tuple[int, int], widest: float, fewest: int, tmp_path: Path
) -> None:
    """None is longer than 8.6 cm, 244 points: two tall ones stand on a page."""
    told = document(tmp_path, "a line of words", "en")
    Image.new("RGB", size, "navy").save(tmp_path / "a.png")
    WRITERS["pdf"](told, tmp_path / "a.pdf")
    made = pages(tmp_path / "a.pdf")
    assert sum(page.pictures for page in made) == 9
    assert fewest <= len(made) <= fewest + 1
    assert max(page.widest for page in made) == pytest.approx(widest, abs=1)


def test_korean_in_a_pdf(tmp_path: Path) -> None:
    WRITERS["pdf"](document(tmp_path, "편미분: 한 번에 한 변수씩", "ko"), tmp_path / "a.pdf")
    first, *others = pages(tmp_path / "a.pdf")
    assert "편미분:한번에한변수씩" in first.text
    assert "(−1,2)≈1.540=1+cos" in first.text
    assert "slope=−2" in first.text
    assert len(others) >= 1  # nine shots take more than one page
    assert first.pictures + sum(page.pictures for page in others) == 9
    assert b"NanumGothic" in (tmp_path / "a.pdf").read_bytes()


def test_a_clock() -> None:
    assert [clock(each) for each in (0, 59.4, 59.6, 3601)] == ["0:00", "0:59", "1:00", "60:01"]


def test_the_still_of_an_author_s_file_names_no_folder() -> None:
    """Who is given a hand-out is not told where its author keeps the files."""
    given = {"picture": "/home/author/hill.png", "sha256": "ab"}
    job = clip_job(ClipRequest(scene="picture", parameters=given, **SMALL))
    made = rendering._still(job, "picture")
    assert made.parameters == {"picture": "hill.png", "sha256": "ab"}
    assert spelled(made) == []


def test_a_scene_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "run_jobs", run_in_process)
    asked = HandoutRequest(
        source="transformation",
        parameters={"function": "x^2"},
        language="ko",
        output=tmp_path / "a.MD",
        **SMALL,
    )
    target = render_handout(handout_job(asked), 1, no_progress)
    page = target.read_text(encoding="utf-8")
    assert target == tmp_path / "a.MD"
    assert page.startswith("# 변환\n\n## 변환 (0:00 – ")
    assert len(re.findall(r"!\[", page)) == 2
    assert re.search(r"[가-힣]", page)
    assert page.count("<small>규칙이 적힌 상자가 있고, ") == 1
