#!/usr/bin/env python3
"""golden-test.py ENISIM SOURCE [--update]: whole runs come out as they did before.

Goal: no change of the model, of a stream or of a report goes unseen.
Method: the published scenarios, byte for byte, beside the files of tests/golden.  A change that is
meant is committed with them: --update writes them anew.

A golden has a line break after each comma between members, so that a difference is a few lines; the
text of the version stands as VERSION.  Of an events file too large to keep, its first lines and
the digest of all are.
"""
import difflib
import hashlib
import pathlib
import sys

from black_box import call, expect, run_rules

ENISIM, SOURCE = pathlib.Path(sys.argv[1]).absolute(), pathlib.Path(sys.argv[2]).absolute()
GOLDEN = SOURCE / "tests/golden"
SCENARIOS = SOURCE / "bench/scenarios"
BYTES_MAX = 60_000  # of a golden
LINES_KEPT = 60     # of a larger one

REPORTS = ("shared-sg", "second-sg", "deletion", "deletion-recreated", "load-strict",
           "load-fit-cap", "load-fit-unhealthy")
IN_FULL = ("deletion-recreated", "load-fit-unhealthy")


def _run(name, *arguments):
    return call(ENISIM, "run", *arguments, SCENARIOS / f"published-{name}.yaml")


def _hide_version(text):
    """With it goldens would change at each release."""
    version = call(ENISIM, "--version").split()[1]
    return text.replace(f'"enisim_version":"{version}"', '"enisim_version":"VERSION"').replace(
        f"enisim {version}, seed", "enisim VERSION, seed")


def _break_lines(text):
    return text.replace(',"', ',\n"').replace("],[", "],\n[")


def _cut(text):
    """The text, or what tells it from others where it is long."""
    if len(text) <= BYTES_MAX:
        return text
    lines = text.splitlines(keepends=True)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return "".join(lines[:LINES_KEPT]) + f"{len(lines)} lines, SHA-256 {digest}\n"


def _make_reports():
    for name in REPORTS:
        yield f"{name}.json", _break_lines(_run(name, "--format=json"))


def _make_tables():
    for name in IN_FULL:
        yield f"{name}.txt", _run(name)


def _make_events():
    for name in IN_FULL:
        yield f"{name}.jsonl", _run(name, "--events=-", "--output=/dev/null")


def _make_replications():
    yield "load-strict-replications.json", _break_lines(
        _run("load-strict", "--format=json", "--replications=5"))
    yield "load-strict-replications.txt", _run("load-strict", "--replications=5")


def _diff(name, text):
    return "".join(difflib.unified_diff(
        (GOLDEN / name).read_text().splitlines(keepends=True),
        _cut(_hide_version(text)).splitlines(keepends=True), f"golden/{name}", "this run", n=2))


def _check(goldens):
    differences = "".join(_diff(name, text) for name, text in goldens)
    if differences:
        raise AssertionError(f"--update writes the goldens anew if this is meant:\n{differences}")


def reports_are_as_before():
    _check(_make_reports())


def tables_are_as_before():
    _check(_make_tables())


def events_are_as_before():
    _check(_make_events())


def replications_are_as_before():
    _check(_make_replications())


def _make_all():
    for make in (_make_reports, _make_tables, _make_events, _make_replications):
        yield from make()


def goldens_are_of_these_runs_and_small():
    expect(sorted(path.name for path in GOLDEN.iterdir()), sorted(name for name, _ in _make_all()))
    expect([path.name for path in GOLDEN.iterdir() if path.stat().st_size > BYTES_MAX], [])


def _update():
    GOLDEN.mkdir(exist_ok=True)
    for path in GOLDEN.iterdir():
        path.unlink()
    for name, text in _make_all():
        (GOLDEN / name).write_text(_cut(_hide_version(text)))


if __name__ == "__main__":
    if "--update" in sys.argv:
        _update()
    run_rules(sys.modules[__name__])
