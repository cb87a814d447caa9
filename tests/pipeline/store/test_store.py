"""The store: what is damaged is noticed, what is old goes first, what is not ours stays."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from pipeline.store.keys import ClipKeys, key_of, shown_key
from pipeline.store.scores import BeatScore
from pipeline.store.store import Segment, Store
from tests.pipeline.videos import ROOT

KEY = key_of("a segment")
SAID, SEEN = {"en": "Cut. \"a\" 'b'", "ko": "자른다."}, {"en": "A curve.", "ko": "곡선."}
BEAT = BeatScore("cut", 30, (10, 20), 10, SAID, SEEN, shown="1f")


def filled(folder: Path, key: str = KEY, size: int = 1000) -> tuple[Store, Segment]:
    """A store with a segment."""
    made = Segment(folder / "made.mp4", folder / "made.png", 7)
    made.video.write_bytes(b"v" * size)
    made.still.write_bytes(b"s" * 100)
    store = Store(folder / "store '한글'")
    store.put_segment(key, made)
    found = store.segment(key, "mp4")
    assert found is not None
    return store, found


def test_a_segment_is_found_again(tmp_path: Path) -> None:
    store, found = filled(tmp_path)
    assert found.frames == 7
    assert (found.video.read_bytes(), found.still.read_bytes()) == (b"v" * 1000, b"s" * 100)
    assert abs(found.made - time.time()) < 60
    assert store.segment(key_of("another"), "mp4") is None
    assert store.segment(KEY, "webm") is None


def test_a_score_is_found_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put_beat("clip", BEAT)
    assert store.beats("clip", ["cut", "nudge"]) == {"cut": BEAT}


def test_a_score_of_another_version_counts_as_none(tmp_path: Path) -> None:
    """A store outlives the version of the program that has filled it."""
    store, noted = Store(tmp_path), BEAT.as_json()
    older = {name: value for name, value in noted.items() if name != "seen"}
    for name, content in (("older", older), ("newer", noted | {"later": 1}), ("odd", [noted])):
        store.put_beat("clip", replace(BEAT, name=name))
        (path,) = store.folder.glob(f"beats/*/*-{name}.json")
        store.shelf.write(path, content)
    assert store.beats("clip", ["older", "newer", "odd"]) == {}


def test_relatives_are_the_latest_first(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for number in range(20):
        store.put_relative(ClipKeys(f"clip {number}", f"picture {number % 2}", "family", "drawing"))
    asked = ClipKeys("clip 99", "picture 1", "family", "drawing")
    assert store.relatives(asked)[:3] == ["clip 19", "clip 18", "clip 17"]
    assert store.relatives(asked, same_picture=True)[:2] == ["clip 19", "clip 17"]
    assert len(store.relatives(asked)) == 12
    assert store.relatives(ClipKeys("", "", "another", "")) == []


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    names = [key_of(n) for n in range(4)]
    store, *_ = (filled(tmp_path, name)[0] for name in names)
    for age, name in enumerate(names):
        for path in store.folder.rglob(f"{name}.*"):
            os.utime(path, (0, time.time() - 100_000 + age))
    assert store.segment(names[0], "mp4") is not None  # used now
    store.shelf.shrink(store.shelf.size() - 1)
    assert [bool(store.segment(name, "mp4")) for name in names] == [True, False, True, True]


def test_what_is_in_use_stays_though_there_is_no_room(tmp_path: Path) -> None:
    store, _ = filled(tmp_path)
    assert store.shelf.shrink(0) == 0
    assert store.segment(KEY, "mp4") is not None


def test_clearing_removes_its_files_and_no_others(tmp_path: Path) -> None:
    store, found = filled(tmp_path)
    own = [
        *(store.folder / name for name in ("holiday.mp4", "notes.json", "segments/notes.json")),
        *(found.video.with_name(name) for name in ("notes.txt", "notes.mp4", "b" * 40 + ".mp4")),
    ]
    for path in own:
        path.write_text("the user's own")
    outside = tmp_path / "outside.mp4"
    outside.write_text("not in the store")
    name = found.video.name
    found.video.with_name(f"{name[:2]}{'0' * 38}.mp4").symlink_to(outside)
    os.mkfifo(found.video.with_name(f"{name[:2]}{'1' * 38}.mp4"))
    assert store.shelf.clear() == 3
    assert store.segment(KEY, "mp4") is None
    assert all(path.exists() for path in (*own, outside))
    assert len([*found.video.parent.iterdir()]) == 5
    assert store.shelf.size() == 0


def test_a_beat_is_locked_by_one_at_a_time(tmp_path: Path) -> None:
    """In another process too; the lock of one that died is free."""
    store = Store(tmp_path)
    program = (
        "import sys; from pathlib import Path; from pipeline.store.store import Store\n"
        f"with Store(Path({str(tmp_path)!r})).locked('clip', 'cut', waits=False) as free:\n"
        "    print(free, flush=True); sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", program]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def started() -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment)

    first = started()
    assert first.stdout is not None
    assert first.stdout.readline() == "True\n"
    with store.locked("clip", "cut", waits=False) as free, store.locked("clip", "b", waits=True):
        assert not free
    first.kill()
    first.communicate()
    with store.locked("clip", "cut", waits=True) as free:
        assert free


def test_keys_are_the_same_in_every_process() -> None:
    assert key_of({"b": [1.5, None], "a": "편미분"}) == key_of({"a": "편미분", "b": [1.5, None]})
    assert shown_key([(b"\1", 2)]) != shown_key([(b"\1", 3)])
