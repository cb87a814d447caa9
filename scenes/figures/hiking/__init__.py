"""Figures of the hike: the terrain as map and surface, the hiker, the compass."""
