"""The figures of the hike: the terrain as map and land, the hiker, the compass of directions."""
