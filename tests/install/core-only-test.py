#!/usr/bin/env python3
"""core-only-test.py SOURCE CMAKE CC: the engine without readers and reports needs GLib alone.

Goal: with ENISIM_CORE_ONLY the library asks for nothing but GLib, libm and libc, its headers
promise no more than it has, and it still simulates.
Method: configures and builds it in a scratch folder and reads what its ELF header needs.
"""
import os
import pathlib
import re
import sys

from black_box import call, expect, run_rules

SOURCE, CMAKE, CC = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
HERE = pathlib.Path(__file__).resolve().parent


def core_needs_glib_only_and_simulates():
    call(CMAKE, "-G", "Ninja", "-DENISIM_CORE_ONLY=ON", "-DCMAKE_BUILD_TYPE=Debug",
         f"-DCMAKE_C_COMPILER={CC}", "-S", SOURCE, "-B", "out")
    call(CMAKE, "--build", "out", "--parallel", "2")
    call(CMAKE, "--install", "out", "--prefix", "prefix")
    (library,) = pathlib.Path("prefix").glob("**/libenisim.so")
    _check_needed(library)
    environment = {**os.environ, "PKG_CONFIG_PATH": str(library.parent / "pkgconfig")}
    flags = call("pkg-config", "--static", "--cflags", "--libs", "enisim", env=environment)
    _check_flags(flags)
    flags = flags.replace("-lenisim", "-l:libenisim.a").split()
    call(CC, HERE / "core-consumer.c", "-o", "consumer", *flags)
    call("./consumer")
    _check_headers(flags)


def _check_needed(library):
    needed = set(re.findall(r"NEEDED.*\[(.*?)\.so", call("readelf", "-d", library)))
    expect(needed - {"libm", "libc"}, {"libglib-2.0"})


def _check_flags(flags):
    expect([name for name in ("fyaml", "smartcols", "sqlite") if name in flags], [])


def _check_headers(flags):
    pathlib.Path("names.c").write_text("#include <enisim/enisim.h>\n")
    text = call(CC, "-E", "names.c", *flags)
    expect("enisim_simulation_run" in text, True)
    lacking = ("enisim_scenario_load_", "enisim_report_", "enisim_describe_", "enisim_event_log_")
    expect([name for name in lacking if name in text], [])


if __name__ == "__main__":
    run_rules(sys.modules[__name__])
