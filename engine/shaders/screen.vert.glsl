#version 330
// The whole picture: one triangle that covers it.
out vec2 place;  // from 0 to 1 across the picture

void main() {
    vec2 at = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0;
    place = at * 0.5 + 0.5;
    gl_Position = vec4(at, 0.0, 1.0);
}
