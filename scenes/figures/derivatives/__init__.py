"""Figures of slopes: secants on a slice, derivations, and the tree of derivatives."""
