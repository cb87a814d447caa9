"""What `check` judges: the machine it runs on, and the pictures of scenes.

The main path: `linter` plays a scene once and looks at its picture as it goes, by the rules of
`rules`.
"""
