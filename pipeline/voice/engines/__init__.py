"""Who speaks: one module an engine; a new one is a module here and an entry in `table`.

`base` says what an engine is, `program` runs programs that speak.
"""
