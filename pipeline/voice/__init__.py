"""A voice: what is said in a video, heard.

The main path: `choices` reads what was asked for (`espeak`, a folder of recordings, a command; or
several, one behind the other) -> `chain` asks them in turn for the sound of a `sentence`; `engines`
has one module for each -> `takes` keeps what was spoken in the store -> `narration` speaks the
beats of a clip. Where they are put, and how loud, is the business of `pipeline.video`. The page of
the preview hears sentences by `serving`, and sends recordings of them to `keeping`.
"""
