"""Spellings of books, programs and pages, each with its plain reading."""

import pytest

from calclib.errors import ExpressionError
from calclib.expression import notes, parse, parse_constant, parse_mapping, parse_point


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("[x+1]^2 {y-1}", "(x+1)^2*(y-1)"),
        ("cos[ln(1+x)]", "cos(ln(1+x))"),
        ("[x]", "x"),
        ("tan^-1(y/x)", "atan(y/x)"),
        ("sin^(-1) (y)", "asin(y)"),
        ("cos⁻¹ x", "acos(x)"),
        ("tanh^{-1} x", "atanh(x)"),
        ("x^3sin^(-1) (y)", "x^3*asin(y)"),
        ("sin^(2) x", "sin(x)^2"),
        ("log_2(x) + log2(y)", "log2(x) + log2(y)"),
        ("log_10 x", "log10(x)"),
        ("log_10 2x", "log10(2*x)"),
        ("log_3(x)", "ln(x)/ln(3)"),
        ("log_2^2(x)", "log2(x)^2"),
        ("sgn x + sech(y)", "sign(x) + sech(y)"),
        ("∛x y", "cbrt(x)*y"),
        ("∛(x y)", "cbrt(x*y)"),
        ("∜x", "x^(1/4)"),
        ("½x² + ¾", "(1/2)*x^2 + (3/4)"),
        ("-½", "-(1/2)"),
    ],
)
def test_more_spellings_of_books(text, plain):
    assert parse(text) == parse(plain)


LATEX = [
    (r"\frac{x}{y}", "x/y"),
    (r"\frac12x", "(1/2)*x"),
    (r"\frac1{x}y", "(1/x)*y"),
    (r"\dfrac{x^2 y}{x^4+y^2}", "(x^2*y)/(x^4+y^2)"),
    (r"\sqrt[3]{x}", "cbrt(x)"),
    (r"\sqrt[4]{x+1}y", "(x+1)^(1/4)*y"),
    (r"\sqrt{x^{2}+y^{2}}", "sqrt(x^2+y^2)"),
    (r"\sqrt x + \sqrt2", "sqrt(x) + sqrt(2)"),
    (r"\left( x + \frac{1}{y} \right)^{2}", "(x + 1/y)^2"),
    (r"\bigl[ x + 1 \bigr]\{ y \}", "(x + 1)*(y)"),
    (r"x^{2}y", "x^2*y"),
    (r"x\sin y\cos x", "x*sin(y)*cos(x)"),
    (r"\sin\pi x", "sin(pi*x)"),
    (r"\cos(2\pi x)", "cos(2*pi*x)"),
    (r"x \cdot y \times 2 \div x", "x*y*2/x"),
    (r"\tan^{-1}\left(\frac{y}{x}\right)", "atan(y/x)"),
    (r"\sin^{2}x + \cos^2 y", "sin(x)^2 + cos(y)^2"),
    (r"\ln\left|x\right| - \lvert y \rvert", "ln(abs(x)) - abs(y)"),
    (r"e^{-x^{2}-y^{2}}", "e^(-x^2-y^2)"),
    (r"e^\frac{x}{y}", "e^(x/y)"),
    (r"\log_{2}x + \log_2(y) + \log_{7} x", "log2(x) + log2(y) + ln(x)/ln(7)"),
    (r"$x^2\,y$", "x^2*y"),
    (r"\( \displaystyle x^2 \)", "x^2"),
    (r"\mathrm{e}^{x}\,\operatorname{sech} x", "e^x*sech(x)"),
    (r"\lfloor x \rfloor \lceil y \rceil", "floor(x)*ceil(y)"),
]
PROGRAMS = [
    ("np.sin(x)*np.exp(-y**2)", "sin(x)*exp(-y^2)"),
    ("numpy.arctan(y/x) + np.pi", "atan(y/x) + pi"),
    ("np.log10(x)", "log10(x)"),
    ("np.maximum(np.abs(x), 0.5)", "max(abs(x), 0.5)"),
    ("Math.sqrt(x*x + y*y) - Math.PI", "sqrt(x*x + y*y) - pi"),
    ("Sin[x] Cos[y]", "sin(x)*cos(y)"),
    ("Exp[-x^2 - y^2]/Pi", "exp(-x^2 - y^2)/pi"),
    ("ArcTan[y/x] + E^(-x)", "atan(y/x) + e^(-x)"),
    ("Ceiling[x] CubeRoot[y]", "ceil(x)*cbrt(y)"),
]
PASTED = [
    ("𝑥² + 𝑦²", "x^2 + y^2"),
    ("（ｘ＋１）／２", "(x + 1)/2"),
    ("x\u00a0+\u2009y", "x + y"),
    ("log₂(x)", "log2(x)"),
    ("⌊x⌋ - ⌈y⌉", "floor(x) - ceil(y)"),
    ("x⁄y ∣x∣", "x/y*abs(x)"),
]


@pytest.mark.parametrize(("text", "plain"), [*LATEX, *PROGRAMS, *PASTED])
def test_pasted_formulas_have_their_plain_reading(text, plain):
    assert parse(text) == parse(plain)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"\left\langle -y, x \right\rangle", "[-y, x]"),
        (r"x\,\mathbf{i} + y\,\mathbf{j}", "[x, y]"),
        (r"y\hat{\imath} - x\hat{\jmath}", "[y, -x]"),
        (r"\begin{pmatrix} x^2 \\ xy \\ \end{pmatrix}", "[x^2, x*y]"),
        ("{Cos[t], Sin[t]}", "[cos(t), sin(t)]"),
        ("np.array([x, y])", "[x, y]"),
        ("2x𝐢 + 3y𝐣", "[2x, 3y]"),
        ("x î + y ĵ + z k\u0302", "[x, y, z]"),
    ],
)
def test_pasted_vectors(text, plain):
    assert parse_mapping(text) == parse_mapping(plain)


@pytest.mark.parametrize(
    ("text", "inputs", "plain"),
    [
        (r"f\left(u,v\right) = \frac{u}{v}", ("u", "v"), "[u/v]"),
        (r"\vec{F}(y, x) = x\,\vec{i} + y\,\vec{j}", ("y", "x"), "[x, y]"),
        (r"\mathbf{r}(t) = \langle \cos t, t \rangle", ("t",), "[cos(t), t]"),
        (r"$z = f(x,y) = x^2y$", ("x", "y"), "[x^2*y]"),
        (r"g(\theta, \rho) = \rho\cos\theta", ("theta", "rho"), "[rho*cos(theta)]"),
        ("𝑓(𝑥, 𝑦) = 𝑥𝑦", ("x", "y"), "[x*y]"),
    ],
)
def test_pasted_heads(text, inputs, plain):
    assert parse_mapping(text) == parse_mapping(plain, inputs)


def test_pasted_points():
    assert parse_point(r"\frac{\pi}{2}, \sqrt{4}") == parse_point("pi/2, 2")


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        (r"x + \frac{1}{q}", "q}", "unknown variable q"),
        (r"\sqrt[n]{x}", "n]", "unknown variable n"),
        (r"\left(x + \foo y\right)", r"\foo", r"unknown LaTeX command \foo"),
        (r"\int x", r"\int", "an integral cannot be read"),
        (r"x \pm y", r"\pm", "two values"),
        (r"\frac{x", "{x", "a group is not closed"),
        (r"\frac{x}", "", "needs one more argument"),
        (r"x}\pi", r"}\pi", "never opened"),
        ("x^{2", "{2", "not closed"),
        (r"2\frac12", r"\frac", "unclear"),
        (r"\log_{y} x", r"\log", "a whole number"),
        (r"\begin{array} x \end{array}", r"\begin", "unknown LaTeX environment array"),
        (r"\left(x + ", "(x", "expected a number"),
        ("np.foo(x)", "np.", "unknown function foo"),
        ("x + Foo[x]", "Foo", "unknown name Foo"),
        ("Sin[x", "[x", "not closed"),
        ("ｘ + ｑ", "ｑ", "unknown variable q"),
        ("\\", "\\", "not complete"),
    ],
)
def test_errors_stand_where_they_are_in_the_text_as_typed(text, at, words):
    with pytest.raises(ExpressionError) as caught:
        parse(text, ("x", "y"))
    assert words in str(caught.value)
    assert caught.value.text == text
    if "expected" not in words:
        assert caught.value.position == (text.index(at) if at else len(text))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("0,5x^2 + 1,25", "0.5*x^2 + 1.25"),
        ("sin(0,5x)", "sin(0.5*x)"),
        ("(x + 0,1)(y - 2,75)", "(x + 0.1)*(y - 2.75)"),
        ("|x - 0,5|", "abs(x - 0.5)"),
        ("1,5e3 x", "1500*x"),
        ("0,125", "0.125"),
        ("max(0,5)", "max(0, 5)"),
        ("max(0,5,x)", "max(0, 5, x)"),
    ],
)
def test_decimal_commas(text, plain):
    assert parse(text) == parse(plain)


def test_a_comma_between_values_is_no_decimal_comma():
    assert parse_point("1,5") == (1, 5)
    assert parse_constant("1,5") == 1.5
    assert parse_mapping("[x, x-1,1]") == parse_mapping("[x, x-1, 1]")
    assert parse_mapping("[0,5]") == parse_mapping("[0, 5]")
    assert parse_mapping("0,5x i + y j") == parse_mapping("0.5x i + y j")


@pytest.mark.parametrize(
    ("text", "reading", "other"),
    [
        ("1/xy", "(1/x) y", "1/(xy)"),
        ("x/2y + 1", "(x/2) y", "x/(2y)"),
        ("1/2x", "(1/2) x", "1/(2x)"),
        ("x/y z", "(x/y) z", "x/(y z)"),
        ("sin(1/x^2y)", "(1/x^2) y", "1/(x^2y)"),
        ("e^2x", "(e^2) x", "e^(2x)"),
        ("e^-xy", "(e^-x) y", "e^(-xy)"),
        ("2^xy", "(2^x) y", "2^(xy)"),
        ("e^-x^2/2", "(e^-x^2)/2", "e^(-x^2/2)"),
        ("x^1/2", "(x^1)/2", "x^(1/2)"),
    ],
)
def test_readings_that_could_surprise_are_noted(text, reading, other):
    (note,) = notes(text)
    assert f"is read as {reading};" in note
    assert note.endswith(f"write {other}")
    whole = note.split(" is read")[0]
    assert parse(text) == parse(text.replace(whole, reading))
    assert parse(text) != parse(text.replace(whole, other))


@pytest.mark.parametrize(
    "text",
    ["1/2 x", "3/2 x y", "x^2y^3", "x^2/2", "e^x/(1+e^x)", "1/(xy)z", "e^x y", r"\frac{1}{2}x",
     "x²y", "x*y/z*x", "sin 2x", "2xy", "e^(2x)y"],
)  # fmt: skip
def test_ordinary_readings_are_not_noted(text):
    assert notes(text) == []


def test_notes_on_vectors():
    assert len(notes("1/2t i + x/2y j", "mapping")) == 2
    assert notes("(2t-4)/(t+1) i + 1/t j", "mapping") == []
