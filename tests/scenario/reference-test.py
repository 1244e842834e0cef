#!/usr/bin/env python3
"""reference-test.py SOURCE ENISIM: the reference of the scenario file is whole and true.

Goal: bench/scenarios/reference.yaml runs, has every key that there is, and names no alternative
that is refused.
Method: the tables of keys are taken out of the loader's source, those it makes as it runs out of
its complaint.  A count tells when a table is no longer found.
"""
import pathlib
import re
import subprocess
import sys

from black_box import call, expect, expect_in, run_rules

SOURCE, ENISIM = pathlib.Path(sys.argv[1]), sys.argv[2]
REFERENCE = SOURCE / "bench/scenarios/reference.yaml"
TABLE = re.compile(r"char \*const (\w*keys|kinds)\[\]\s*= \{(.*?)\};", re.DOTALL)
READ = re.compile(r"enisim_node_read \([^,]+, (\w+),")
MADE_AS_IT_RUNS = {"causes", "forms"}

# What comments offer beside what stands there.
ALTERNATIVES = (
    ("model.ready_delay", "{exponential: 30s}"),
    ("model.cold_start", "{gamma: {mean: 1.6s, cv: 1}}"),
    ("model.refusal_time", "100ms"),
    ("runtimes.0.network", "VPC"),
    ("runtimes.0.create_at", "never"),
    ("workloads.0.closed.session", "new"),
    ("workloads.0.closed.choose", "random"),
    ("workloads.0.closed.request_limit", "streaming"),
    ("model.no_route", "fail"),
    ("workloads.0.closed.session.invokes", "{uniform: [2, 4]}"),
    ("workloads.2.renewal.distribution", "lognormal"),
    ("workloads.7.trace.time", "stamp"),
    ("workloads.7.trace.session", "new"),
    ("workloads.7.trace.duration", "{column: seconds, unit: s}"),
    ("workloads.7.trace.sort", "yes"),
)


def _read_loader():
    return [path.read_text() for path in sorted((SOURCE / "lib/scenario").glob("load-*.c"))]


def _find_keys():
    return {key for source in _read_loader() for _, words in TABLE.findall(source)
            for key in re.findall(r'"(\w+)"', words)}


def _find_missing(keys):
    text = REFERENCE.read_text()
    return sorted(key for key in keys if not re.search(rf"(?<!\w){key}:(?!\S)", text))


def every_key_that_is_read_is_in_a_table_that_is_found():
    for source in _read_loader():
        read = [name for name in READ.findall(source) if name not in MADE_AS_IT_RUNS]
        expect(sorted(name for name, _ in TABLE.findall(source)), sorted(read))
    expect(len(_find_keys()) >= 70, True, "keys found")


def every_key_occurs():
    expect(_find_missing(_find_keys()), [])


def every_cause_of_a_refusal_occurs():
    done = subprocess.run([ENISIM, "run", "--validate", "--set", "model.refusal_time={x: 1s}",
                           REFERENCE], capture_output=True, text=True, check=False)
    words = re.search(r"unknown key 'x', expected (.*)", done.stderr)[1]
    expect(_find_missing(re.split(", | or ", words)), [])


def key_that_does_not_occur_is_missed():
    expect(_find_missing({"horizon", "horizo", "orizon"}), ["horizo", "orizon"])


def it_runs():
    expect_in("every key there is", call(ENISIM, "run", REFERENCE))


def alternatives_are_named_and_accepted():
    text = REFERENCE.read_text()
    for path, value in ALTERNATIVES:
        expect_in(value, text)
        call(ENISIM, "run", "--validate", "--set", f"{path}={value}", REFERENCE)


if __name__ == "__main__":
    run_rules(sys.modules[__name__])
