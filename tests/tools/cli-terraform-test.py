#!/usr/bin/env python3
"""cli-terraform-test.py BINARY SOURCE: `enisim plan` and `enisim import` of Terraform's plans.

Goal: whoever has `terraform show -json` sees what it takes of each subnet, gets a scenario of it
that holds the same addresses, and is told plainly what to do with anything else of Terraform's.
Method: the built command itself on plans of ours, whose counts a pencil gives.
"""
import json
import os
import pathlib
import sys

from black_box import attempt, call, expect, expect_in, run_rules

ENISIM, SOURCE = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).absolute()
AWS, AWSCC, MODULES = (SOURCE / f"tests/data/terraform/{name}-plan.json"
                       for name in ("aws", "awscc", "vpc-module"))


def _call(*arguments, **options):
    return attempt(ENISIM, *arguments, **options)


def _succeed(*arguments, **options):
    return call(ENISIM, *arguments, **options)


def _plan(*arguments):
    plan = json.loads(_succeed("plan", "--format=json", *arguments))
    return plan, {subnet["name"]: subnet for subnet in plan["subnets"]}


def _held(of):
    return of["now"]["held"]["expected"]


def modules_share_what_they_refer_to():
    plan, subnets = _plan(AWS)
    expect([group["members"] for group in plan["groups"]],
           [["web"], ["chat_0", "chat_1"], ["search_0"]])
    expect({name: _held(subnet) for name, subnet in subnets.items()},
           {"public-a": 1, "private-a": 5, "private-b": 4})
    expect(plan["region"], "eu-west-1")


def awscc_is_read_too():
    plan, subnets = _plan(AWSCC)
    expect([group["members"] for group in plan["groups"]], [["one", "two", "calc"]])
    expect({name: _held(subnet) for name, subnet in subnets.items()},
           {"agents-0": 1, "agents-1": 1})


def public_modules_are_planned_and_checked():
    """Their group lets nothing in, and endpoints have it too: that, and no more, is wrong."""
    plan, subnets = _plan(MODULES)
    expect([group["members"] for group in plan["groups"]], [["agent_0", "agent_1"]])
    expect({name: _held(subnet) for name, subnet in subnets.items() if "private" in name},
           {f"main-private-eu-west-1{zone}": 3 for zone in "abc"})
    expect(plan["region"], "eu-west-1")
    findings = json.loads(_call("check", "--format=json", MODULES).stdout)["findings"]
    expect({finding["rule"] for finding in findings
            if finding["severity"] == "error" and finding["known"]}, {"sg-endpoint-ingress"})


def one_line_is_the_same_plan():
    for path in (AWS, AWSCC):
        text = json.dumps(json.loads(path.read_text()), separators=(",", ":"))
        pathlib.Path(path.name).write_text(text)
        plan, subnets = _plan(path.name)
        wanted, wanted_subnets = _plan(path)
        expect((plan["groups"], subnets), (wanted["groups"], wanted_subnets))


def import_then_run_holds_the_same_addresses():
    for path in (AWS, AWSCC):
        _, subnets = _plan(path)
        done = _call("import", "-o", "scenario.yaml", path)
        expect((done.returncode, done.stdout), (0, ""), done.stderr)
        report = json.loads(_succeed("run", "--format=json", "--quiet", "scenario.yaml"))
        peaks = {subnet["name"]: subnet["peak"] for subnet in report["subnets"]}
        expect(peaks, {name: _held(subnet) for name, subnet in subnets.items()})


def plan_and_template_go_into_one_inventory():
    template = SOURCE / "bench/templates/agents.yaml"
    both, _ = _plan(AWS, template)
    expect(len(both["groups"]), len(_plan(AWS)[0]["groups"]) + len(_plan(template)[0]["groups"]))


def plan_comes_from_stdin_too():
    with AWSCC.open(encoding="utf-8") as file:
        expect_in("3 agents have 2 to 4 ENIs", _succeed("plan", "-", stdin=file))


def what_is_no_plan_is_told_what_to_do():
    rows = (("main.tf", b'resource "aws_vpc" "main" {\n}\n', "a configuration of Terraform"),
            ("plan.bin", b"PK\x03\x04\x14\x00", "binary form: take what `terraform show -json"),
            ("plan.txt", b"Terraform will perform the following actions:\n", "a text for people"),
            ("terraform.tfstate", b'{"version": 4, "serial": 1, "terraform_version": "1.9.0"}',
             "Terraform's own state file"))
    for name, data, message in rows:
        pathlib.Path(name).write_bytes(data)
        for command in ("plan", "import"):
            done = _call(command, name)
            expect((done.returncode, done.stdout), (2, ""), name)
            expect_in(message, done.stderr)
            expect_in("terraform show -json", done.stderr)


def kinds_are_listed():
    expect_in("terraform", _succeed("plan", "--help"))
    expect_in("terraform", _call("plan", AWS, "--kind=word").stderr)
    done = _call("plan", AWS, "--kind=cdk")
    expect(done.returncode, 2)


if __name__ == "__main__":
    run_rules(sys.modules[__name__])
