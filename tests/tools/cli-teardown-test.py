#!/usr/bin/env python3
"""cli-teardown-test.py BINARY: `enisim teardown` as a shell sees it.

Goal: whoever destroys a stack learns when each deletion succeeds, and what holds it until then.
Method: the built command itself, on two groups of ENIs, an endpoint and random retentions.
"""
import json
import os
import pathlib
import signal
import subprocess
import sys
import time

from black_box import SECONDS_MAX, attempt, expect, expect_in, run_rules, wait_until_held

ENISIM = os.path.abspath(sys.argv[1])
HOUR = 3600 * 10**6
SCENARIO = """\
name: two groups
horizon: 4h
vpc:
  cidr: 10.0.0.0/16
  subnets: {a: {cidr: 10.0.1.0/28, az: za}, b: {cidr: 10.0.2.0/28, az: zb}}
  security_groups: [one, two]
  endpoints: [{service: logs, subnets: [b]}]
runtimes:
  - {name: r, count: 12, subnets: [a, b], security_groups: [one]}
  - {name: goes, subnets: [a], security_groups: [two]}
timeline:
  - {at: 1h, delete: goes}
"""
RANDOM = ("--set", "model={eni_retention: {uniform: [1h, 3h]}}")


def _call(*arguments, scenario=SCENARIO):
    pathlib.Path("s.yaml").write_text(scenario)
    return attempt(ENISIM, "teardown", *arguments)


def _read(*arguments):
    done = _call("s.yaml", "--format=json", *arguments)
    expect((done.returncode, done.stderr), (0, ""), arguments)
    answer = json.loads(done.stdout)
    return answer, {item["name"]: item for item in answer["items"]}


def waits_are_told_from_the_horizon_on_or_from_at():
    answer, items = _read()
    expect((answer["at_us"], answer["replications"]), (4 * HOUR, 1))
    expect(items["one"]["wait_us"]["worst"], 8 * HOUR)
    expect(items["two"]["wait_us"]["worst"], 5 * HOUR)
    expect("goes" in items, False)
    answer, items = _read("--at", "30min")
    expect(answer["at_us"], HOUR // 2)
    expect((items["goes"]["wait_us"]["worst"], items["two"]["wait_us"]["worst"]), (0, 8 * HOUR))
    expect(items["two"]["worst_at_us"], 8 * HOUR + HOUR // 2)


def endpoint_is_an_obstacle():
    _, items = _read()
    expect((items["b"]["never"], items["b"]["obstacle"]), (True, "1 endpoint"))
    expect((items["a"]["never"], items["a"]["obstacle"]), (False, None))
    expect(items["a"]["blocked_by"], "retained ENIs of one in a, b")


def random_scenarios_run_more_than_once():
    answer, items = _read(*RANDOM)
    expect(answer["replications"], 20)
    waits = items["one"]["wait_us"]
    expect(HOUR < waits["median"] < waits["p95"] <= waits["worst"] < 3 * HOUR, True, waits)
    expect(_read(*RANDOM, "--replications=3")[0]["replications"], 3)
    expect(_read(*RANDOM), _read(*RANDOM))


def table_joins_what_is_alike():
    text = _call("s.yaml").stdout
    expect_in("r_0 … r_11", text)
    expect_in("All is destroyed at 4h. Runtimes, VMs and ENIs are gone 8h later.", text)
    expect_in("1 endpoint", text)
    expect("P95" in text, False)
    expect_in("P95", _call("s.yaml", *RANDOM).stdout)


def instant_past_the_end_is_remarked_on():
    done = _call("s.yaml", "--at=5h")
    expect(done.returncode, 0)
    expect_in("the run ends at 04:00:00: all is destroyed then", done.stderr)


def slips_are_told():
    for arguments, message in (((), "no scenario is named"), (("a", "b"), "one scenario only"),
                               (("s.yaml", "--at=5"), "--at"),
                               (("s.yaml", "--replications=0"), "--replications '0'"),
                               (("none.yaml",), "none.yaml")):
        done = _call(*arguments)
        expect((done.returncode, done.stdout), (2, ""), arguments)
        expect_in(message, done.stderr)


def help_is_told():
    expect_in("--replications", _call("--help").stdout)


def interrupt_keeps_the_replications_that_are_done():
    pathlib.Path("s.yaml").write_text(SCENARIO)
    process = subprocess.Popen([ENISIM, "teardown", "s.yaml", "--format=json", *RANDOM,
                                "--replications=100000"], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    wait_until_held(process, signal.SIGINT)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=SECONDS_MAX)
    expect(process.returncode, 130, stderr)
    expect_in("replications", stderr)
    expect(json.loads(stdout)["replications"] < 100000, True)


if __name__ == "__main__":
    run_rules(sys.modules[__name__])
