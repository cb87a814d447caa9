"""The preview: a local page that shows a scene at any moment, and at once what an edit makes of it.

The main path: `serving` starts a `server`, which answers the page and watches the files; `session`
is what one page sees, `playthrough` one playing of its scene, by `processes` (what these do is in
`playing`). A fork server has everything imported. For each scene asked for a fork of it plays the
scene without drawing, and leaves a sleeping fork of itself, a checkpoint, at the begin of each beat
and wherever much was computed since the last. To show a moment the checkpoint before it forks once
more, plays on, draws, sends the frame, and ends. Where an edit changed later beats alone (`edits`),
the checkpoint before them goes on with their new code.
"""
