#!/usr/bin/env python3
"""symbols-test.py LIBRARY [--update]: the shared library exports what symbols.txt lists.

Goal: nothing becomes part of the ABI, or leaves it, unseen.  Method: nm.
"""
import pathlib
import sys

from black_box import call, expect, run_rules

LIBRARY = pathlib.Path(sys.argv[1]).absolute()
LIST = pathlib.Path(__file__).resolve().parent / "symbols.txt"


def _read_exports():
    lines = call("nm", "--dynamic", "--defined-only", LIBRARY).splitlines()
    return sorted(line.split()[-1] for line in lines)


def exported_symbols_are_those_listed():
    exports, listed = _read_exports(), LIST.read_text().split()
    expect(sorted(set(exports) - set(listed)), [], "exported, not listed: --update writes the list")
    expect(exports, listed)


if __name__ == "__main__":
    if "--update" in sys.argv:
        LIST.write_text("".join(f"{name}\n" for name in _read_exports()))
    run_rules(sys.modules[__name__])
