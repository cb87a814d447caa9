"""From the items of a frame and a camera to pixels.

The main path: `painter` takes the items of `draw_list`, has `world` draw what has depth, and draws
the rest over it in painter's order. `primitive_renderer` draws lines, dots, arrows and fills, in
the world in the order of `depth_order`; `meshes/` draws surfaces, `text/` texts.
"""
