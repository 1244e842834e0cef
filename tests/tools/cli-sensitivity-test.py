#!/usr/bin/env python3
"""cli-sensitivity-test.py BINARY: `enisim run --sensitivity` as a shell sees it.

Goal: what it says of an alternative is what a run with that option set says.
Method: the built command itself; each case is run again by hand with --set.
"""
import json
import os
import pathlib
import signal
import subprocess
import sys
import time

from black_box import attempt, call, expect, expect_in, run_rules

ENISIM = os.path.abspath(sys.argv[1])
SCENARIO = """\
name: redeploys
horizon: 12h
quotas: {max_vms: 5}
vpc:
  cidr: 10.0.0.0/16
  subnets: {a: {cidr: 10.0.1.0/28, az: za, background: 9}}
  security_groups: [one, two, three]
runtimes:
  - {name: x, subnets: [a], security_groups: [one], idle_timeout: 1min}
  - {name: y, subnets: [a], security_groups: [two], create_at: 1h}
  - {name: z, subnets: [a], security_groups: [three], create_at: 9h}
model: {cold_start: 30s}
workloads:
  - poisson: {rate: 5/min, target: x, session: new, until: 6h}
timeline:
  - {at: 3h, delete: y}
"""


def _until(end):
    return ("--set", f"horizon={end}", "--set", "workloads.0.poisson.rate=5/s",
            "--set", f"workloads.0.poisson.until={end}")


def _run(*arguments, scenario=SCENARIO):
    pathlib.Path("s.yaml").write_text(scenario)
    return attempt(ENISIM, "run", *arguments)


def _read(*arguments):
    done = _run("s.yaml", "--sensitivity", "--format=json", *arguments)
    expect((done.returncode, done.stderr), (0, ""), arguments)
    return {case["override"]: {answer["name"]: answer for answer in case["answers"]}
            for case in json.loads(done.stdout)["cases"]}


def _check(report, answers):
    expect(answers["subnets.a.held.peak"]["value"], report["subnets"][0]["peak"])
    expect(answers["control.failed_creates"]["value"], report["control"]["failed_creates"])
    expect(answers["calls.admitted"]["value"], report["calls"]["admitted"])
    expect(answers["calls.quota"]["value"], report["calls"]["outcomes"]["quota"])
    expect(answers["vms.peak"]["value"], report["vms"]["peak"])
    expect(answers["subnets.a.exhausted"]["value"], report["subnets"][0]["exhausted_us"] / 1e6)
    expect(answers["eni.in_window.released"]["value"],
           report["eni"]["in_window"]["released"])
    last = report["eni"]["last_released_at_us"]
    expect(answers["eni.last_released"]["value"], None if last is None else last / 1e6)


def each_case_is_the_run_with_that_option():
    cases = _read()
    expect("model.eni_retention=1h" in cases, True, list(cases))
    expect(len(cases) >= 8, True, list(cases))
    for override, answers in cases.items():
        report = json.loads(call(ENISIM, "run", "s.yaml", "--format=json", "--set", override))
        _check(report, answers)
        for answer in answers.values():
            is_none = None in (answer["value"], answer["base"])
            expect(answer["difference"], None if is_none else answer["value"] - answer["base"])


def retention_decides_whether_the_create_fails():
    answers = _read()["model.eni_retention=1h"]
    expect(answers["control.failed_creates"]["base"], 1)
    expect(answers["control.failed_creates"]["value"], 0)


def what_the_scenario_says_is_not_tried_but_the_default_is():
    cases = _read()
    expect([case for case in cases if case.startswith("model.cold_start")], [])
    cases = _read("--set", "model.eni_reuse=no")
    expect_in("model.eni_reuse=yes", list(cases))
    expect("model.eni_reuse=no" in cases, False)


def options_without_a_say_are_not_tried():
    cases = _read("--set", "workloads=[]", "--set", "timeline=[]")
    expect([case for case in cases if "teardown" in case or "provisioning" in case], [])


def table_tells_what_changes():
    text = _run("s.yaml", "--sensitivity").stdout
    expect_in("model.eni_retention=1h", text)
    expect_in("control.failed_creates", text)
    expect_in("Nothing changes with model.refusal_time=1.5s, ", text)


def _interrupt(seconds, end):
    process = subprocess.Popen(
        [ENISIM, "run", "s.yaml", "--sensitivity", "--format=json", *_until(end)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    return process.returncode, stdout, stderr


def interrupt_of_the_first_run_leaves_no_report():
    pathlib.Path("s.yaml").write_text(SCENARIO)
    code, stdout, stderr = _interrupt(0.5, "6000d")
    expect((code, stdout), (130, ""), stderr)
    expect_in("no run was finished, there is nothing to report", stderr)


def interrupt_of_a_later_run_says_what_the_report_lacks():
    begun = time.monotonic()
    _run("s.yaml", *_until("2d"))
    one_run = time.monotonic() - begun
    for n_runs in range(1, 20):  # until it falls between the end of the first and the last
        code, stdout, stderr = _interrupt(n_runs * 0.7 * one_run, "2d")
        if code == 130 and stdout != "":
            break
    expect(code, 130)
    expect_in("the report lacks this alternative and those behind it", stderr)
    expect(json.loads(stdout)["complete"], False)
    expect(json.loads(_run("s.yaml", "--sensitivity", "--format=json").stdout)["complete"], True)


def slips_are_told():
    for arguments, message in ((("-", "--sensitivity"), "cannot be stdin"),
                               (("s.yaml", "--sensitivity", "--replications=2"), "leave"),
                               (("s.yaml", "--sensitivity", "--events=x"), "leave")):
        done = _run(*arguments)
        expect((done.returncode, done.stdout), (2, ""), arguments)
        expect_in(message, done.stderr)


if __name__ == "__main__":
    run_rules(sys.modules[__name__])
