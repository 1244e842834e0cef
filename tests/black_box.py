"""black_box.py: tests from outside: rules as functions, each in an empty folder of its own.

A rule fails with whatever it raises; all are run, and the first lines tell which failed.
"""
import contextlib
import inspect
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import traceback

SECONDS_MAX = 250  # of one command, a build of ours among them; only a hang takes so long


def expect(got, wanted, about=""):
    """Equality, told in full."""
    if got != wanted:
        raise AssertionError(f"{about}: wanted {wanted!r}, got {got!r}")


def expect_in(part, whole, about=""):
    if part not in whole:
        raise AssertionError(f"{about}: wanted {part!r} in {whole!r}")


def attempt(*command, **options):
    """What has become of a command that need not succeed; its stdin is empty if none is given."""
    options.setdefault("stdin", subprocess.DEVNULL)
    return subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          timeout=SECONDS_MAX, check=False, **options)


def call(*command, **options):
    """What a command that must succeed prints on stdout."""
    done = attempt(*command, **options)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}: exit {done.returncode}\n"
                             f"{done.stdout}{done.stderr}")
    return done.stdout


def wait_until_held(process, number):
    """Until the kernel says that the process blocks the signal, as ours does during a run."""
    give_up = time.monotonic() + SECONDS_MAX
    while time.monotonic() < give_up:
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
        blocked = int(status.split("SigBlk:")[1].split()[0], 16)
        if blocked >> (number - 1) & 1:
            return
        time.sleep(0.01)
    raise AssertionError("the run never began")


def find_blocks(path, language):
    """The fenced blocks of a Markdown file that are marked as of one language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", path.read_text(), re.DOTALL | re.MULTILINE)


def passes(rule):
    """Runs one rule in an empty folder."""
    with tempfile.TemporaryDirectory(prefix="enisim-") as folder, contextlib.chdir(folder):
        try:
            rule()
        except Exception:  # whatever is wrong with one rule, the others have their turn
            print(f"FAILED {rule.__name__}\n{traceback.format_exc()}")
            return False
    print(f"ok     {rule.__name__}")
    return True


def run_rules(module):
    """Runs all functions of a module whose names say a rule: those without an underscore ahead.

    Helpers have one; what is imported does not count.
    """
    rules = [f for name, f in vars(module).items()
             if inspect.isfunction(f) and f.__module__ == module.__name__ and name[0] != "_"]
    results = [passes(rule) for rule in rules]
    print(f"{results.count(True)} of {len(results)} rules hold")
    sys.exit(0 if results and all(results) else 1)
