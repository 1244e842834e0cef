#!/usr/bin/env python3
"""consumer-test.py BUILD CMAKE CC: an installed libenisim serves strangers.

Goal: what `cmake --install` leaves behind is enough to build on, by pkg-config and by
find_package, shared and static, also after the folder was moved.
Method: installs into a folder of its own, moves it and builds tests/install/consumer.c there.
"""
import json
import os
import pathlib
import sys

from black_box import call, expect, run_rules

BUILD, CMAKE, CC = sys.argv[1:]
HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE / "consumer.c"


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
    prefix, _, environment = _install()
    pathlib.Path("s.yaml").write_text("horizon: 1h\n")
    _check_report(call(prefix / "bin/enisim", "run", "--format", "json", "s.yaml",
                       env=environment))


def pkg_config_is_enough():
    _, _, environment = _install()
    shared = call("pkg-config", "--cflags", "--libs", "enisim", env=environment).split()
    static = call("pkg-config", "--static", "--cflags", "--libs", "enisim", env=environment)
    static = static.replace("-lenisim", "-l:libenisim.a").split()
    for flags in (shared, static):
        call(CC, "-Wall", "-Wextra", "-Wpedantic", "-Werror", SOURCE, "-o", "consumer", *flags)
        _check_report(call("./consumer", env=environment))
    expect("libenisim" in call("readelf", "-d", "consumer"), False, "static, but needs libenisim")


def find_package_is_enough():
    prefix, _, environment = _install()
    listing = (HERE / "consumer.cmake.in").read_text().replace("@SOURCE@", str(SOURCE))
    pathlib.Path("CMakeLists.txt").write_text(listing)
    call(CMAKE, "-G", "Ninja", "-S", ".", "-B", "out", f"-DCMAKE_PREFIX_PATH={prefix}",
         f"-DCMAKE_C_COMPILER={CC}")
    call(CMAKE, "--build", "out")
    for name in ("shared", "static"):
        _check_report(call(f"out/{name}", env=environment))
    expect("libenisim" in call("readelf", "-d", "out/static"), False)


if __name__ == "__main__":
    run_rules(sys.modules[__name__])
