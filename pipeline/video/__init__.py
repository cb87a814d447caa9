"""From frames to a video file and its companions.

The main path: `encode` converts and encodes frames, `join` puts clips into one video, `companions`
writes manifest, captions, chapters and poster; a new codec is one entry in `codecs`.
"""
