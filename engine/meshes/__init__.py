"""Surfaces: their triangles, their edges, and what of the picture they cover.

The main path: `mesh_renderer` keeps the buffers of each mesh, made of `tessellation`'s triangles
(fewer of them where `level_of_detail` allows), and draws them; `antialiasing` smooths the picture
along the `edges`; `tiles` limits what is done for a translucent mesh to the pixels it may cover.
"""
