#!/usr/bin/env python3
"""Print lib/core/ziggurat-tables.c; with a path, check that this is what the file holds.

A layer's table depends on where the tail begins.  That is found with 40 digits and each entry is
rounded once, so that the committed bits owe nothing to a machine's libm.
"""
import decimal
import pathlib
import sys
from decimal import Decimal

N_LAYERS = 256
PLACES = 2**53
decimal.getcontext().prec = 40


class Exponential:
    name = "exponential"
    tail_guess = "7.697"

    def density(self, x):
        return (-x).exp()

    def inverse(self, y):
        return -y.ln()

    def tail_area(self, tail):
        return self.density(tail)


class Normal:
    name = "normal"
    tail_guess = "3.654"

    def density(self, x):
        return (-x * x / 2).exp()

    def inverse(self, y):
        return (-2 * y.ln()).sqrt()

    def tail_area(self, tail):
        """Laplace's continued fraction, from its end."""
        fraction = tail
        for n in range(800, 0, -1):
            fraction = tail + n / fraction
        return self.density(tail) / fraction


def layer_area(shape, tail):
    return tail * shape.density(tail) + shape.tail_area(tail)


def widths(shape, tail, n_layers):
    """The base as wide as its area asks for, then what each layer leaves to the next."""
    area = layer_area(shape, tail)
    found = [area / shape.density(tail), tail]
    while len(found) < n_layers:
        found.append(shape.inverse(area / found[-1] + shape.density(found[-1])))
    return found


def excess(shape, tail):
    """How far the last layer rises above the peak, which is 1."""
    last = widths(shape, tail, N_LAYERS)[-1]
    return layer_area(shape, tail) / last + shape.density(last) - 1


def find_tail(shape):
    """Secant steps until the layers end at the peak."""
    a, b = Decimal(shape.tail_guess), Decimal(shape.tail_guess) + Decimal("0.001")
    excess_a, excess_b = excess(shape, a), excess(shape, b)
    while abs(b - a) > Decimal("1e-30"):
        a, b, excess_a = b, b - excess_b * (b - a) / (excess_b - excess_a), excess_b
        excess_b = excess(shape, b)
    return b


def hexadecimal(number):
    """All of one width, so that clang-format lays the columns out as they are printed here."""
    mantissa, _, exponent = float(number).hex().partition("p")
    return f"{mantissa}p{exponent[0]}{exponent[1:]:0>2}"


def lines(entries, n_columns):
    for at in range(0, len(entries), n_columns):
        yield "  " + ", ".join(entries[at:at + n_columns]) + ","


def table(shape):
    tail = find_tail(shape)
    x = [*widths(shape, tail, N_LAYERS), Decimal(0)]
    prefix = f"enisim_ziggurat_{shape.name}"
    yield f"const double {prefix}_tail = {hexadecimal(tail)};"
    yield ""
    yield f"const EnisimZigguratLayer {prefix}_layers[ENISIM_ZIGGURAT_N_LAYERS] = {{"
    yield from lines([f"{{ 0x{int(PLACES * inner / outer):014x}, {hexadecimal(outer / PLACES)} }}"
                      for inner, outer in zip(x[1:], x)], 2)
    yield "};"
    yield ""
    yield f"const double {prefix}_density[ENISIM_ZIGGURAT_N_LAYERS + 1] = {{"
    yield from lines([hexadecimal(shape.density(edge)) for edge in x], 4)
    yield "};"


def text():
    yield "/* ziggurat-tables.c: printed by tools/ziggurat-tables.py, which says how */"
    yield '#include "core/ziggurat.h"'
    for shape in (Exponential(), Normal()):
        yield ""
        yield from table(shape)


if __name__ == "__main__":
    printed = "\n".join(text()) + "\n"
    if len(sys.argv) < 2:
        sys.stdout.write(printed)
    elif pathlib.Path(sys.argv[1]).read_text() != printed:
        sys.exit(f"{sys.argv[1]} is not what tools/ziggurat-tables.py prints")
