#!/usr/bin/env python3
"""cli-state-test.py BINARY SOURCE: `enisim plan` and `enisim import` on what an account says.

Goal: whoever has saved the answers of the AWS CLI sees what is there, what a deploy adds to it, and
runs on from there until nothing is retained any more.
Method: the built command on answers of ours, whose counts a pencil gives; on those beside the
source too, where they are.
"""
import json
import os
import pathlib
import sys

from black_box import attempt, call, expect, expect_in, run_rules

ENISIM, SOURCE = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).absolute()
STATE = sorted((SOURCE / "bench/state").glob("*.json"))
NEXT = (SOURCE / "bench/templates/next.yaml", "--param=Subnets=subnet-0a,subnet-0b",
        "--param=Group=sg-0agents")
SHARED = pathlib.Path(os.environ.get("ENISIM_SHARED", SOURCE.parent / "shared"))
PUBLISHED = SHARED / "data/state/describe-network-interfaces.agentic_ai.json"


def _plan(*arguments):
    plan = json.loads(call(ENISIM, "plan", "--format=json", *arguments))
    return plan, {subnet["name"]: subnet for subnet in plan["subnets"]}


def _run(*settings):
    run = json.loads(call(ENISIM, "run", "scenario.yaml", "--format=json",
                          *(f"--set={setting}" for setting in settings)))
    return {subnet["name"]: subnet["held"] for subnet in run["subnets"]}


def _import(*arguments):
    call(ENISIM, "import", "--quiet", "-o", "scenario.yaml", *arguments)


def _add_to_timeline(entry):
    path = pathlib.Path("scenario.yaml")
    text = path.read_text()
    if "\ntimeline:\n" not in text:
        text += "\ntimeline:\n"
    path.write_text(text + f"  - {entry}\n")


def state_shows_what_is_there_and_what_nothing_accounts_for():
    plan, subnets = _plan(*STATE)
    expect(subnets["private-a"]["there"],
           {"enis_in_use": 1, "enis_retained": 1, "enis_in_use_or_retained": 0, "endpoints": 1,
            "nat_gateways": 0, "others": 0, "unattributed": 2, "held": 5})
    expect(subnets["private-b"]["there"]["held"], 3)
    expect([subnet["added"]["max"] for subnet in subnets.values()], [0, 0])
    expect([group["enis_there"] for group in plan["groups"]], [2, 2])


def deploy_adds_to_what_is_there():
    plan, subnets = _plan(*STATE, *NEXT)
    expect([group["members"] for group in plan["groups"]],
           [["planner", "coder"], ["(retained)"], ["critic"]])
    for subnet in subnets.values():
        expect((subnet["added"]["min"], subnet["added"]["max"]), (1, 1))
    expect(subnets["private-a"]["now"]["free"]["min"], 5)


def order_of_the_answers_does_not_matter():
    forward = call(ENISIM, "plan", *STATE, *NEXT)
    expect(call(ENISIM, "plan", *NEXT, *reversed(STATE)).split("GROUP")[0],
           forward.split("GROUP")[0])


def table_and_markdown_tell_the_same():
    text = call(ENISIM, "plan", *STATE, *NEXT, "--explain")
    expect([line for line in text.splitlines() if len(line) > 100], [])
    expect_in("4 ENIs of AgentCore are there: 2 in use, 2 retained; nothing accounts for 2 "
              "addresses.", text)
    expect_in("destroyed = 3 retained ENIs + 3 that was there before = 6", text)
    expect_in("| private-a | 10.0.2.0/28 | 11 | 5 | 1 | 6 | 5 | 3 ENIs, 1 endpoint, 2 unattributed",
              call(ENISIM, "plan", *STATE, *NEXT, "--format=markdown"))


def run_goes_on_from_the_state():
    _import(*STATE, *NEXT)
    _, planned = _plan(*STATE, *NEXT)
    expect(_run("horizon=1h"), {name: subnet["now"]["held"]["expected"]
                                for name, subnet in planned.items()})
    expect(_run("horizon=7h59min"), {"private-a": 6, "private-b": 4})
    expect(_run("horizon=8h1min"), {"private-a": 5, "private-b": 3})


def runtimes_that_are_deleted_leave_nothing_past_the_retention():
    _import(*STATE)
    _add_to_timeline("{at: 1h, delete: planner}")
    expect(_run("horizon=8h59min"), {"private-a": 4, "private-b": 2})
    expect(_run("horizon=9h1min"), {"private-a": 3, "private-b": 1})
    expect(_run("horizon=9h", "model.eni_retention={uniform: [15min, 1h]}"),
           {"private-a": 3, "private-b": 1})


def answers_that_contradict_each_other_are_refused():
    subnets = json.loads((SOURCE / "bench/state/describe-subnets.json").read_text())
    subnets["Subnets"][0]["CidrBlock"] = "10.0.2.0/27"
    pathlib.Path("again.json").write_text(json.dumps(subnets))
    done = attempt(ENISIM, "plan", *STATE, "again.json")
    expect((done.returncode, done.stdout), (2, ""))
    expect_in("again.json:1:", done.stderr)
    expect_in("CidrBlock of subnet-0a is another one at ", done.stderr)


def published_enis_are_two_groups_and_gone_when_retention_says():
    if not PUBLISHED.is_file():
        print(f"skipped: no {PUBLISHED}")
        return
    plan, subnets = _plan(PUBLISHED)
    expect([group["enis_there"] for group in plan["groups"]], [2, 2])
    expect([subnet["there"]["enis_in_use_or_retained"] for subnet in subnets.values()], [2, 2])
    _import(PUBLISHED)
    _add_to_timeline("{at: 2h, delete: [not-listed, not-listed-2]}")
    expect(sorted(_run("horizon=9h59min").values()), [2, 2])
    expect(sorted(_run("horizon=10h1min").values()), [0, 0])


if __name__ == "__main__":
    run_rules(sys.modules[__name__])
