"""From frames to a video file, and what lies beside it.

The main path: `encode` converts and encodes frames, `join` puts clips into one video, `companions`
writes manifest, captions, chapters and poster; a new way to write a video is one entry in `codecs`.
"""
