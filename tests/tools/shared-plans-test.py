#!/usr/bin/env python3
"""shared-plans-test.py BINARY SOURCE: plans of templates that the real CDK has made.

Goal: the published layouts and a folder of two stacks come out as written down beside them.
Method: the built command on the data in ENISIM_SHARED or beside the source; skipped where there is
none.
"""
import json
import os
import pathlib
import sys

from black_box import call, expect, expect_in, run_rules
from plan_import import check_import

ENISIM = os.path.abspath(sys.argv[1])
SOURCE = pathlib.Path(sys.argv[2]).absolute()
BESIDE = SOURCE.parent / "shared"
TEMPLATES = pathlib.Path(os.environ.get("ENISIM_SHARED", BESIDE)) / "data/templates"
SHARED, TWO = (TEMPLATES / f"Eni{name}10.template.json" for name in ("SharedSg", "TwoSg"))
LISTS, FOLDER = TEMPLATES / "EniListParams.template.json", TEMPLATES / "cdk.out"
VALUES = ("--param=AgentSubnetIds=subnet-1,subnet-2", "--param=AgentSgIds=sg-1",
          "--export=net-AgentSg=sg-1", "--export=net-PrivateSubnetIds=subnet-2,subnet-1")


def _plan(*arguments):
    plan = json.loads(call(ENISIM, "plan", "--format=json", *arguments))
    return plan, {subnet["name"].rsplit("/", 1)[-1]: subnet for subnet in plan["subnets"]}


def _count(of):
    return of["min"], of["expected"], of["max"]


def _enis(subnets):
    return {name: _count(subnet["enis"]) for name, subnet in subnets.items()}


def ten_runtimes_of_one_group_have_two_enis():
    plan, subnets = _plan(SHARED)
    expect((len(plan["groups"]), _count(plan["enis"])), (1, (2, 2, 2)))
    expect(_enis(subnets), {"publicSubnet1": (0, 0, 0), "publicSubnet2": (0, 0, 0),
                            "privateSubnet1": (1, 1, 1), "privateSubnet2": (1, 1, 1)})
    expect(subnets["publicSubnet1"]["nat_gateways"]["expected"], 1)
    expect(subnets["publicSubnet2"]["now"]["held"]["expected"], 0)


def second_security_group_doubles_them():
    plan, subnets = _plan(TWO)
    expect(_count(plan["enis"]), (4, 4, 4))
    expect(sorted(len(group["members"]) for group in plan["groups"]), [1, 9])
    expect(_count(subnets["privateSubnet1"]["enis"]), (2, 2, 2))
    expect(_count(subnets["privateSubnet2"]["enis"]), (2, 2, 2))


def list_parameters_stay_symbols_and_are_asked_for():
    plan, _ = _plan(LISTS)
    expect(sorted(item["name"] for item in plan["missing"]),
           ["AgentSgIds", "AgentSubnetIds", "net-AgentSg", "net-PrivateSubnetIds"])
    expect(_count(plan["enis"]), (3, 3, 18))


def list_parameters_with_values_share():
    plan, subnets = _plan(LISTS, *VALUES)
    expect((len(plan["groups"]), _count(plan["enis"])), (1, (2, 2, 2)))
    expect(sorted(subnets), ["subnet-1", "subnet-2"])
    expect(plan["missing"], [])
    expect(_plan(LISTS, "--param=Mode=PUBLIC", *VALUES)[0]["public_agents"], ["param_rt"])


def folder_of_two_stacks_ties_them_by_exports():
    plan, subnets = _plan(FOLDER, "--region=us-east-1")
    expect([len(group["members"]) for group in plan["groups"]], [3])
    for name in ("agentsSubnet1", "agentsSubnet2"):
        expect(_count(subnets[name]["enis"]), (1, 1, 2))
        expect(_count(subnets[name]["endpoints"]), (3, 3, 3))
        expect(subnets[name]["usable"], 27)
    for name in ("publicSubnet1", "publicSubnet2"):
        expect(_count(subnets[name]["nat_gateways"]), (1, 1, 1))
        expect(subnets[name]["usable"], 11)
    expect(plan["missing"], [])


def run_of_each_import_holds_what_the_plan_says_and_runs_on_to_the_retention():
    for arguments in ((SHARED,), (TWO,), (LISTS, *VALUES), (FOLDER,)):
        expect(check_import(ENISIM, *arguments), 7)


def stacks_written_by_hand_have_the_same_plan():
    for synthesized, name in ((SHARED, "shared-sg"), (TWO, "two-sg")):
        written = SOURCE / f"tests/data/{name}.yaml"
        for options in (["--format=json"], ["--explain"], ["--format=markdown", "--explain"],
                        ["--region=ap-northeast-1"],
                        ["--set=model.eni_sharing=per_subnet", "--format=json"]):
            expect(call(ENISIM, "plan", *options, written),
                   call(ENISIM, "plan", *options, synthesized), (name, options))


def table_of_the_folder_fits_its_page():
    text = call(ENISIM, "plan", FOLDER, "--region=us-east-1", "--explain")
    expect([line for line in text.splitlines() if len(line) > 100], [])
    expect_in("6 endpoints in AZs $43.80; 2 NAT gateways $65.70", text)


if __name__ == "__main__":
    if not TEMPLATES.is_dir():
        print(f"skipped: no {TEMPLATES}")
        sys.exit(77)
    run_rules(sys.modules[__name__])
