#!/usr/bin/env python3
"""cli-room-test.py BINARY: what `enisim run` says of subnets that were too small.

Goal: one run tells which prefix would have been large enough, also where creates failed in it.
Method: the built command itself, on two subnets of which one runs dry.
"""
import json
import os
import pathlib
import signal
import subprocess
import sys
import time

from black_box import SECONDS_MAX, call, expect, expect_in, run_rules

ENISIM = os.path.abspath(sys.argv[1])
SCENARIO = """\
name: tight
horizon: 10h
vpc:
  cidr: 10.0.0.0/16
  subnets:
    a: {cidr: 10.0.1.0/28, az: za, background: 10}
    b: {cidr: 10.0.2.0/28, az: zb}
  security_groups: [one, two, three]
runtimes:
  - {name: x, subnets: [a, b], security_groups: [one]}
  - {name: y, subnets: [a], security_groups: [two]}
  - {name: z, subnets: [a], security_groups: [three], create_at: 1h}
"""
# Refused for ever in the first run, and busy in the second.
BUSY = SCENARIO + """\
model: {refusal_time: {not_ready: 1h}, cold_start: 0s}
workloads:
  - closed: {clients: 100, target: z, from: 1h, session: {new: 0}}
"""


def _read(*arguments, text=SCENARIO):
    pathlib.Path("s.yaml").write_text(text)
    return json.loads(call(ENISIM, "run", "s.yaml", "--format=json", *arguments))["subnets"]


def prefixes_are_those_of_a_world_with_room():
    expect([(subnet["smallest_prefix"], subnet["room_peak"], subnet["peak"])
            for subnet in _read()], [(27, 13, 11), (28, 1, 1)])


def wide_subnets_say_the_same():
    wide = _read("--set", "vpc.subnets.a.cidr=10.0.16.0/24")
    expect([subnet["smallest_prefix"] for subnet in wide], [27, 28])


def table_tells_where_the_prefix_is_from():
    pathlib.Path("s.yaml").write_text(SCENARIO)
    text = call(ENISIM, "run", "s.yaml")
    expect_in("second run", text)
    expect_in("/27", text)
    expect("second run" in call(ENISIM, "run", "s.yaml", "--set", "runtimes=[]"), False)


def _interrupt_second_run():
    process = subprocess.Popen([ENISIM, "run", "s.yaml", "--events=log", "--format=json"],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not pathlib.Path("log").exists() and process.poll() is None:
        time.sleep(0.01)  # it is there when the first run has ended
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=SECONDS_MAX)
    return process.returncode, stdout, stderr


def interrupt_in_the_second_run_leaves_the_report_of_the_first():
    pathlib.Path("s.yaml").write_text(BUSY)
    code, stdout, stderr = _interrupt_second_run()
    expect(code, 130, stderr)
    expect_in("interrupted in the second run", stderr)
    report = json.loads(stdout)
    expect(report["complete"], True)
    expect(report["subnets"][0]["smallest_prefix"], None)


if __name__ == "__main__":
    run_rules(sys.modules[__name__])
