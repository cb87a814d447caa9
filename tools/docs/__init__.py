"""The site's pages that the program makes; `make docs` builds it.

The main path: `hooks` is what MkDocs calls (mkdocs.yml); `gallery`, `commands`, `kit` and
`reference` each make a page, `example` makes the clip of docs/new-scene.md, `recorder` the
picture in docs/voice.md.
"""
