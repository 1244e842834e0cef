#!/usr/bin/env python3
"""bench-options-test.py BENCH: what enisim-bench runs is what was asked for.

Goal: cases are chosen by any of several names, a name of none is told, and the list says what to
expect of each.
Method: the built program in miniature; no time is looked at.
"""
import json
import os
import sys

from black_box import attempt, call, expect, expect_in, run_rules

BENCH = os.path.abspath(sys.argv[1])


def _run_cases(*globs):
    options = [word for glob in globs for word in ("--case", glob)]
    return json.loads(call(BENCH, "--smoke", "--json", *options))["cases"]


def cases_of_any_of_the_names_are_run():
    names = [case["case"] for case in _run_cases("timer/reset", "trace/c*", "timer/*")]
    expect(names, ["timer/reset", "timer/reset-short", "trace/csv"])


def name_of_no_case_is_told_beside_others():
    done = attempt(BENCH, "--smoke", "--case", "timer/*", "--case", "timers/*")
    expect((done.returncode, done.stdout, done.stderr),
           (2, "", 'enisim-bench: no case matches "timers/*"\n'))


def case_that_is_left_out_is_told_how_to_get():
    lines = call(BENCH, "--list", "--case", "scale/*").splitlines()
    long = "scale/1e2-groups 1000, 100000000 operations  [a minute and more: with --long]"
    expect(lines.count(long), 1)
    expect(lines.count("scale/1e2-groups 1000, 1000000 operations"), 1)


def no_two_cases_look_equal():
    lines = call(BENCH, "--list").splitlines()
    expect(sorted(set(lines)), sorted(lines))


def list_says_what_takes_long_and_which_peers_lack():
    (line,) = call(BENCH, "--list", "--case", "timer/reset").splitlines()
    expect_in("timer/reset 100000, 10000000 operations  [more than some ten seconds beside all "
              "peers]", line)
    built = len(_run_cases("draw/exponential")[0]["peers"])
    (line,) = call(BENCH, "--list", "--case", "draw/exponential").splitlines()
    lacking = line.split("not built: ")[1].rstrip("]").split(", ") if "not built" in line else []
    expect(built + len(lacking), 3, line)


def timers_that_are_left_are_part_of_the_checksum():
    (case,) = _run_cases("timer/reset")
    expect(int(case["checksum"], 16) != 0, True)


if __name__ == "__main__":
    run_rules(sys.modules[__name__])
