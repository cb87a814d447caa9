// The shape of an arrow, in multiples of its shaft's radius and of its length.
const float HEAD_LENGTH = 6.4;        // in radii of the shaft
const float MAX_HEAD_LENGTH = 0.6;    // of the arrow's length
const float MAX_SHAFT_WIDTH = 0.18;   // of the arrow's length
const float HEAD_SLOPE = 0.42;        // half the head's width over its length
const vec2 HEAD_NORMAL = vec2(0.3872, 0.9220);  // of its flank: (slope, 1) / sqrt(1 + slope^2)
const float HEAD_HALF_WIDTH = 2.7;    // of the widest head, HEAD_LENGTH * HEAD_SLOPE, in radii

// The coverage of a pixel at a place: along the arrow from its tail, and across it. `lengths` are the
// lengths of the arrow and of its head.
float arrow_coverage(vec2 place, vec2 lengths, float radius) {
    float x = place.x, y = abs(place.y), remaining = lengths.x - x;
    float shaft = min(min(radius - y, x), remaining - 0.9 * lengths.y);
    float head = min(lengths.y - remaining, HEAD_NORMAL.x * remaining - HEAD_NORMAL.y * y);
    return clamp(0.5 + max(shaft, head), 0.0, 1.0);
}

vec2 lengths_of_arrow(float span, float radius) {
    return vec2(max(span, 1e-6), min(HEAD_LENGTH * radius, MAX_HEAD_LENGTH * span));
}

// A corner of the shape drawn for an arrow, as `place` above: a quad, or, where it is smaller, the
// triangle of the head's flanks extended to the tail (the second half of the quad is then empty).
vec2 arrow_corner(float end, float side, float span, float radius) {
    const float TIP_MARGIN = 1.55, TAIL_MARGIN = 0.6;  // pixels beyond the tip, and before the tail
    float extent = span + TIP_MARGIN + TAIL_MARGIN, reach = HEAD_HALF_WIDTH * radius + 1.0;
    bool is_triangle = HEAD_SLOPE * extent * extent < 2.0 * reach * (span + 2.0);
    float along = end > 0.5 ? span + (is_triangle ? TIP_MARGIN : 1.0) : is_triangle ? -TAIL_MARGIN : -1.0;
    float across = is_triangle ? (1.0 - end) * HEAD_SLOPE * extent * side : reach * side;
    return vec2(along, across);
}
