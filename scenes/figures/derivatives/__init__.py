"""The figures of slopes: a secant on a slice, a derivation worked out, a tree of derivatives."""
