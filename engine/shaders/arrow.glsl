// The shape of an arrow, in multiples of its shaft's radius and of its length.
const float HEAD_LENGTH = 6.4;        // in radii of the shaft
const float MAX_HEAD_LENGTH = 0.6;    // of the arrow's length
const float MAX_SHAFT_WIDTH = 0.18;   // of the arrow's length
const float HEAD_SLOPE = 0.42;        // half the head's width over its length
const vec2 HEAD_NORMAL = vec2(0.3872, 0.9220);  // of its flank: (slope, 1) / sqrt(1 + slope^2)
const float HEAD_HALF_WIDTH = 2.7;    // of the widest head, HEAD_LENGTH * HEAD_SLOPE, in radii

// How much of a pixel is covered at a place along the arrow from its tail, and across it; `arms` are
// the lengths of the arrow and of its head.
float arrow_coverage(vec2 place, vec2 arms, float radius) {
    float x = place.x, y = abs(place.y), rest = arms.x - x;
    float shaft = min(min(radius - y, x), rest - 0.9 * arms.y);
    float head = min(arms.y - rest, HEAD_NORMAL.x * rest - HEAD_NORMAL.y * y);
    return clamp(0.5 + max(shaft, head), 0.0, 1.0);
}

vec2 arrow_arms(float span, float radius) {
    return vec2(max(span, 1e-6), min(HEAD_LENGTH * radius, MAX_HEAD_LENGTH * span));
}

// The corner of what is drawn for an arrow, as `place` above. The head's own slopes, drawn back to
// the tail, make a triangle that holds the arrow; it is taken (the quad's second half then is
// nothing) where it is smaller than a quad.
vec2 arrow_corner(float end, float side, float span, float radius) {
    const float PAST = 1.55, BEFORE = 0.6;  // pixels beyond the tip, and before the tail
    float extent = span + PAST + BEFORE, reach = HEAD_HALF_WIDTH * radius + 1.0;
    bool slim = HEAD_SLOPE * extent * extent < 2.0 * reach * (span + 2.0);
    float ahead = end > 0.5 ? span + (slim ? PAST : 1.0) : slim ? -BEFORE : -1.0;
    float aside = slim ? (1.0 - end) * HEAD_SLOPE * extent * side : reach * side;
    return vec2(ahead, aside);
}
