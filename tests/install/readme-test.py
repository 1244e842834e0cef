#!/usr/bin/env python3
"""readme-test.py SOURCE ENISIM [--update]: the README and the manual tell the truth.

Goal: the scenario is valid, transcripts are what the command prints, links lead somewhere, options
exist.  The C examples are what consumer-test.py builds.
Method: takes the fenced blocks out and uses them.  --update writes the transcripts anew.
"""
import pathlib
import re
import sys

from black_box import call, expect, expect_in, find_blocks, run_rules

SOURCE, ENISIM = (pathlib.Path(word).absolute() for word in sys.argv[1:3])
README = SOURCE / "README.md"
MANUAL = SOURCE / "tools/enisim/README.md"
DOCUMENTS = (README, MANUAL, SOURCE / "include/enisim/README.md", SOURCE / "bench/README.md")
DEMO = SOURCE / "bench/scenarios/published-shared-sg.yaml"
STATE = sorted(path.relative_to(SOURCE) for path in (SOURCE / "bench/state").glob("*.json"))
TRANSCRIPTS = {
    "tools/demo": ("run", DEMO),
    "enisim plan bench/templates/agents.yaml --region us-east-1":
        ("plan", SOURCE / "bench/templates/agents.yaml", "--region", "us-east-1"),
    "enisim plan bench/state/*.json bench/templates/next.yaml "
    "--param Subnets=subnet-0a,subnet-0b --param Group=sg-0agents":
        ("plan", *STATE, "bench/templates/next.yaml", "--param", "Subnets=subnet-0a,subnet-0b",
         "--param", "Group=sg-0agents"),
    "enisim check bench/templates/isolated.yaml --fail-on none --today 2026-11-30":
        ("check", "bench/templates/isolated.yaml", "--fail-on", "none", "--today", "2026-11-30"),
}


def _find_scenario():
    (text,) = find_blocks(README, "yaml")
    return text


def _write_scenario():
    pathlib.Path("scenario.yaml").write_text(_find_scenario())


def scenario_is_valid_in_ten_lines():
    _write_scenario()
    call(ENISIM, "run", "--validate", "scenario.yaml")
    expect(len(_find_scenario().splitlines()), 10)


def _find_transcript(line):
    """The one document that has it, and the block."""
    block = rf"```console\n\$ {re.escape(line)}\n.*?```\n"
    ((document, found),) = [
        (document, found[0])
        for document in DOCUMENTS
        for found in re.finditer(block, document.read_text(), re.DOTALL)
    ]
    return document, found


def _make_transcript(line):
    return f"```console\n$ {line}\n{call(ENISIM, *TRANSCRIPTS[line], cwd=SOURCE)}```\n"


def transcripts_are_what_the_command_prints():
    for line in TRANSCRIPTS:
        expect(_find_transcript(line)[1], _make_transcript(line))


def excerpts_are_of_transcripts():
    excerpts = [text for text in find_blocks(README, "console") if not text.startswith("$")]
    expect(len(excerpts), 1)
    for text in excerpts:
        expect_in(text, MANUAL.read_text())


def demo_runs_that_scenario():
    expect_in(f"{DEMO.relative_to(SOURCE)}", (SOURCE / "tools/demo").read_text())


def links_and_commands_exist():
    for document in DOCUMENTS:
        text = document.read_text()
        links = [document.parent / path for path in re.findall(r"\]\(([^)#:]+)", text)]
        scripts = [SOURCE / path for path in re.findall(r"^(tools/\w+)", text, re.MULTILINE)]
        expect([path for path in links + scripts if not path.exists()], [])


def options_named_exist():
    usage = re.search(r"^enisim run.*?^```", MANUAL.read_text(), re.DOTALL | re.MULTILINE)[0]
    for command, options in re.findall(r"^enisim ([a-z]*)(.*?)(?=^enisim|^```)", usage,
                                       re.DOTALL | re.MULTILINE):
        known = re.findall(r"--[a-z]+", call(ENISIM, *command.split(), "--help"))
        expect(set(re.findall(r"--[a-z]+", options)) - set(known), set(), command)


def model_options_named_can_be_set():
    _write_scenario()
    rows = re.findall(r"^\| .* \| [DOA, ]+ \| (.*) \|$", README.read_text(), re.MULTILINE)
    names = re.findall(r"`(\w+)`", " ".join(rows))
    expect(len(names) >= 5, True, names)
    for name in names:
        value = "false" if name in ("eni_reuse", "vms_count_while_stopping") else "1s"
        call(ENISIM, "run", "--validate", "--set", f"model.{name}={value}", "scenario.yaml")


if __name__ == "__main__":
    if "--update" in sys.argv:
        for command in TRANSCRIPTS:
            document, found = _find_transcript(command)
            document.write_text(document.read_text().replace(found, _make_transcript(command)))
    run_rules(sys.modules[__name__])
