"""Surfaces: their triangles, their edges, and the tiles of the picture that they cover.

The main path: `mesh_renderer` caches the buffers of each mesh, from the triangles of `tessellation`
(fewer where `level_of_detail` allows), and draws them; `antialiasing` smooths the picture along the
`edges`; `tiles` limits the passes for a translucent mesh to the pixels that it may cover.
"""
