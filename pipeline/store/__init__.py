"""The store of segments: what was drawn once is not drawn again, by whatever process.

A segment is a beat of a clip as a piece of video. It is found in two ways. By source: `keys` hashes
all that a clip is made from (`sources`, `versions`), so that a clip of which nothing changed is put
together without running its scene. By content: what its frames show (`engine.digest`), so
that an edit after which a beat looks as before draws and encodes nothing. `store` keeps the
segments and `scores`, what is known of the beats of a clip; `shelf` is the folder for both, and
keeps it within a size; `files` says how a file is read and written.
"""
