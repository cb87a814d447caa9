"""What is said in a clip, spoken: a take for each beat and language."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat

from pipeline.errors import RenderError
from pipeline.rendering.plan import Job
from pipeline.store.scores import BeatScore
from pipeline.store.shelf import Shelf
from pipeline.video.sound import has_sound
from pipeline.voice.chain import Chain
from pipeline.voice.errors import VoiceError
from pipeline.voice.sentence import Sentence, sentence
from pipeline.voice.spoken import Take

AT_ONCE = 4
"""How many sentences are spoken at a time."""
VIDEO = "video"
"""The scene that shows an author's own video."""
Takes = Mapping[str, Mapping[str, Take]]
"""By beat and language; a beat that stays silent in a language has none."""


def narrated(job: Job, scores: Mapping[str, BeatScore], shelf: Shelf) -> Takes:
    """The takes of a job's beats, which are in the store or spoken now.

    Raises RenderError.
    """
    if job.request.voice is None or speaks_for_itself(job):
        return {name: {} for name in job.beats}
    chain = Chain(job.request.voice, job.language)
    scene = job.entry.name
    said = [each for name in job.beats for each in sentences(scene, scores[name], chain.languages)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        takes = [*pool.map(_spoken, repeat(chain), said, repeat(shelf))]
    found: dict[str, dict[str, Take]] = {name: {} for name in job.beats}
    for each, take in zip(said, takes, strict=True):
        if take is not None:
            found[each.beat][each.language] = take
    return found


def speaks_for_itself(job: Job) -> bool:
    """Whether a job shows an author's video that has sound."""
    return job.entry.name == VIDEO and has_sound(job.parameters.video)


def sentences(scene: str, score: BeatScore, languages: list[str]) -> list[Sentence]:
    """What is said in a beat of a scene, in some languages; nothing where nothing is to be said."""
    found = [
        sentence(
            scene,
            score.name,
            code,
            score.sentences[code],
            score.facts,
            score.narration[code],
            score.marks,
        )
        for code in languages
    ]
    return [each for each in found if each.pieces]


def _spoken(chain: Chain, said: Sentence, shelf: Shelf) -> Take | None:
    try:
        return chain.speak(said, shelf)
    except VoiceError as fault:
        raise RenderError(said.scene, said.beat, str(fault)) from None
