#!/usr/bin/env python3
"""compiler-test.py SOURCE CMAKE CC: what the compiler must have is asked for when it is configured.

Goal: a target without 128-bit integers or 64-bit addresses is refused in one sentence and not by
pages of errors; a builtin that only speeds things up may be missing.
Method: configures with flags that take them away, and compiles a header both ways.
"""
import pathlib
import sys

from black_box import attempt, call, expect, expect_in, run_rules

SOURCE, CMAKE, CC = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
# Of a compiler that cannot link for its target no more is asked than to compile.
CONFIGURE = [CMAKE, "-G", "Ninja", "-DENISIM_CORE_ONLY=ON", f"-DCMAKE_C_COMPILER={CC}",
             "-DCMAKE_TRY_COMPILE_TARGET_TYPE=STATIC_LIBRARY", "-S", SOURCE, "-B", "out"]
HINT = """\
#include "base/unforeseen.h"
int choose (int slot) { return ENISIM_UNFORESEEN (slot > 7) ? 7 : slot; }
"""


def _expect_refusal(flags):
    done = attempt(*CONFIGURE, f"-DCMAKE_C_FLAGS={flags}")
    expect(done.returncode != 0, True)
    expect_in("enisim needs a 64-bit target and a compiler with unsigned __int128",
              " ".join(done.stderr.split()))


def target_without_128_bit_integers_is_refused():
    _expect_refusal("-D__int128=none")


def target_of_32_bits_is_refused():
    pathlib.Path("empty.c").write_text("int x;\n")
    if attempt(CC, "-m32", "-c", "empty.c").returncode != 0:
        print("skipped: the compiler knows no 32-bit target")
        return
    _expect_refusal("-m32")


def usual_target_is_taken():
    call(*CONFIGURE)


def builtin_may_be_missing():
    pathlib.Path("hint.c").write_text(HINT)
    call(CC, "-Wall", "-Wextra", "-Wundef", "-Werror", f"-I{SOURCE}/lib", "-c",
         "hint.c")
    text = pathlib.Path(SOURCE / "lib/base/unforeseen.h").read_text()
    pathlib.Path("base").mkdir()
    pathlib.Path("base/unforeseen.h").write_text(text.replace("__has_builtin", "__has_no_such"))
    plain = call(CC, "-E", "-P", "-I.", "hint.c")
    expect_in("return (slot > 7) ? 7 : slot;", plain)


if __name__ == "__main__":
    run_rules(sys.modules[__name__])
