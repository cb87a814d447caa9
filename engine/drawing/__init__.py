"""From the items of a frame and a camera to pixels.

The main path: `painter` takes what `draw_list` found, has `world` draw what has depth, and lays the
rest over it in painter's order. Lines, dots, arrows and fills come from `primitive_renderer`, in
the world in the order of `depth_order`; surfaces from `meshes/`, texts from `text/`.
"""
