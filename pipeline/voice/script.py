"""The script of a lecture: what is to be read aloud, with its times and the names of its takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import typst

from calclib.typesetting.typst_strings import quoted
from pipeline.clips.clip import Clip
from pipeline.clips.survey import surveyed
from pipeline.handout.content import clock
from pipeline.handout.markdown import escaped
from pipeline.handout.plan import HandoutJob, handout_job
from pipeline.output import atomic_file
from pipeline.rendering.machine import helpful_workers
from pipeline.rendering.plan import Job
from pipeline.rendering.worker import Event
from pipeline.requests import HandoutRequest
from pipeline.voice.narration import sentences, speaks_for_itself
from pipeline.voice.request import ScriptRequest
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.text import fonts

QUALITY = "draft"
"""Times do not depend on it."""
_PAGE = """
#set page(paper: "a4", margin: 2cm, footer: context align(right, text(8pt, fill: luma(40%),
  counter(page).display("1 / 1", both: true))))
#set text(14pt, hyphenate: false)
#set par(leading: 0.75em)
#show title: set text(22pt)
#show heading: set text(14pt)
#let line-of(time, name, said) = block(breakable: false, below: 1.6em)[
  #text(9pt, fill: luma(40%))[#time #h(1fr) #raw(name)]
  #block(above: 0.6em, par(said))
]
#title()
"""


@dataclass(frozen=True)
class Line:
    """What is read in a beat: the name of its take, when it begins, for how many seconds its
    pictures last, and the text."""

    take: str
    start: float
    seconds: float
    said: str

    @property
    def time(self) -> str:
        """`1:05, 9.8 s`."""
        return f"{clock(self.start)}, {self.seconds:.1f} s"


Script = Sequence[tuple[str, Sequence[Line]]]
"""The lines of each part, by its title."""


def write_script(
    request: ScriptRequest,
    progress_reporter: Callable[[Sequence[Job]], AbstractContextManager[Callable[[Event], None]]],
) -> Path:
    """Writes a script and returns its path. Raises InputError, ParameterError, RenderError."""
    if request.output is None:
        raise ParameterError("output", "is missing; name the script's file, such as script.pdf")
    asked = request.model_dump(include={"source", "parameters", "language", "output"})
    planned = handout_job(HandoutRequest(quality=QUALITY, **asked))
    jobs = [job for _, job in planned.clips]
    clips = surveyed(jobs, helpful_workers(), progress_reporter)
    titles = [title for title, _ in planned.clips]
    script = [*zip(titles, lines_of(clips), strict=True)]
    write = _write_pdf if planned.target.suffix.lower() == ".pdf" else _write_markdown
    with atomic_file(planned.target) as path:
        write(planned, script, path)
    return planned.target


def lines_of(clips: Sequence[Clip]) -> Iterator[list[Line]]:
    """The lines of clips that follow one another; a sentence that comes again has one take."""
    known: dict[str, list[str]] = defaultdict(list)
    passed = 0.0
    for clip in clips:
        lines, times, fps = [], clip.times(), clip.job.quality.fps
        scene = clip.job.entry.name
        for beat in clip.job.beats:
            score, language = times[beat], clip.job.language
            said = [] if speaks_for_itself(clip.job) else sentences(scene, score, [language])
            for each in said:
                spoken = known[each.name]
                if each.sha256 not in spoken:
                    spoken.append(each.sha256)
                    number = f"-{len(spoken)}" if len(spoken) > 1 else ""
                    take = f"{language}/{each.scene}{number}.{beat}"
                    lines.append(Line(take, passed, float(score.frames / fps), each.written))
            passed += float(score.frames / fps)
        yield lines


def _write_markdown(planned: HandoutJob, script: Script, path: Path) -> None:
    blocks = [f"# {escaped(planned.title)}"]
    for title, lines in script:
        blocks += [f"## {escaped(title)}"] if lines and len(script) > 1 else []
        for line in lines:
            said = escaped(" ".join(line.said.split()))
            blocks += [f"**{line.time}** · `{line.take}.wav`", said]
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def _write_pdf(planned: HandoutJob, script: Script, path: Path) -> None:
    source = [
        fonts.preamble(),
        f"#set document(title: {quoted(planned.title)}, date: none)",
        f"#set text(lang: {quoted(planned.clips[0][1].language)})",
        _PAGE,
    ]
    for title, lines in script:
        source += [f"#heading(level: 1, {quoted(title)})"] if lines and len(script) > 1 else []
        for line in lines:
            said = quoted(" ".join(line.said.split()))
            source.append(f"#line-of({quoted(line.time)}, {quoted(f'{line.take}.wav')}, {said})")
    made = typst.compile("\n".join(source).encode(), pdf_standards=["ua-1"])
    path.write_bytes(made)
