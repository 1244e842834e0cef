#!/usr/bin/env python3
"""cli-describe-test.py BINARY: `enisim describe` as a shell sees it.

Goal: the instant and the filters are those that were asked for, and slips are told before a run.
Method: the built command itself, on a run in which one of two groups is deleted after an hour.
"""
import json
import os
import pathlib
import signal
import subprocess
import sys

from black_box import SECONDS_MAX, attempt, expect, expect_in, run_rules, wait_until_held

ENISIM = os.path.abspath(sys.argv[1])
SCENARIO = """\
name: two groups
horizon: 4h
vpc:
  cidr: 10.0.0.0/16
  subnets: {a: {cidr: 10.0.1.0/28, az: za}, b: {cidr: 10.0.2.0/28, az: zb}}
  security_groups: [one, two]
runtimes:
  - {name: stays, subnets: [a, b], security_groups: [one]}
  - {name: goes, subnets: [a, b], security_groups: [two]}
timeline:
  - {at: 1h, delete: goes}
"""
ENDLESS = SCENARIO.replace("4h", "5000d") + """\
workloads:
  - poisson: {rate: 5/s, target: stays, session: new, duration: 1s}
"""


def _describe(*arguments, scenario=SCENARIO):
    pathlib.Path("s.yaml").write_text(scenario)
    return attempt(ENISIM, "describe", *arguments)


def _read(*arguments):
    done = _describe(*arguments, "--format=json")
    expect((done.returncode, done.stderr), (0, ""), arguments)
    (rows,) = json.loads(done.stdout).values()
    return rows


def _expect_refusal(message, *arguments, **options):
    done = _describe(*arguments, **options)
    expect((done.returncode, done.stdout), (2, ""), done.stderr)
    expect_in(message, done.stderr)


def instant_is_the_horizon_or_what_at_says():
    retained = ("--filter", "state=retained")
    expect(len(_read("enis", "s.yaml", *retained)), 2)
    expect(len(_read("enis", "s.yaml", *retained, "--at", "59min")), 0)
    expect(len(_read("enis", "s.yaml", *retained, "--at=1h")), 2)
    expect(len(_read("enis", "s.yaml", "--at", "0s")), 4)


def several_filters_and_values_narrow_as_ec2s_do():
    expect(len(_read("enis", "s.yaml", "--filter", "subnet-id=a,b")), 4)
    expect(len(_read("enis", "s.yaml", "--filter=subnet-id=a", "--filter=group-name=two")), 1)
    expect([runtime["agentRuntimeName"] for runtime in _read("runtimes", "s.yaml")], ["stays"])
    expect(len(_read("runtimes", "s.yaml", "--at=30min", "--filter=name=*s")), 2)


def seed_and_overrides_are_heeded():
    first, again, other = (_read("enis", "s.yaml", "--seed", seed) for seed in ("1", "1", "2"))
    expect(first, again)
    expect(first == other, False)
    expect(len(_read("enis", "s.yaml", "--set", "model.eni_retention=1h")), 2)


def table_goes_to_stdout_or_to_a_file():
    done = _describe("enis", "s.yaml")
    expect_in("NetworkInterfaceId", done.stdout)
    expect_in("4 network interfaces at 4h.", done.stdout)
    expect(_describe("enis", "s.yaml", "-o", "out").stdout, "")
    expect(pathlib.Path("out").read_text(), done.stdout)


def run_that_ends_before_the_instant_says_so():
    done = _describe("enis", "s.yaml", "--at", "9h")
    expect(done.returncode, 0)
    expect_in("the run ends at 04:00:00", done.stderr)
    expect(_describe("enis", "s.yaml", "--at", "9h", "--quiet").stderr, "")


def interrupt_is_told_where_there_is_a_place_for_it():
    for format_, told in (("table", True), ("json", False)):
        pathlib.Path("s.yaml").write_text(ENDLESS)
        with subprocess.Popen([ENISIM, "describe", "enis", "s.yaml", "--format", format_],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            wait_until_held(process, signal.SIGINT)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=SECONDS_MAX)
        expect(process.returncode, 130, err)
        expect_in("of the simulated time: what is described is of then\n", err)
        expect(out.endswith("\nInterrupted there, before the instant that was asked for.\n"), told)
        expect("eni-" in out, True)


def slip_in_a_filter_is_told_before_the_run():
    _expect_refusal("did you mean 'state'?", "enis", "s.yaml", "--filter", "sate=retained",
                    scenario=ENDLESS)
    _expect_refusal("unknown state 'in-use': did you mean 'in_use'?", "enis", "s.yaml",
                    "--filter", "state=in-use", scenario=ENDLESS)


def bad_usage_exits_2_and_says_what_to_do():
    _expect_refusal("what to describe and one scenario are needed")
    _expect_refusal("what to describe and one scenario are needed", "enis")
    _expect_refusal("'vms' cannot be described", "vms", "s.yaml")
    _expect_refusal("--at '3': a unit is needed", "enis", "s.yaml", "--at", "3")
    _expect_refusal("--filter 'status': write NAME=VALUE", "enis", "s.yaml", "--filter", "status")
    _expect_refusal("`enisim describe --help` lists the options", "enis", "s.yaml", "--frobnicate")
    _expect_refusal("absent.yaml", "enis", "absent.yaml")


def help_is_data():
    done = _describe("--help")
    expect((done.returncode, done.stderr), (0, ""))
    expect_in("enis|runtimes SCENARIO", done.stdout)


if __name__ == "__main__":
    run_rules(sys.modules[__name__])
