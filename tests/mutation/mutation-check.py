#!/usr/bin/python3
"""Plants the faults of mutants.toml one by one and asks whether the tests notice.

    mutation-check.py SOURCE FOLDER [NAME...]
    mutation-check.py --fits SOURCE

A test that no fault can fail proves nothing.  The tree is copied into FOLDER and built there; then
for each mutant one piece of text is replaced, what its test needs is built again, and the test has
to fail by an assertion: not by a crash, a hang or a build that breaks.  Exit 1 names the survivors.
"""
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path

TEST_TIMEOUT_S = 120
# What Check prints for a failed ck_assert, and GLib for a failed g_assert.
ASSERTION = re.compile(r":F:[^:]*:[^:]*:|^\*\*$|^ERROR:|Bail out! ERROR:|assertion failed", re.M)


def copy_tree(source, folder):
    """Only what changed is written, so that a second run builds little."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=source, check=True, capture_output=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        target = folder / name
        text = (source / name).read_bytes()
        if not target.exists() or target.read_bytes() != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text)
            shutil.copymode(source / name, target)


def quiet(command, **options):
    return subprocess.run(command, capture_output=True, text=True, errors="replace", **options)


def build(folder, target):
    return quiet(["cmake", "--build", str(folder / "build"), "--target", target])


def run_test(folder, test):
    command = ["ctest", "--test-dir", str(folder / "build"), "--output-on-failure", "--timeout",
               str(TEST_TIMEOUT_S), "-R", f"^{re.escape(test)}$", "--no-tests=error"]
    return quiet(command, env={**os.environ, "CK_VERBOSITY": "normal"})


def target_of(test):
    return test.replace("/", "-") + "-test"


def complain_of_place(text, mutant):
    """A fault that fits nowhere, or twice, is one of the table.  Returns None if it fits."""
    count = text.count(mutant["from"])
    return None if count == 1 else (f"{mutant['name']}: its text is {count} times in "
                                    f"{mutant['file']}, expected once")


def check_places(source, mutants):
    complaints = [complain_of_place((source / mutant["file"]).read_text(), mutant)
                  for mutant in mutants]
    sys.exit("\n".join(filter(None, complaints)) or 0)


def plant(folder, mutant):
    """Returns the file and its text."""
    path = folder / mutant["file"]
    text = path.read_text()
    complaint = complain_of_place(text, mutant)
    if complaint is not None:
        sys.exit(complaint)
    path.write_text(text.replace(mutant["from"], mutant["to"]))
    return path, text


def failed_cases(output):
    return sorted(set(re.findall(r":[FE]:[^:]*:([^:]*):", output)))


def try_mutant(folder, mutant):
    """Returns the complaint, or None and the cases that noticed."""
    path, text = plant(folder, mutant)
    try:
        built = build(folder, target_of(mutant["test"]))
        if built.returncode != 0:
            return "does not compile:\n" + built.stdout[-2000:], []
        run = run_test(folder, mutant["test"])
    finally:
        path.write_text(text)
    cases = failed_cases(run.stdout)
    if run.returncode == 0:
        return f"survives {mutant['test']}", cases
    if not ASSERTION.search(run.stdout):
        return f"{mutant['test']} fails, but not by an assertion:\n" + run.stdout[-2000:], cases
    return None, cases


def prepare(source, folder, mutants):
    copy_tree(source, folder)
    configure = ["cmake", "-G", "Ninja", "-S", str(folder), "-B", str(folder / "build"),
                 "-DCMAKE_BUILD_TYPE=Debug", "-DENISIM_BUILD_BENCH=OFF",
                 "-DCMAKE_C_FLAGS=-w -Wno-error"]
    for command in [configure]:
        done = quiet(command)
        if done.returncode != 0:
            sys.exit(done.stdout + done.stderr)
    for test in sorted({mutant["test"] for mutant in mutants}):
        built = build(folder, target_of(test))
        if built.returncode != 0:
            sys.exit(built.stdout + built.stderr)
        run = run_test(folder, test)
        if run.returncode != 0:
            sys.exit(f"{test} fails without any fault:\n{run.stdout}")


def read_mutants(source):
    with open(source / "tests/mutation/mutants.toml", "rb") as table:
        return tomllib.load(table)["mutant"]


def main():
    if sys.argv[1] == "--fits":
        source = Path(sys.argv[2]).resolve()
        check_places(source, read_mutants(source))
    source, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    mutants = read_mutants(source)
    names = [mutant["name"] for mutant in mutants]
    if len(set(names)) != len(names):
        sys.exit("two mutants have one name")
    unknown = set(sys.argv[3:]) - set(names)
    if unknown:
        sys.exit(f"no such mutant: {', '.join(sorted(unknown))}")
    mutants = [m for m in mutants if not sys.argv[3:] or m["name"] in sys.argv[3:]]

    prepare(source, folder, mutants)
    survivors = []
    begun = time.monotonic()
    for number, mutant in enumerate(mutants, 1):
        complaint, cases = try_mutant(folder, mutant)
        if complaint is None:
            print(f"{number}/{len(mutants)} {mutant['name']}: noticed by {mutant['test']}: "
                  f"{', '.join(cases)}", flush=True)
        else:
            survivors.append(mutant["name"])
            print(f"{number}/{len(mutants)} {mutant['name']}: {complaint}", flush=True)
    print(f"{len(mutants) - len(survivors)} of {len(mutants)} faults noticed "
          f"in {time.monotonic() - begun:.0f} s")
    if survivors:
        sys.exit(f"not noticed: {', '.join(survivors)}")


if __name__ == "__main__":
    main()
