#!/usr/bin/env python3
"""sarif-test.py BINARY SOURCE: findings as SARIF 2.1.0 are what readers of it expect.

Goal: whoever shows findings beside the code (GitHub's code scanning, editors) can take ours.
Method: a schema of what has to be there, written after the standard and strict about all else,
checks whole logs; and each required property that is taken out has to be missed.
"""
import copy
import json
import pathlib
import sys
from urllib.parse import unquote

from black_box import call, expect, run_rules

try:
    from jsonschema import Draft7Validator
except ImportError as error:
    print(f"skipped: {error}; tools/install-packages test installs it")
    sys.exit(77)

ENISIM, SOURCE = (pathlib.Path(word).absolute() for word in sys.argv[1:3])
SCHEMA = json.loads((SOURCE / "tests/data/sarif-subset.json").read_text())
TEMPLATES = SOURCE / "bench/templates"
ODD_NAME = "über, 100% #1?.yaml"


def _check(*arguments, form="sarif"):
    return json.loads(call(ENISIM, "check", "--fail-on=none", f"--format={form}", *arguments))


def _complaints(log):
    return [error.message for error in Draft7Validator(SCHEMA).iter_errors(log)]


def _results(log):
    return log["runs"][0]["results"]


def _resolve(schema):
    reference = schema.get("$ref")
    return SCHEMA["definitions"][reference.rpartition("/")[2]] if reference else schema


def _required_paths(schema, value, path=()):
    """Where the schema asks for a property that is there."""
    schema = _resolve(schema)
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _required_paths(schema["items"], item, (*path, index))
    elif isinstance(value, dict):
        for name in schema.get("required", ()):
            yield (*path, name)
        for name, child in value.items():
            below = schema.get("properties", {}).get(name)
            if below:
                yield from _required_paths(below, child, (*path, name))


def _without(log, path):
    spoiled = copy.deepcopy(log)
    parent = spoiled
    for step in path[:-1]:
        parent = parent[step]
    del parent[path[-1]]
    return spoiled


def schema_is_one():
    Draft7Validator.check_schema(SCHEMA)


def logs_are_valid():
    for name in ("agents.yaml", "isolated.yaml"):
        for option in ((), ("--not-known",)):
            log = _check(TEMPLATES / name, *option)
            expect(_complaints(log), [], name)
            expect(len(_results(log)) > 0, True, name)


def each_required_property_is_missed():
    log = _check(TEMPLATES / "isolated.yaml")
    log["runs"][0]["tool"]["driver"]["rules"][1:] = []
    expect(_complaints(log), [])
    paths = list(_required_paths(SCHEMA, log))
    expect(len(paths) > 40, True, len(paths))
    for path in paths:
        expect(_complaints(_without(log, path)) != [], True, path)


def results_say_what_the_findings_say():
    log = _check(TEMPLATES / "agents.yaml", "--not-known")
    findings = _check(TEMPLATES / "agents.yaml", form="json")["findings"]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    expect(len(_results(log)), len(findings))
    for result, finding in zip(_results(log), findings):
        region = result["locations"][0]["physicalLocation"]["region"]
        expect(result["ruleId"], finding["rule"])
        expect(rules[result["ruleIndex"]]["id"], finding["rule"])
        expect(result["level"], finding["severity"] if finding["known"] else "none")
        expect(region, {"startLine": finding["line"], "startColumn": finding["column"]})
        expect(result["partialFingerprints"]["enisim/v1"], finding["fingerprint"])
        expect(result["message"]["text"].startswith(finding["reason"]), True)


def fingerprints_differ():
    for name in ("agents.yaml", "isolated.yaml"):
        marks = [result["partialFingerprints"]["enisim/v1"]
                 for result in _results(_check(TEMPLATES / name, "--not-known"))]
        expect(len(set(marks)), len(marks), name)


def what_is_not_known_comes_on_request_only():
    kinds = {result["kind"] for result in _results(_check(TEMPLATES / "agents.yaml"))}
    expect(kinds, {"fail"})
    asked = _results(_check(TEMPLATES / "agents.yaml", "--not-known"))
    expect({result["kind"] for result in asked}, {"fail", "open"})


def suppressions_are_told():
    template = TEMPLATES / "isolated.yaml"
    log = _check(template, "--today=2026-11-30", "--ignore=no-egress:2026-12-01")
    expect(_complaints(log), [])
    by_rule = {result["ruleId"]: result["suppressions"] for result in _results(log)}
    expect(by_rule["teardown-lag"],
           [{"kind": "inSource", "status": "accepted", "justification": "the stack stays",
             "properties": {"until": "2027-06-30"}}])
    expect(by_rule["no-egress"][0]["kind"], "external")
    expect(by_rule["endpoint-missing"], [])
    later = _results(_check(template, "--today=2027-07-01"))
    (expired,) = [r for r in later if r["ruleId"] == "teardown-lag"]
    expect(expired["suppressions"], [])
    expect(expired["properties"],
           {"expiredSuppression": {"until": "2027-06-30", "justification": "the stack stays"}})


def what_was_looked_at_is_a_notification():
    log = _check(TEMPLATES / "agents.yaml", "--ignore=nacl@nowhere")
    expect(_complaints(log), [])
    (invocation,) = log["runs"][0]["invocations"]
    said = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
    expect(said[0].startswith("4 agents in VPC mode were looked at"), True, said)
    expect("--ignore nacl@nowhere matches no finding" in said, True, said)


def odd_file_name_is_a_uri():
    pathlib.Path(ODD_NAME).write_bytes((TEMPLATES / "agents.yaml").read_bytes())
    log = _check(ODD_NAME)
    expect(_complaints(log), [])
    for result in _results(log):
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        expect(unquote(uri), ODD_NAME)


if __name__ == "__main__":
    run_rules(sys.modules[__name__])
