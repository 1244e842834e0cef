#!/usr/bin/env python3
"""describe-shape-test.py BINARY SCENARIOS: what is described has the shape that AWS documents.

Goal: programs and queries written for the real answers work on simulated ones.
Method: AWS's own model of EC2, as botocore carries it, checks each member's name and type; the
query that was published runs on the published scenarios.  The model of the runtimes' service is
younger than Debian's botocore: its members are written down here.
"""
import copy
import json
import pathlib
import re
import sys
from datetime import datetime, timedelta

from black_box import call, expect, run_rules

try:
    import jmespath
    from botocore.loaders import Loader
    from botocore.model import ServiceModel
    from botocore.validate import ParamValidator
except ImportError as error:
    print(f"skipped: {error}; tools/install-packages test installs it")
    sys.exit(77)

ENISIM, SCENARIOS = (pathlib.Path(word).absolute() for word in sys.argv[1:3])
QUERY = ("NetworkInterfaces[?InterfaceType=='agentic_ai']"
         ".[NetworkInterfaceId,PrivateIpAddress,SubnetId,Status]")
RUNTIME = {
    "agentRuntimeArn": r"arn:aws:bedrock-agentcore:[a-z0-9-]+:\d{12}:runtime/.+",
    "agentRuntimeId": r"[a-zA-Z][a-zA-Z0-9_]{0,99}-[a-zA-Z0-9]{10}",
    "agentRuntimeName": r"[a-zA-Z][a-zA-Z0-9_-]*",
    "agentRuntimeVersion": r"[1-9][0-9]{0,4}",
    "lastUpdatedAt": r".+",
    "status": r"READY",
}


def _describe(what, scenario, *options):
    return json.loads(call(ENISIM, "describe", what, SCENARIOS / scenario, "--format=json",
                           *options))


def _complaints(answer):
    model = ServiceModel(Loader().load_service_model("ec2", "service-2"))
    shape = model.operation_model("DescribeNetworkInterfaces").output_shape
    return ParamValidator().validate(answer, shape).generate_report()


def _query(scenario):
    return jmespath.search(QUERY, _describe("enis", scenario))


def every_member_is_one_of_ec2s_and_of_its_type():
    for scenario in ("published-shared-sg.yaml", "published-second-sg.yaml"):
        expect(_complaints(_describe("enis", scenario)), "")


def check_of_the_shape_finds_a_wrong_member_and_a_wrong_type():
    answer = _describe("enis", "published-shared-sg.yaml")
    misnamed, mistyped = copy.deepcopy(answer), copy.deepcopy(answer)
    misnamed["NetworkInterfaces"][0]["Attachment"]["AttachementId"] = "x"
    mistyped["NetworkInterfaces"][1]["Attachment"]["DeviceIndex"] = "1"
    expect("AttachementId" in _complaints(misnamed), True)
    expect("DeviceIndex" in _complaints(mistyped), True)


def published_query_gives_one_eni_to_each_private_subnet():
    rows = _query("published-shared-sg.yaml")
    expect(len(rows), 2)
    expect([address.rsplit(".", 1)[0] for _, address, _, _ in rows], ["10.0.2", "10.0.3"])
    expect(len({subnet for _, _, subnet, _ in rows}), 2)
    expect([status for _, _, _, status in rows], ["in-use", "in-use"])


def published_query_gives_two_enis_to_each_subnet_after_the_second_group():
    rows = _query("published-second-sg.yaml")
    expect(len(rows), 4)
    expect(len({eni for eni, _, _, _ in rows}), 4)
    expect(sorted(address.rsplit(".", 1)[0] for _, address, _, _ in rows),
           ["10.0.2", "10.0.2", "10.0.3", "10.0.3"])


def ids_have_the_form_of_ec2s():
    pattern = re.compile(r"(eni|subnet|sg|vpc|ela-attach)-[0-9a-f]{17}")
    for eni in _describe("enis", "published-second-sg.yaml")["NetworkInterfaces"]:
        for name in (eni["NetworkInterfaceId"], eni["SubnetId"], eni["VpcId"],
                     eni["Attachment"]["AttachmentId"], eni["Groups"][0]["GroupId"]):
            expect(bool(pattern.fullmatch(name)), True, name)


def runtime_has_the_members_of_the_real_one():
    runtimes = _describe("runtimes", "published-second-sg.yaml")["agentRuntimes"]
    expect(len(runtimes), 10)
    for runtime in runtimes:
        network = runtime.pop("networkConfiguration")
        expect(set(runtime), set(RUNTIME))
        for name, pattern in RUNTIME.items():
            expect(bool(re.fullmatch(pattern, runtime[name])), True, runtime[name])
        expect(datetime.fromisoformat(runtime["lastUpdatedAt"]).utcoffset(), timedelta(0))
        expect(network["networkMode"], "VPC")
        expect({name: len(ids) for name, ids in network["networkModeConfig"].items()},
               {"subnets": 2, "securityGroups": 1})


def runtimes_and_enis_name_subnets_and_groups_alike():
    enis = _describe("enis", "published-second-sg.yaml")
    runtimes = _describe("runtimes", "published-second-sg.yaml")
    config = "agentRuntimes[].networkConfiguration.networkModeConfig"
    expect(set(jmespath.search(f"{config}.subnets[]", runtimes)),
           set(jmespath.search("NetworkInterfaces[].SubnetId", enis)))
    expect(set(jmespath.search(f"{config}.securityGroups[]", runtimes)),
           set(jmespath.search("NetworkInterfaces[].Groups[].GroupId", enis)))


if __name__ == "__main__":
    run_rules(sys.modules[__name__])
