"""The preview: a local page that shows a scene at any moment, and at once what an edit makes of it.

The main path: `server` answers the page and watches the files, `session` is what one page sees,
`stage` its processes (`playing`). A warm process has everything imported. For each scene asked for
a fork of it plays the scene without drawing, and leaves a sleeping fork of itself, a checkpoint, at
the begin of each beat and wherever much was computed since the last. To show a moment the
checkpoint before it forks once more, plays on, draws, and ends: a shot. Where an edit changed later
beats alone (`edits`), the checkpoint before them goes on with their new code.
"""
