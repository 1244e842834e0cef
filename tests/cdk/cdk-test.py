#!/usr/bin/env python3
"""cdk-test.py ENISIM FOLDER: plans of what the real CDK synthesizes.

Goal: stacks as people write them come out as their authors would count them.
Method: npm installs the CDK into FOLDER, stacks.js synthesizes there, and the groups, ENIs and
other holders of each plan are compared with numbers worked out by hand.  Without npm or its
registry all of it is skipped, saying so.
"""
import json
import pathlib
import shutil
import subprocess
import sys

from black_box import call, expect, run_rules

ENISIM = pathlib.Path(sys.argv[1]).resolve()
FOLDER = pathlib.Path(sys.argv[2]).resolve()
HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77
NPM_SECONDS_MAX = 600


def _skip(reason):
    print(f"skipped: {reason}")
    sys.exit(SKIPPED)


def _run(*command, **options):
    return subprocess.run([str(word) for word in command], cwd=FOLDER, capture_output=True,
                          text=True, check=False, **options)


def _synthesize():
    """Into FOLDER/out, afresh."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        _skip("there is no npm")
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ["package.json", "stacks.js"]:
        shutil.copyfile(HERE / name, FOLDER / name)
    try:
        done = _run(npm, "install", "--no-audit", "--no-fund", "--no-package-lock",
                    timeout=NPM_SECONDS_MAX)
    except subprocess.TimeoutExpired:
        _skip("npm does not come to an end")
    if done.returncode != 0:
        _skip(f"npm cannot install the CDK:\n{done.stderr[-2000:]}")
    shutil.rmtree(FOLDER / "out", ignore_errors=True)
    done = _run(node, "stacks.js", FOLDER / "out")
    if done.returncode != 0:
        raise SystemExit(f"the CDK refuses the stacks:\n{done.stderr[-4000:]}")


def _plan(name, *arguments):
    return json.loads(call(ENISIM, "plan", "--format", "json", *arguments, FOLDER / "out" / name))


def _groups(plan):
    """Members and ENIs of each group, the largest first."""
    return sorted(((len(group["members"]), group["enis"]["expected"]) for group in plan["groups"]),
                  reverse=True)


def _in_subnets(plan, what):
    """How many in each subnet that has any."""
    return sorted(subnet[what]["expected"] for subnet in plan["subnets"]
                  if subnet[what]["expected"] > 0)


def runtimes_of_one_security_group_share_an_eni_in_each_subnet():
    plan = _plan("shared-sg")
    expect(_groups(plan), [(3, 2)])
    expect(_in_subnets(plan, "enis"), [1, 1])


def security_groups_that_the_cdk_makes_for_each_runtime_split_the_enis():
    plan = _plan("auto-sg")
    expect(_groups(plan), [(1, 2), (1, 2)])
    expect(_in_subnets(plan, "enis"), [2, 2])


def stacks_tied_by_exports_are_one_plan():
    plan = _plan("two-stacks")
    expect(_groups(plan), [(2, 2)])
    expect(_in_subnets(plan, "enis"), [1, 1])
    expect(_in_subnets(plan, "endpoints"), [1, 1])
    expect(_in_subnets(plan, "nat_gateways"), [1])


def imported_network_has_ids_but_no_sizes():
    plan = _plan("imported-vpc")
    expect(_groups(plan), [(2, 2)])
    expect(sorted(plan["groups"][0]["subnets"]), ["subnet-0a", "subnet-0b"])


def condition_decides_which_runtimes_there_are():
    expect(_groups(_plan("condition")), [(1, 2)])
    expect(_groups(_plan("condition", "--param", "Mode=large")), [(1, 2), (1, 2)])


def list_parameter_without_a_value_is_told_and_with_one_is_counted():
    plan = _plan("list-parameters")
    expect([len(group["members"]) for group in plan["groups"]], [2])
    expect(sorted(item["name"].split(":")[-1] for item in plan["missing"]), ["SgIds", "SubnetIds"])
    given = _plan("list-parameters", "--param", "SubnetIds=subnet-1,subnet-2", "--param",
                  "SgIds=sg-1")
    expect(_groups(given), [(2, 2)])


def tools_share_with_runtimes_or_each_has_its_own():
    plan = _plan("tools")
    expect(_groups(plan), [(3, 2)])
    expect({rule["enis"] for rule in plan["enis_by_rule"] if rule["eni_sharing_across_types"]}, {2})
    expect({rule["enis"] for rule in plan["enis_by_rule"] if not rule["eni_sharing_across_types"]},
           {6})


if __name__ == "__main__":
    _synthesize()
    run_rules(sys.modules[__name__])
