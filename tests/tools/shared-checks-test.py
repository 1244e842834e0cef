#!/usr/bin/env python3
"""shared-checks-test.py BINARY SOURCE: what is found in templates that the real CDK has made.

Goal: the group that lets nothing out is found, and nothing is said that is not so.
Method: the built command on the data in ENISIM_SHARED or beside the source; skipped where there is
none.  What the two published stacks lack, they have through NAT.
"""
import json
import os
import pathlib
import sys

from black_box import call, expect, expect_in, run_rules

ENISIM = os.path.abspath(sys.argv[1])
BESIDE = pathlib.Path(sys.argv[2]).absolute().parent / "shared"
TEMPLATES = pathlib.Path(os.environ.get("ENISIM_SHARED", BESIDE)) / "data/templates"
SHARED, TWO = (TEMPLATES / f"Eni{name}10.template.json" for name in ("SharedSg", "TwoSg"))
LISTS, FOLDER = TEMPLATES / "EniListParams.template.json", TEMPLATES / "cdk.out"


def _findings(*arguments, known=True):
    check = json.loads(call(ENISIM, "check", "--format=json", "--fail-on=none", *arguments))
    return [finding for finding in check["findings"] if finding["known"] == known]


def _rules(findings):
    return {(finding["rule"], finding["severity"]) for finding in findings}


def group_of_the_folder_lets_nothing_out():
    findings = _findings(FOLDER)
    expect(_rules(findings), {("sg-runtime-egress", "error"), ("teardown-lag", "note"),
                              ("vpc-needless", "note")})
    (egress,) = [f for f in findings if f["rule"] == "sg-runtime-egress"]
    expect(egress["resource_id"], "Network/SgD4954771")
    expect_in("icmp to 255.255.255.255/32", egress["reason"])
    for name in ("planner", "coder", "browser", "ecr.dkr", "ecr.api", "logs", "s3's prefix list",
                 "(VpcApi417B17E9)", "(VpcDkr1405FA2F)", "(VpcLogsE1759C4E)", "(VpcS3A5408339)"):
        expect_in(name, egress["reason"])


def published_stacks_only_pay_for_data():
    for template in (SHARED, TWO):
        findings = _findings(template)
        expect(_rules(findings), {("endpoint-missing", "note"), ("teardown-lag", "note"),
                                  ("vpc-needless", "note")}, template)
        expect(sorted(f["subject"] for f in findings if f["rule"] == "endpoint-missing"),
               ["ecr.api", "ecr.dkr", "logs", "s3"], template)


def second_group_of_one_runtime_is_a_choice():
    expect([f for f in _findings(TWO) + _findings(TWO, known=False) if f["rule"] == "sg-split"], [])


def zones_of_a_region_are_not_known_by_name():
    for template in (SHARED, TWO, FOLDER):
        expect({f["rule"] for f in _findings(template, known=False)}, {"az-unsupported"}, template)


def what_is_imported_is_neither_found_nor_passed():
    expect(_findings(LISTS), [])
    rules = {f["rule"] for f in _findings(LISTS, known=False)}
    for rule in ("no-egress", "endpoint-missing", "sg-runtime-egress", "single-az", "nacl"):
        expect(rule in rules, True, rule)


if __name__ == "__main__":
    if not TEMPLATES.is_dir():
        print(f"skipped: no {TEMPLATES}")
        sys.exit(77)
    run_rules(sys.modules[__name__])
