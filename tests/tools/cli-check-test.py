#!/usr/bin/env python3
"""cli-check-test.py BINARY SOURCE: `enisim check` as a shell and a build server see it.

Goal: whoever opens a pull request learns what is wrong with a template, where and what to do, and
the build fails on what it was told to fail on.
Method: the built command itself on templates of ours.
"""
import json
import os
import pathlib
import re
import sys
from xml.etree import ElementTree

from black_box import attempt, expect, expect_in, run_rules

ENISIM, SOURCE = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).absolute()
ISOLATED = SOURCE / "bench/templates/isolated.yaml"
AGENTS = SOURCE / "bench/templates/agents.yaml"
TODAY = "--today=2026-11-30"
BARE = """\
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}}
  B: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24}}
  Sg: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc}}
  Notes: {Type: AWS::BedrockAgentCore::Memory, Properties: {Name: notes}}
  Table: {Type: AWS::DynamoDB::Table}
  Policy:
    Type: AWS::IAM::Policy
    Properties:
      Roles: [!Ref Role]
      PolicyDocument:
        Statement:
          - {Effect: Allow, Action: [bedrock:InvokeModelWithResponseStream, xray:PutTraceSegments]}
          - {Effect: Deny, Action: "secretsmanager:GetSecretValue"}
  Role: {Type: AWS::IAM::Role}
  Planner:
    Type: AWS::BedrockAgentCore::Runtime
    Properties:
      AgentRuntimeName: planner
      RoleArn: !GetAtt Role.Arn
      EnvironmentVariables: {TABLE: !Ref Table}
      AgentRuntimeArtifact: {ContainerConfiguration: {ContainerUri: x}}
      NetworkConfiguration:
        NetworkMode: VPC
        NetworkModeConfig: {Subnets: [!Ref A, !Ref B], SecurityGroups: [!Ref Sg]}
"""


def _call(*arguments, **options):
    return attempt(ENISIM, "check", *arguments, **options)


def _check(*arguments):
    done = _call("--format=json", "--fail-on=none", TODAY, *arguments)
    expect((done.returncode, done.stderr), (0, ""), arguments)
    return json.loads(done.stdout)


def _bare():
    pathlib.Path("bare.yaml").write_text(BARE)
    return "bare.yaml"


def _missing(*arguments):
    return {finding["subject"]: finding["reason"] for finding in _check(*arguments)["findings"]
            if finding["rule"] == "endpoint-missing" and finding["known"]}


def each_missing_endpoint_is_named_with_its_feature():
    missing = _missing(_bare())
    expect({service: reason.partition(", and A and B have ")[0]
            for service, reason in missing.items()},
           {"ecr.api": "planner needs ecr.api for the container image",
            "ecr.dkr": "planner needs ecr.dkr for the container image",
            "s3": "planner needs s3 for image layers and code packages",
            "logs": "planner needs logs for log delivery",
            "bedrock-runtime": "planner needs bedrock-runtime for model inference",
            "bedrock-agentcore": "planner needs bedrock-agentcore for Memory",
            "dynamodb": "planner needs dynamodb for DynamoDB"})
    for reason in missing.values():
        expect_in("neither an endpoint for it nor a NAT path", reason)


def declared_features_are_checked_too():
    missing = _missing(_bare(), "--uses=identity,observability", "--uses=gateway")
    expect_in("Memory and Identity", missing["bedrock-agentcore"])
    for service in ("monitoring", "xray", "bedrock-agentcore.gateway"):
        expect_in("neither an endpoint for it nor a NAT path", missing[service])


def what_is_taken_to_be_used_is_said():
    assumed = _check(_bare(), "--uses=kms")["assumed_uses"]
    expect(assumed, ["kms: declared for all agents",
                     "model: planner's role may do bedrock:InvokeModelWithResponseStream",
                     "memory: the stack of planner makes notes",
                     "dynamodb: planner's environment names one of type AWS::DynamoDB::Table"])


def table_has_place_reason_and_fix():
    done = _call(ISOLATED, TODAY)
    expect(done.returncode, 1)
    expect_in("5 errors; 1 suppressed.", done.stdout)
    expect_in(f"error sg-runtime-egress {ISOLATED}:28:3 AgentSg", done.stdout.replace("\n  ", " "))
    expect_in("planner cannot reach Layers (s3's prefix list).", done.stdout)
    expect_in("Fix: Let TCP 443 out to it, or to 0.0.0.0/0.", done.stdout)
    expect_in("no-egress: A runtime in a VPC reaches", done.stdout)
    expect([line for line in done.stdout.splitlines() if len(line) > 100 and " " in line.strip()],
           [])


def status_is_what_fail_on_names():
    for arguments, status in (((), 1), (("--fail-on=none",), 0), (("--fail-on=error",), 1),
                              (("--fail-on=nat-path",), 0), (("--fail-on=nat-path,nacl",), 0),
                              (("--fail-on=nacl", "--fail-on=endpoint-missing"), 1),
                              (("--fail-on=sg-split,warning",), 1),
                              (("--fail-on=teardown-lag",), 0)):
        expect(_call(ISOLATED, TODAY, *arguments).returncode, status, arguments)
    expect(_call(ISOLATED, "--today=2027-07-01", "--fail-on=teardown-lag").returncode, 1)


def lack_fails_where_it_is_named():
    pathlib.Path("typo.yaml").write_text(
        "Resources: {A: {Type: AWS::BedrockAgentCore::Runtim}}\n")
    expect(_call("typo.yaml").returncode, 0)
    expect(_call("typo.yaml", "--fail-on=error,not-known").returncode, 0)
    done = _call("typo.yaml", "--fail-on=error,nothing")
    expect(done.returncode, 1)
    expect_in("Nothing to find", done.stdout)
    expect_in("--fail-on: 0 agents in VPC mode were looked at, and 0 answers are not", done.stderr)


def fix_names_the_region_where_that_is_known():
    for arguments, region in (((), "REGION"), (("--region=eu-west-1",), "eu-west-1")):
        expect_in(f"com.amazonaws.{region}.logs with private DNS.",
                  _call(ISOLATED, TODAY, *arguments).stdout)


def ignored_rules_do_not_fail():
    ignored = ["--ignore=no-egress", "--ignore=endpoint-missing:2026-11-30",
               "--ignore=sg-runtime-egress"]
    expect(_call(ISOLATED, TODAY, *ignored).returncode, 0)
    expect(_call(ISOLATED, "--today=2026-12-01", *ignored).returncode, 1)
    counts = _check(ISOLATED, *ignored)["counts"]
    expect((counts["errors"], counts["suppressed"]), (0, 6))


def expired_suppression_is_told():
    done = _call(ISOLATED, "--today=2027-07-01")
    expect_in("1 note (1 of them with a suppression that has expired)", done.stdout)
    expect_in("Its suppression expired on 2027-06-30: the stack stays.", done.stdout)
    for form in ("github", "junit", "sarif"):
        said = _call(ISOLATED, "--today=2027-07-01", f"--format={form}", "--fail-on=note").stdout
        expect_in("Its suppression expired on 2027-06-30: the stack stays.", said, form)


def what_was_looked_at_is_said_in_every_form():
    pathlib.Path("none.yaml").write_text(
        "Transform: AWS::Serverless-2016-10-31\nResources: {T: {Type: AWS::SNS::Topic}}\n")
    scope = "No agent in VPC mode is described here; 22 of 22 rules had nothing to look at"
    for form in ("table", "json", "github", "junit", "sarif"):
        done = _call("none.yaml", f"--format={form}")
        expect(done.returncode, 0, form)
        expect_in(scope, done.stdout, form)
        expect_in("the transform AWS::Serverless-2016-10-31 is not expanded",
                  " ".join(done.stdout.split()), form)
    root = ElementTree.fromstring(_call("none.yaml", "--format=junit").stdout)
    expect(len(root.findall("testsuite/testcase/skipped")), 22)


def findings_keep_their_numbers_and_names_where_lines_and_files_move():
    name = _bare()
    pathlib.Path("moved.yaml").write_text("# moved\n\n" + BARE)
    marks = [{f["fingerprint"] for f in _check(file)["findings"]} for file in (name, "moved.yaml")]
    expect(marks[0], marks[1])
    names = [[(case.get("classname"), case.get("name")) for case in
              ElementTree.fromstring(_call(file, "--format=junit", "--fail-on=single-az").stdout)
              .findall("testsuite/testcase") if case.get("classname") != "teardown-lag"]
             for file in (name, "moved.yaml")]
    expect(names[0], names[1])


def one_resource_is_ignored_by_its_id():
    ignored = _check(_bare(), "--ignore=no-egress@A:2027-01-31")["findings"]
    by_id = {f["resource_id"]: f["suppression"] for f in ignored if f["rule"] == "no-egress"}
    expect((by_id["bare/A"]["by"], by_id["bare/B"]), ("option", None))


def without_a_date_today_counts():
    text = BARE.replace("  Sg: {", "  Sg: { # enisim:ignore teardown-lag until=2001-01-01\n   ")
    text = text.replace("  A: {", "  # enisim:ignore no-egress\n  A: {")
    pathlib.Path("old.yaml").write_text(text)
    by_rule = {}
    for finding in json.loads(_call("old.yaml", "--format=json").stdout)["findings"]:
        by_rule.setdefault(finding["rule"], finding["suppression"])
    expect(by_rule["teardown-lag"]["expired"], True)
    expect(by_rule["no-egress"], {"expired": False, "by": "comment", "until": None, "reason": None})


def what_is_not_known_is_listed_on_request():
    expect_in("answers are not known (--not-known lists them)", _call(AGENTS).stdout)
    expect("not known az-unsupported" in _call(AGENTS).stdout, False)
    expect_in("not known az-unsupported", _call(AGENTS, "--not-known").stdout)


def eni_without_a_known_agent_is_no_agent():
    check = _check(SOURCE / "bench/state/describe-network-interfaces.json")
    expect(check["findings"], [])
    expect_in("ENIs of AgentCore whose agents are not known", check["scope"]["text"])


def rules_are_listed():
    rules = json.loads(_call("--list-rules", "--format=json").stdout)["rules"]
    table = _call("--list-rules").stdout
    expect(len(rules), 22)
    for rule in rules:
        expect_in(f"{rule['severity']} {rule['id']}\n", table)
        expect(rule["mark"] in ("documented", "observed", "assumed"), True, rule["id"])


def _unescape(text):
    return re.sub("%([0-9A-F]{2})", lambda found: chr(int(found[1], 16)), text)


def github_commands_parse():
    name = "a, 100%: b.yaml"
    pathlib.Path(name).write_text(BARE)
    findings = [f for f in _check(name)["findings"] if f["known"]]
    lines = _call("--format=github", name).stdout.splitlines()
    expect(len(lines), len(findings))
    for line, finding in zip(lines, findings):
        command, properties, message = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line).groups()
        values = dict(item.split("=", 1) for item in properties.split(","))
        expect(command, "notice" if finding["severity"] == "note" else finding["severity"])
        expect(_unescape(values["file"]), name)
        expect((values["line"], values["col"]), (str(finding["line"]), str(finding["column"])))
        expect(values["title"], f"enisim {finding['rule']}")
        expect_in(finding["reason"], _unescape(message))


def junit_parses_and_counts():
    text = BARE.replace("AgentRuntimeName: planner", 'AgentRuntimeName: "<&\\"\\t]]>\\x01é"')
    pathlib.Path("odd.yaml").write_text(text)
    root = ElementTree.fromstring(_call("--format=junit", "--fail-on=error", "odd.yaml").stdout)
    findings = _check("odd.yaml")["findings"]
    errors = [f for f in findings if f["known"] and f["severity"] == "error"]
    expect(len(root.findall("testsuite")), 23)
    for suite in root.findall("testsuite"):
        cases = suite.findall("testcase")
        expect(int(suite.get("tests")), len(cases))
        expect(int(suite.get("failures")), len(suite.findall("testcase/failure")))
        expect(int(suite.get("skipped")), len(suite.findall("testcase/skipped")))
    failures = root.findall("testsuite/testcase/failure")
    expect(len(failures), len(errors))
    named = {f["rule"] for f in findings}
    skipped = [case for case in root.findall("testsuite/testcase")
               if case.find("skipped") is not None and case.get("classname") in named]
    expect(len(skipped), len(findings) - len(errors))
    passed = [case for case in root.findall("testsuite/testcase") if len(case) == 0]
    expect([case.get("name") for case in passed if case.get("classname") in named], [])
    expect(any('<&"\t]]>\ufffdé' in failure.get("message") for failure in failures), True)


def template_comes_from_stdin_too():
    with ISOLATED.open(encoding="utf-8") as file:
        expect_in("<stdin>:7:3", _call("-", TODAY, stdin=file).stdout)


def output_is_whole_or_not_at_all():
    pathlib.Path("out.txt").write_text("old")
    expect(_call("none.yaml", "-o", "out.txt").returncode, 2)
    expect(_call(ISOLATED, "--ignore=none-such", "-o", "out.txt").returncode, 2)
    expect(pathlib.Path("out.txt").read_text(), "old")
    done = _call(ISOLATED, TODAY, "-o", "out.txt")
    expect((done.returncode, done.stdout), (1, ""))
    expect_in("5 errors", pathlib.Path("out.txt").read_text())
    expect(sorted(os.listdir()), ["out.txt"])
    if os.path.exists("/dev/full"):
        expect(_call(ISOLATED, "-o", "/dev/full").returncode, 3)


def slips_are_told():
    for arguments, message in (((), "no template is named"),
                               ((ISOLATED, "--format=xml"), "write table, json, sarif, github or"),
                               (("--list-rules", "--format=sarif"), "is table or json"),
                               ((ISOLATED, "--uses=memry"), "--uses: \"memry\" is no feature, did"),
                               ((ISOLATED, "--fail-on="), "--fail-on: \"\" is no rule"),
                               ((ISOLATED, "--fail-on=errors"), "did you mean \"error\"?"),
                               ((ISOLATED, "--fail-on=note,none"), "contradict each other"),
                               ((ISOLATED, "--ignore=nacl:x"), "\"x\" is no date such as"),
                               ((ISOLATED, "--today=now"), "--today: \"now\" is no date such as"),
                               ((ISOLATED, "--set=model.none=1"), "--set model.none")):
        done = _call(*arguments)
        expect((done.returncode, done.stdout), (2, ""), arguments)
        expect_in(message, done.stderr)


if __name__ == "__main__":
    run_rules(sys.modules[__name__])
