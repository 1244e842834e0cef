#!/usr/bin/env python3
"""cli-kept-inputs-test.py BINARY: a written file never takes the place of what it is made of.

Goal: no --output and no --events destroys a scenario, a trace, a template or what these name.
Method: each is asked for under all the names that one file can have, and nothing may change.
"""
import os
import pathlib
import sys

from black_box import attempt, expect, expect_in, run_rules

ENISIM = os.path.abspath(sys.argv[1])

SCENARIO = """\
horizon: 1h
runtimes: [{name: r}]
workloads: [{poisson: {rate: 1/s, duration: 2s}}]
"""
TRACE = """\
horizon: 1h
runtimes: [{name: r}]
workloads: [{trace: {file: calls.csv, time: {column: t, unit: s}, duration: 1s}}]
"""
ROWS = "t\n1\n2\n"
PARENT = "Resources: {N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: n.yaml}}}\n"
CHILD = "Resources: {V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}}\n"
MANIFEST = """\
{"artifacts": {"S": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "s.json"}}}}
"""


def _write(name, text):
    pathlib.Path(name).write_text(text)


def _expect_refusal(option, path, arguments, read, **options):
    """Exit 2 for that file of an option, because it is read under the other name."""
    done = attempt(ENISIM, *arguments[:-1], option, path, arguments[-1], **options)
    expect((done.returncode, done.stdout), (2, ""), done.stderr)
    expect_in(f"{option} would replace {read}, which is read: name another file\n", done.stderr)


def _link_to(name):
    """All the ways to name one file."""
    os.link(name, "hard")
    os.symlink(name, "soft")
    os.symlink(".", "here")
    return name, f"./{name}", "hard", "soft", f"here/{name}"


def word_of_the_command_is_kept():
    _write("s.yaml", SCENARIO)
    paths = _link_to("s.yaml")
    for command in (["run"], ["plan"], ["check"], ["teardown"], ["import"], ["describe", "enis"],
                    ["diff", "hard"], ["run", "--replications=2"], ["run", "--sensitivity"]):
        _expect_refusal("--output", "s.yaml", [*command, "./s.yaml"], "./s.yaml"
                        if command[0] != "diff" else "hard")
    for path in paths:
        _expect_refusal("--output", path, ["run", "s.yaml"], "s.yaml")
        _expect_refusal("--events", path, ["run", "s.yaml"], "s.yaml")
    expect(pathlib.Path("s.yaml").read_text(), SCENARIO)


def file_that_is_stdin_is_kept():
    _write("s.yaml", SCENARIO)
    for option, command in (("--output", "run"), ("--events", "run"), ("--output", "plan"),
                            ("--output", "import")):
        with open("s.yaml", encoding="utf-8") as scenario:
            _expect_refusal(option, "./s.yaml", [command, "-"], "<stdin>", stdin=scenario)
    expect(pathlib.Path("s.yaml").read_text(), SCENARIO)


def trace_is_kept():
    os.mkdir("folder")
    _write("folder/calls.csv", ROWS)
    _write("folder/t.yaml", TRACE)
    os.link("folder/calls.csv", "hard")
    os.symlink("folder/calls.csv", "soft")
    for path in ("folder/calls.csv", "hard", "soft"):
        for option in ("--output", "--events"):
            _expect_refusal(option, path, ["run", "folder/t.yaml"], "folder/calls.csv")
    for command in (["teardown"], ["describe", "enis"], ["run", "--replications=2"],
                    ["run", "--sensitivity"], ["run", "--set", "horizon=2h"]):
        _expect_refusal("--output", "soft", [*command, "folder/t.yaml"], "folder/calls.csv")
    _expect_refusal("--output", "soft",
                    ["run", "--set", "workloads.0.trace.file=hard", "folder/t.yaml"], "hard")
    expect(pathlib.Path("hard").read_text(), ROWS)


def template_that_another_names_is_kept():
    _write("p.yaml", PARENT)
    _write("n.yaml", CHILD)
    paths = _link_to("n.yaml")
    for path in paths:
        _expect_refusal("--output", path, ["plan", "p.yaml"], "./n.yaml")
    for command in (["check"], ["import"], ["diff", "hard"]):
        _expect_refusal("--output", "here/n.yaml", [*command, "p.yaml"],
                        "hard" if command[0] == "diff" else "./n.yaml")
    _expect_refusal("--output", "here/n.yaml", ["diff", "p.yaml", "p.yaml"], "./n.yaml")
    expect(pathlib.Path("n.yaml").read_text(), CHILD)


def file_in_a_folder_of_the_cdk_is_kept():
    os.mkdir("cdk.out")
    _write("cdk.out/manifest.json", MANIFEST)
    _write("cdk.out/s.json", '{"Resources": {}}')
    for path in ("cdk.out/manifest.json", "cdk.out/s.json"):
        _expect_refusal("--output", path, ["plan", "cdk.out"], path)
    expect(sorted(os.listdir("cdk.out")), ["manifest.json", "s.json"])


def what_is_not_read_is_written():
    _write("calls.csv", ROWS)
    _write("t.yaml", TRACE)
    for option, path in (("-o", "out"), ("-o", "/dev/null"), ("--events", "/dev/null")):
        done = attempt(ENISIM, "run", option, path, "t.yaml")
        expect((done.returncode, done.stderr), (0, ""))
    done = attempt(ENISIM, "describe", "runtimes", "-o", "runtimes", "t.yaml")
    expect((done.returncode, done.stderr), (0, ""), "a word that is no file")
    expect(sorted(os.listdir()), ["calls.csv", "out", "runtimes", "t.yaml"])


if __name__ == "__main__":
    run_rules(sys.modules[__name__])
