#!/usr/bin/env python3
"""consumer-test.py BUILD CMAKE CC: an installed libenisim serves strangers.

Goal: what `cmake --install` leaves behind is enough to build on, by pkg-config and by
find_package, shared and static, also after the folder was moved.
Method: installs into a folder of its own, moves it and builds the documents' C examples there.
"""
import json
import os
import pathlib
import shutil
import sys

from black_box import call, expect, find_blocks, run_rules

BUILD, CMAKE, CC = sys.argv[1:]
HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
STEPS = SOURCE / "include/enisim/README.md"
EXAMPLES = {"plan": SOURCE / "README.md", "steps": STEPS}


def _write_examples():
    for name, document in EXAMPLES.items():
        (text,) = find_blocks(document, "c")
        pathlib.Path(f"{name}.c").write_text(text)


def _check_output(name, text):
    """The plan's subnet has a background of 4 and one ENI; the steps' output stands beside them."""
    if name == "plan":
        expect(text, "peak of private-a: 5\n")
        return
    (shown,) = [block for block in find_blocks(STEPS, "console") if "$ ./steps" in block]
    expect(f"$ ./steps\n{text}", shown)


def _install():
    """Returns the folder and the environment in which tools find it."""
    call(CMAKE, "--install", BUILD, "--prefix", "first")
    prefix = pathlib.Path("moved").absolute()
    os.rename("first", prefix)
    (library,) = prefix.glob("**/libenisim.so")
    return prefix, library.parent, {
        **os.environ,
        "PKG_CONFIG_PATH": str(library.parent / "pkgconfig"),
        "LD_LIBRARY_PATH": str(library.parent),
    }


def _check_report(text):
    expect(json.loads(text)["complete"], True)


def command_runs_where_it_was_installed():
    prefix, _, _ = _install()
    pathlib.Path("s.yaml").write_text("horizon: 1h\n")
    _check_report(call(prefix / "bin/enisim", "run", "--format", "json", "s.yaml"))


def pkg_config_is_enough():
    _, _, environment = _install()
    shared = call("pkg-config", "--cflags", "--libs", "enisim", env=environment).split()
    static = call("pkg-config", "--static", "--cflags", "--libs", "enisim", env=environment)
    static = static.replace("-lenisim", "-l:libenisim.a").split()
    _write_examples()
    for name in EXAMPLES:
        for flags in (shared, static):
            call(CC, "-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", f"{name}.c",
                 "-o", name, *flags)
            _check_output(name, call(f"./{name}", env=environment))
        expect("libenisim" in call("readelf", "-d", name), False, "static, but needs libenisim")


def steps_are_compiled_as_their_document_says():
    _, _, environment = _install()
    (command,) = find_blocks(STEPS, "sh")
    _write_examples()
    call("sh", "-ec", command.replace("cc steps.c", f"{CC} steps.c"), env=environment)
    _check_output("steps", call("./steps", env=environment))


def _find_commands():
    """Those of the README for a prefix of one's own, with the compiler that is tested."""
    (text,) = [block for block in find_blocks(EXAMPLES["plan"], "sh") if "PKG_CONFIG_PATH" in block]
    return text.replace("cc plan.c", f"{CC} plan.c")


def private_prefix_needs_what_the_readme_says():
    home = pathlib.Path("home").absolute()
    call(CMAKE, "--install", BUILD, "--prefix", home / "enisim")
    (library,) = home.glob("**/libenisim.so")
    commands = _find_commands().replace("enisim/lib/", f"{library.parent.relative_to(home)}/")
    _write_examples()
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("LD_LIBRARY_PATH", "PKG_CONFIG_PATH")}
    call("sh", "-ec", commands, env={**environment, "HOME": str(home)})
    _check_output("plan", call("./plan", env=environment))


def find_package_is_enough():
    prefix, _, environment = _install()
    _write_examples()
    shutil.copy(HERE / "consumer.cmake", "CMakeLists.txt")
    call(CMAKE, "-G", "Ninja", "-S", ".", "-B", "out", f"-DCMAKE_PREFIX_PATH={prefix}",
         f"-DCMAKE_C_COMPILER={CC}")
    call(CMAKE, "--build", "out")
    for name in EXAMPLES:
        for kind in ("shared", "static"):
            _check_output(name, call(f"out/{name}-{kind}", env=environment))
        expect("libenisim" in call("readelf", "-d", f"out/{name}-static"), False)


if __name__ == "__main__":
    run_rules(sys.modules[__name__])
