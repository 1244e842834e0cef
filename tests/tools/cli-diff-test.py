#!/usr/bin/env python3
"""cli-diff-test.py BINARY SOURCE: `enisim diff` as a shell and a pull request see it.

Goal: whoever changes a template sees what that changes in groups, ENIs, addresses, findings and
cost, and a build fails where it should.
Method: the built command itself on pairs of templates, one the other with a change; the published
layouts where they are there.
"""
import json
import os
import pathlib
import sys

from black_box import attempt, call, expect, expect_in, run_rules

ENISIM, SOURCE = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).absolute()
TEMPLATE = SOURCE / "bench/templates/agents.yaml"
PLAN = SOURCE / "tests/data/terraform/aws-plan.json"
TEMPLATES = pathlib.Path(os.environ.get("ENISIM_SHARED", SOURCE.parent / "shared"),
                         "data/templates")
SHARED, TWO = (TEMPLATES / f"Eni{name}10.template.json" for name in ("SharedSg", "TwoSg"))
REGION = "--region=us-east-1"


def _call(*arguments, **options):
    return attempt(ENISIM, *arguments, **options)


def _succeed(*arguments, **options):
    return call(ENISIM, *arguments, **options)


def _diff(*arguments):
    return json.loads(_succeed("diff", "--format=json", REGION, *arguments))


def _write_split():
    """The plan of Terraform, with one of two runtimes on another module's security group."""
    plan = json.loads(PLAN.read_text())
    for module in plan["planned_values"]["root_module"]["child_modules"]:
        for resource in module["resources"]:
            if resource["values"].get("agent_runtime_name") == "chat_1":
                resource["values"]["network_configuration"][0]["network_mode_config"][0][
                    "security_groups"] = ["sg-0123456789abcdef0"]
    for change in plan["resource_changes"]:
        if change["address"].endswith('agent["chat"].aws_bedrockagentcore_agent_runtime.this[1]'):
            unknown = change["change"]["after_unknown"]["network_configuration"][0]
            unknown["network_mode_config"][0]["security_groups"] = [False]
    pathlib.Path("new.json").write_text(json.dumps(plan))


def nothing_changes_in_the_same():
    diff = _diff(TEMPLATE, TEMPLATE)
    expect({group["change"] for group in diff["groups"]}, {"same"})
    expect((diff["resources"], diff["findings"], diff["worse"]), ([], [], []))
    expect_in("Nothing changes that takes addresses.\n\nenisim ",
              _succeed("diff", TEMPLATE, TEMPLATE))
    expect_in("Nothing changes that takes addresses.\n\nenisim ",
              _succeed("diff", TEMPLATE, TEMPLATE, "--format=markdown"))
    expect(_call("diff", "--fail-on=any", TEMPLATE, TEMPLATE).returncode, 0)


def split_of_a_group_is_told_with_its_reason():
    _write_split()
    diff = _diff(PLAN, "new.json")
    added = [group for group in diff["groups"] if group["change"] == "added"]
    expect([group["members"] for group in added], [["chat_1"]])
    expect_in("split from the group of chat_0 and 1 more: security group sg-0123456789abcdef0 "
              "instead of chat", added[0]["reason"])
    expect((diff["old_enis"]["expected"], diff["new_enis"]["expected"]), (6, 8))
    expect(diff["worse"][:3], ["groups", "enis", "addresses"])


def build_fails_on_what_it_names_and_on_nothing_else():
    _write_split()
    for words, status in (("enis", 1), ("groups", 1), ("addresses", 1), ("any", 1), ("cost", 0),
                          ("cost,enis", 1), ("findings", 1), ("warning", 1), ("error", 0),
                          ("note", 1), ("unknown", 1)):
        done = _call("diff", PLAN, "new.json", REGION, "--fail-on", words)
        expect(done.returncode, status, words)
        expect_in("+1 group, +2 ENIs, +1 address in each of private-a and private-b. Findings: "
                  "+1 warning, +2 not\n", done.stdout)
    expect(_call("diff", "new.json", PLAN, "--fail-on", "enis,groups,unknown,note").returncode, 0)


def markdown_is_for_a_pull_request():
    _write_split()
    text = _succeed("diff", PLAN, "new.json", "--format=markdown")
    expect_in("| GROUP | ENIS | AGENTS | WHY |", text)
    expect_in("| added | +2 | chat_1 | split from", text)


def parameters_may_be_of_one_side():
    diff = _diff(TEMPLATE, TEMPLATE, "--old-param=Stage=test", "--new-param=Stage=live")
    expect(isinstance(diff["groups"], list), True)
    done = _call("diff", TEMPLATE, TEMPLATE, "--new-param=None=1")
    expect((done.returncode, done.stdout), (2, ""))
    expect_in("--param None: no stack has such a parameter", done.stderr)


def slips_are_told():
    rows = (((), "name two descriptions"),
            ((TEMPLATE,), "name two descriptions"),
            ((TEMPLATE, TEMPLATE, TEMPLATE), "name two descriptions"),
            ((TEMPLATE, TEMPLATE, "--fail-on="), "--fail-on '': write groups, enis,"),
            ((TEMPLATE, TEMPLATE, "--fail-on=enis,word"), "--fail-on 'word': write groups, enis,"),
            ((TEMPLATE, "none.yaml"), "none.yaml: "),
            (("none.yaml", TEMPLATE), "none.yaml: "))
    for arguments, message in rows:
        done = _call("diff", *arguments)
        expect((done.returncode, done.stdout), (2, ""), arguments)
        expect_in(message, done.stderr)


def published_layouts_differ_as_published():
    if not SHARED.exists():
        print(f"skipped: {SHARED} is not there")
        return
    done = _call("diff", SHARED, TWO, "--fail-on=enis")
    expect(done.returncode, 1, done.stderr)
    expect_in("+1 security group, +1 group, +2 ENIs, +1 address in", done.stdout)
    diff = _diff(SHARED, TWO)
    expect({subnet["name"].rsplit("/", 1)[-1]:
            subnet["new_held"]["expected"] - subnet["old_held"]["expected"]
            for subnet in diff["subnets"]},
           {"publicSubnet1": 0, "publicSubnet2": 0, "privateSubnet1": 1, "privateSubnet2": 1})
    expect(_call("diff", TWO, SHARED, "--fail-on=groups,enis,addresses").returncode, 0)


if __name__ == "__main__":
    run_rules(sys.modules[__name__])
