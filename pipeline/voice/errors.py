"""`VoiceError`: a voice cannot speak a sentence."""

from __future__ import annotations


class VoiceError(Exception):
    """Why a voice cannot speak, and what to do, in one line."""
