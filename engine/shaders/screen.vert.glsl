#version 330
// The whole picture: one triangle that covers it.
void main() {
    vec2 at = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0;
    gl_Position = vec4(at, 0.0, 1.0);
}
