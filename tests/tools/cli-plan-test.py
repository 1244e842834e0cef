#!/usr/bin/env python3
"""cli-plan-test.py BINARY SOURCE: `enisim plan` and `enisim import` as a shell sees them.

Goal: whoever has a template sees what it takes of each subnet before a deploy, and gets a scenario
of it that holds the same addresses and runs on past a delete.
Method: the built command itself on a template of ours, whose counts a pencil gives.
"""
import json
import os
import pathlib
import sys

from black_box import attempt, call, expect, expect_in, run_rules
from plan_import import check_import

ENISIM, SOURCE = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).absolute()
TEMPLATE = SOURCE / "bench/templates/agents.yaml"
STACKS = {name: SOURCE / f"tests/data/{name}.yaml" for name in ("shared-sg", "two-sg")}


def _call(*arguments, **options):
    return attempt(ENISIM, *arguments, **options)


def _succeed(*arguments, **options):
    return call(ENISIM, *arguments, **options)


def _plan(*arguments):
    plan = json.loads(_succeed("plan", "--format=json", *arguments))
    return plan, {subnet["name"]: subnet for subnet in plan["subnets"]}


def _count(of):
    return of["min"], of["expected"], of["max"]


def groups_have_members_and_reasons():
    plan, _ = _plan(TEMPLATE)
    expect([group["members"] for group in plan["groups"]],
           [["planner", "coder", "surfer"], ["billing"]])
    expect(_count(plan["enis"]), (4, 4, 6))
    expect(plan["groups"][0]["reason"], "same 2 subnets and security group AgentSg")
    expect_in("apart from group 1 by its security group BillingSg", plan["groups"][1]["reason"])


def subnets_hold_in_each_phase_what_a_pencil_says():
    _, subnets = _plan(TEMPLATE)
    private = subnets["PrivateA"]
    expect(private["usable"], 11)
    expect(_count(private["now"]["held"]), (3, 3, 4))
    expect(_count(private["now"]["free"]), (7, 8, 8))
    expect(_count(private["redeploy"]["held"]), (3, 3, 7))
    expect(_count(private["blue_green"]["held"]), (3, 5, 7))
    expect(_count(private["destroyed"]["held"]), (2, 2, 3))
    expect(private["smallest_prefix"], 28)
    expect(_count(subnets["PublicA"]["nat_gateways"]), (1, 1, 1))


def assumption_that_is_set_leaves_no_bound():
    _, subnets = _plan(TEMPLATE, "--set", "model.eni_sharing_across_types=no")
    expect(_count(subnets["PrivateA"]["now"]["held"]), (4, 4, 4))


def parameter_decides_a_condition():
    _, subnets = _plan(TEMPLATE)
    expect(_count(subnets["PrivateA"]["others"]), (0, 0, 0))
    _, subnets = _plan(TEMPLATE, "--param", "Stage=live")
    expect(_count(subnets["PrivateA"]["others"]), (1, 1, 1))


def cost_is_that_of_the_region():
    cost = _plan(TEMPLATE, "--region=us-east-1")[0]["cost_per_month"]
    expect(round(cost["endpoint_azs"]["dollars"], 2), 14.6)
    expect(round(cost["nat_gateways"]["dollars"], 2), 32.85)
    expect(_plan(TEMPLATE)[0]["cost_per_month"]["nat_gateways"]["dollars"], None)


def table_fits_its_page_and_explains():
    text = _succeed("plan", TEMPLATE, "--explain", "--region=us-east-1")
    expect([line for line in text.splitlines() if len(line) > 100], [])
    expect_in("PrivateA: usable = 2^(32 - 28) - 5 = 11\n", text)
    expect_in("in-place redeploy = 3 to 4 held + 0 to 3 new ENIs = 3 to 7;", text)
    expect_in("endpoints in AZs: 2 * 730 h * $0.01 = $14.60", text)
    expect("How this comes about" in _succeed("plan", TEMPLATE), False)


def markdown_has_tables():
    text = _succeed("plan", TEMPLATE, "--format", "markdown")
    expect_in("| SUBNET | CIDR |", text)
    expect_in("| PrivateA | 10.0.2.0/28 | 11 | 3\u20134 |", text)


def template_comes_from_stdin_too():
    with TEMPLATE.open(encoding="utf-8") as file:
        expect_in("4 agents have 4 to 6 ENIs", _succeed("plan", "-", stdin=file))


def output_is_whole_or_not_at_all():
    pathlib.Path("out.txt").write_text("old")
    expect(_call("plan", "none.yaml", "-o", "out.txt").returncode, 2)
    expect(pathlib.Path("out.txt").read_text(), "old")
    expect(_succeed("plan", TEMPLATE, "-o", "out.txt"), "")
    expect_in("PrivateA", pathlib.Path("out.txt").read_text())
    expect(sorted(os.listdir()), ["out.txt"])


def full_disk_is_told():
    if os.path.exists("/dev/full"):
        for command in ("plan", "import"):
            expect(_call(command, TEMPLATE, "-o", "/dev/full").returncode, 3)


def slips_are_told():
    rows = (((), "no template is named"),
            (("-", "other"), "- is stdin, and then the only template"),
            ((TEMPLATE, "--kind=word"), "--kind 'word': write auto, cloudformation, cdk"),
            ((TEMPLATE, "--param=Stage"), "--param 'Stage': write NAME=VALUE"),
            ((TEMPLATE, "--export==x"), "--export '=x': write NAME=VALUE"),
            (("none.yaml",), "none.yaml: "))
    for command in ("plan", "import"):
        for arguments, message in rows:
            done = _call(command, *arguments)
            expect((done.returncode, done.stdout), (2, ""), arguments)
            expect_in(message, done.stderr)


def slips_of_a_plan_are_told():
    for arguments, message in ((("--format=csv",), "write table, json or markdown"),
                               (("--set=model.none=1",), "--set model.none"),
                               (("--fail-on=fits",), "--fail-on 'fits': write fit"),
                               (("--param=Stage=none",), "Stage")):
        done = _call("plan", TEMPLATE, *arguments)
        expect((done.returncode, done.stdout), (2, ""), arguments)
        expect_in(message, done.stderr)


def complaint_has_file_line_and_column():
    pathlib.Path("bad.yaml").write_text("Resources:\n  A: {Type: [x]}\n")
    done = _call("plan", "bad.yaml")
    expect((done.returncode, done.stdout), (2, ""))
    expect_in("bad.yaml:2:", done.stderr)


def _import(*arguments):
    done = _call("import", "-o", "scenario.yaml", *arguments)
    expect((done.returncode, done.stdout), (0, ""), done.stderr)
    return done.stderr


OTHERS = """\
Resources:
  A: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.0.0/26, AvailabilityZone: a}}
  B: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.0.64/26, AvailabilityZone: b}}
  Rt:
    Type: AWS::BedrockAgentCore::Runtime
    Properties:
      AgentRuntimeName: rt
      NetworkConfiguration:
        NetworkMode: VPC
        NetworkModeConfig: {Subnets: [!Ref A, !Ref B], SecurityGroups: [sg-1]}
  Efs: {Type: AWS::EFS::MountTarget, Properties: {SubnetId: !Ref A}}
  Fn1: {Type: AWS::Lambda::Function, Properties: {VpcConfig: &vpc {SubnetIds: [!Ref A, !Ref B]}}}
  Fn2: {Type: AWS::Lambda::Function, Properties: {VpcConfig: *vpc}}
  Alb: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Subnets: [!Ref A, !Ref B]}}
  Tasks:
    Type: AWS::ECS::Service
    Properties:
      DesiredCount: 5
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref A, !Ref B]}}
  Group: {Type: AWS::RDS::DBSubnetGroup, Properties: {SubnetIds: [!Ref A, !Ref B]}}
  Db: {Type: AWS::RDS::DBInstance, Properties: {DBSubnetGroupName: !Ref Group, MultiAZ: true}}
  Machine: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref B}}
"""


def run_of_an_import_holds_what_the_plan_says_and_runs_on_to_the_retention():
    pathlib.Path("others.yaml").write_text(OTHERS)
    for arguments in ((TEMPLATE,), (TEMPLATE, "--param", "Stage=live"), (STACKS["shared-sg"],),
                      (STACKS["two-sg"],), ("others.yaml",)):
        expect(check_import(ENISIM, *arguments), 7)
    expect({name: subnet["now"]["held"]["expected"]
            for name, subnet in _plan("others.yaml")[1].items()}, {"A": 15, "B": 14})


def stacks_written_by_hand_have_the_published_enis():
    for name, groups, n_enis in (("shared-sg", [10], 1), ("two-sg", [1, 9], 2)):
        plan, subnets = _plan(STACKS[name], "--region=ap-northeast-1")
        expect(sorted(len(group["members"]) for group in plan["groups"]), groups)
        expect(_count(plan["enis"]), (2 * n_enis,) * 3)
        expect(round(plan["cost_per_month"]["nat_gateways"]["dollars"], 2), 45.26)
        held = {path.rsplit("/", 1)[-1]: subnet for path, subnet in subnets.items()}
        expect({subnet: _count(of["now"]["held"]) for subnet, of in held.items()},
               {"publicSubnet1": (1,) * 3, "publicSubnet2": (0,) * 3,
                "privateSubnet1": (n_enis,) * 3, "privateSubnet2": (n_enis,) * 3})
        for subnet in held.values():
            n_held = subnet["now"]["held"]["expected"]
            expect(_count(subnet["now"]["free"]), (251 - n_held,) * 3)
            expect((subnet["usable"], subnet["smallest_prefix"]), (251, 28))
        expect(_count(held["privateSubnet2"]["redeploy"]["held"]), (n_enis, n_enis, 2 * n_enis))
        expect((plan["missing"], plan["notes"], plan["unknown_types"]), ([], [], []))


def what_a_policy_keeps_is_told():
    pathlib.Path("kept.yaml").write_text("""\
Resources:
  S: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.0.0/28}}
  N: {Type: AWS::EC2::NatGateway, DeletionPolicy: Retain, Properties: {SubnetId: !Ref S}}
""")
    plan, subnets = _plan("kept.yaml")
    expect(_count(subnets["S"]["destroyed"]["held"]), (1, 1, 1))
    expect_in("N stays, with its addresses, when its stack is deleted", json.dumps(plan["notes"]))
    expect_in("destroyed = 0 retained ENIs + 1 of resources that are kept = 1;",
              _succeed("plan", "kept.yaml", "--explain"))
    expect_in("N stays, with its addresses", _import("kept.yaml"))


def import_says_what_it_could_not_carry():
    pathlib.Path("open.yaml").write_text("""\
Parameters: {Ids: {Type: "List<AWS::EC2::Subnet::Id>"}}
Resources:
  Rt:
    Type: AWS::BedrockAgentCore::Runtime
    Properties:
      AgentRuntimeName: rt
      NetworkConfiguration:
        NetworkMode: VPC
        NetworkModeConfig: {Subnets: !Ref Ids, SecurityGroups: [sg-1]}
""")
    stderr = _import("open.yaml")
    expect_in("not carried: rt: its subnets are not known", stderr)
    expect_in("rt: its subnets are not known", pathlib.Path("scenario.yaml").read_text())
    _succeed("run", "--validate", "scenario.yaml")
    expect(_import("open.yaml", "--quiet"), "")
    text = _succeed("plan", "open.yaml")
    expect_in("1 agent has 1 to 16 ENIs", text)
    expect_in("give --param Ids=...", text)
    _import("open.yaml", "--param", "Ids=subnet-1,subnet-2")
    run = json.loads(_succeed("run", "scenario.yaml", "--format=json"))
    expect([subnet["held"] for subnet in run["subnets"]], [1, 1])


TASKS = """\
Parameters: {N: {Type: Number}}
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/28}}
  Rt:
    Type: AWS::BedrockAgentCore::Runtime
    Properties:
      NetworkConfiguration:
        NetworkMode: VPC
        NetworkModeConfig: {Subnets: [!Ref A], SecurityGroups: [sg-1]}
  Tasks:
    Type: AWS::ECS::Service
    Properties:
      DesiredCount: !Ref N
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref A]}}
"""


def verdict_says_in_which_phase_there_is_no_room():
    pathlib.Path("tasks.yaml").write_text(TASKS)
    text = _succeed("plan", "tasks.yaml", "--param=N=6")
    expect_in("A (10.0.0.0/28, 11 usable): no room in a redeploy (up to 14); it takes a /27", text)
    expect_in("6 of ECS", text)
    _, subnets = _plan("tasks.yaml", "--param=N=6")
    expect([subnets["A"][phase]["fits"] for phase in ("now", "redeploy", "blue_green")],
           ["yes", "not_all", "yes"])
    expect_in("no room now (13), in a redeploy (at least 13)",
              _succeed("plan", "tasks.yaml", "--param=N=12"))


def build_fails_where_a_subnet_has_no_room():
    pathlib.Path("tasks.yaml").write_text(TASKS)
    for n, status in ((2, 0), (6, 1), (12, 1)):
        done = _call("plan", "tasks.yaml", "--fail-on=fit", f"--param=N={n}", "-o", "out.txt")
        expect((done.returncode, done.stderr), (status, ""), n)
        expect_in("sg-1", pathlib.Path("out.txt").read_text())
    expect(_call("plan", "tasks.yaml", "--fail-on=fit").returncode, 0)  # not known is not too much


def build_passes_on_what_is_not_known_only_with_a_word():
    pathlib.Path("tasks.yaml").write_text(TASKS)
    for words, status, said in (("fit", 0, True), ("fit,unknown", 1, False), ("unknown", 1, False)):
        done = _call("plan", "tasks.yaml", "--fail-on", words)
        expect(done.returncode, status, words)
        expect("whether 1 of the subnets has room is not known, and passes" in done.stderr, said)
    expect(_call("plan", "tasks.yaml").stderr, "")
    done = _call("plan", TEMPLATE, "--fail-on=fit,unknown")
    expect((done.returncode, done.stderr), (0, ""))
    for words in ("", "fits", "fit,", "unknown,fits"):
        done = _call("plan", "tasks.yaml", f"--fail-on={words}")
        expect((done.returncode, done.stdout), (2, ""), words)
        expect_in("write fit, unknown or both", done.stderr)


def count_that_is_not_known_is_at_least():
    pathlib.Path("tasks.yaml").write_text(TASKS)
    plan, subnets = _plan("tasks.yaml")
    expect(_count(subnets["A"]["now"]["held"]), (1, 1, None))
    expect(_count(subnets["A"]["now"]["free"]), (None, 10, 10))
    expect(_count(plan["azs"][0]["enis"]), (1, 1, None))
    expect(subnets["A"]["others_by_kind"][0]["kind"], "ECS service")
    text = _succeed("plan", "tasks.yaml")
    expect_in("0+ of ECS", text)
    expect_in("ENIs of all kinds: at least 1 in an AZ that is not known; the quota is 5000 in each "
              "AZ.", text)
    expect_in("fits as far as is known", text)


def type_without_a_rule_is_at_least_in_the_subnets_it_names():
    pathlib.Path("fsx.yaml").write_text(TASKS.replace("AWS::ECS::Service", "AWS::New::Thing"))
    plan, subnets = _plan("fsx.yaml")
    expect(_count(subnets["A"]["now"]["held"]), (1, 1, None))
    expect(plan["unknown_types"], [{"type": "AWS::New::Thing", "n": 1, "n_in_subnets": 1}])
    done = _call("import", "fsx.yaml", "-o", "scenario.yaml")
    expect_in("New Thing Tasks: what it takes past the count here is not known", done.stderr)


def list_of_unknown_length_has_a_row():
    pathlib.Path("list.yaml").write_text(
        TASKS.replace("[!Ref A]", "!Split [',', !ImportValue nets]"))
    _, subnets = _plan("list.yaml", "--param=N=6")
    row = subnets["${Split , ${ImportValue nets}}"]
    expect((row["is_list"], _count(row["now"]["held"])), (True, (1, 7, 7)))
    expect_in("each of ${Split", _succeed("plan", "list.yaml", "--param=N=6"))


def price_that_is_not_dated_is_asked_for():
    text = _succeed("plan", TEMPLATE, "--region=eu-west-1")
    expect_in("no dated price for eu-west-1 here", " ".join(text.split()))
    done = _call("plan", TEMPLATE, "--region=us-east1")
    expect((done.returncode, done.stdout), (2, ""))
    expect_in("did you mean us-east-1?", done.stderr)


def file_given_twice_is_told():
    done = _call("plan", TEMPLATE, TEMPLATE)
    expect((done.returncode, done.stdout), (2, ""))
    expect_in("given twice", done.stderr)


def help_is_told():
    expect_in("--explain", _succeed("plan", "--help"))
    expect_in("--param", _succeed("import", "--help"))


if __name__ == "__main__":
    run_rules(sys.modules[__name__])
