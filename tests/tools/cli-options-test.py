#!/usr/bin/env python3
"""cli-options-test.py BINARY: `enisim options` as a shell sees it.

Goal: each option is told with its default, its alternatives and what it rests on.
Method: the built command itself; what it lists is held against what `run` accepts.
"""
import json
import os
import pathlib
import sys

from black_box import attempt, call, expect, expect_in, run_rules

ENISIM = os.path.abspath(sys.argv[1])


def _call(*arguments):
    return attempt(ENISIM, "options", *arguments)


def _read():
    return json.loads(call(ENISIM, "options", "--format=json"))["options"]


def retention_is_told_in_full():
    (row,) = [row for row in _read() if row["name"] == "eni_retention"]
    expect(row["section"], "model")
    expect(row["default"], "8h")
    expect(row["default_mark"], "D")
    expect_in("{uniform: [15min, 8h]}", row["alternatives"])
    expect_in("up to 8 h", row["default_rests_on"])


def run_accepts_each_alternative():
    pathlib.Path("s.yaml").write_text("horizon: 1h\n")
    for row in _read():
        for value in row["alternatives"]:
            call(ENISIM, "run", "--validate", "-q", "s.yaml", "--set",
                 f"{row['section']}.{row['name']}={value}")


def table_has_a_row_for_each():
    text = call(ENISIM, "options")
    for row in _read():
        expect_in(row["name"], text)
    expect_in("quotas.max_vms", text)
    expect_in("documented", text)


def page_goes_to_a_file():
    expect(call(ENISIM, "options", "-o", "out"), "")
    expect(pathlib.Path("out").read_text(), call(ENISIM, "options"))


def slips_are_told():
    for arguments, message in ((("x",), "no word is expected, got 'x'"),
                               (("--format=csv",), "write table or json"),
                               (("--seed=1",), "Unknown option --seed=1")):
        done = _call(*arguments)
        expect((done.returncode, done.stdout), (2, ""), arguments)
        expect_in(message, done.stderr)


def help_is_told():
    expect_in("what each default rests on", _call("--help").stdout)


if __name__ == "__main__":
    run_rules(sys.modules[__name__])
