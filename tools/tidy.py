#!/usr/bin/env python3
"""Check what the compiler cannot: layers, mutable globals, sizes, stray reminders, layout."""
import pathlib
import re
import shutil
import subprocess
import sys

# Layer -> layers it may include, beside itself.
LAYERS = {
    "base": set(),
    "text": {"base"},
    "core": {"base"},
    "stats": {"base"},
    "net": {"base"},
    "model": {"base", "core", "net"},
    "workload": {"base", "core"},
    "scenario": {"base", "text", "core", "net", "model", "workload"},
    "sim": {"base", "core", "stats", "net", "model", "workload", "scenario"},
    "import": {"base", "text", "net", "scenario"},
    "experiment": {"base", "core", "stats", "scenario", "sim"},
    "advise": {"base", "text", "net", "stats", "scenario", "sim", "import", "experiment"},
    "report": {"base", "text", "stats", "scenario", "experiment", "sim", "advise"},
}
# Public header -> the layer that implements it; including one counts as including that layer.
PUBLIC = {
    "enisim-error.h": "base",
    "enisim-macros.h": "base",
    "enisim-time.h": "base",
    "enisim-version.h": "base",
    "enisim-states.h": "model",
    "enisim-scenario.h": "scenario",
    "enisim-scenario-builder.h": "scenario",
    "enisim-control.h": "sim",
    "enisim-observer.h": "sim",
    "enisim-room.h": "sim",
    "enisim-simulation.h": "sim",
    "enisim-snapshot.h": "sim",
    "enisim-import.h": "import",
    "enisim-replications.h": "experiment",
    "enisim-findings.h": "advise",
    "enisim-diff.h": "advise",
    "enisim-plan.h": "advise",
    "enisim-sensitivity.h": "advise",
    "enisim-teardown.h": "advise",
    "enisim-events.h": "report",
    "enisim-report.h": "report",
    "enisim-describe.h": "report",
}
UMBRELLA = "enisim.h"
FOREIGN = {
    "libfyaml": {"text"},
    "sqlite3": {"experiment"},
    "libsmartcols": {"report", "tools"},
}
FOLDERS = ("lib", "include", "tests", "bench", "tools")
SOURCES = {".c", ".h", ".cpp"}
LINES_MAX = 70
COLUMNS_MAX = 100

BANNED = {
    r"\bg_random_": "a named random stream",
    r"\bg_get_(monotonic|real)_time\b": "the simulation clock",
    r"\b(s?rand|random|drand48)\s*\(": "a named random stream",
}
REMINDER = re.compile(r"\b(FIX[M]E|XX[X]|DO NOT SUBMI[T])\b")  # not found in this line itself
# A variable: static anywhere, or at file scope.  A parenthesis makes it a function, unless it
# opens a pointer to one.
NO_VARIABLE = "static|typedef|__extension__|struct|union|enum|extern|return|using"
VARIABLE = re.compile(
    rf"(?:\s*static\s+(?!inline\b)|(?!(?:{NO_VARIABLE})\b))"
    r"(?P<declared>[a-zA-Z_][\w\s*]*)"
    r"(?:(?:\[[^]]*\]\s*)*(?:;|=)|(?P<pointer>\(\s*\*))")


def is_mutable(line):
    """Whether a line defines an object that can change and outlives a call."""
    found = VARIABLE.match(line)
    if not found:
        return False
    own = found["declared"].rpartition("*")[2]
    return found["pointer"] is not None or "const" not in own.split()


def layer_complaint(folder, layer, line):
    """What is wrong with one #include, if anything."""
    found = re.match(r'\s*#\s*include\s+[<"]([^>"]+)[>"]', line)
    if not found:
        return None
    name, (top, _, rest) = found[1], found[1].partition("/")
    if name.startswith(".") or "/../" in name:
        return "include by layer, not by relative path"
    for library, homes in FOREIGN.items():
        if name.startswith(library) and layer not in homes:
            return f"{library} stays in {', '.join(sorted(homes))}"
    if folder in ("tests", "bench"):
        return None
    if top == "enisim":
        if rest == UMBRELLA:
            return None if folder == "tools" else "only strangers include the umbrella header"
        if folder == "tools":
            return f"tools/ may include <enisim/{UMBRELLA}> only"
        if rest not in PUBLIC:
            return f"{rest} has no layer in tools/tidy.py"
        target = PUBLIC[rest]
    elif top in LAYERS and rest:
        target = top
    elif '"' in line and folder == "lib":
        return "include by layer, not by relative path"
    else:
        return None
    if folder == "tools":
        return f"tools/ may not include {target}/"
    if layer != target and target not in LAYERS[layer]:
        return f"{layer}/ may not include {target}/ ({name})"
    return None


def line_complaints(folder, layer, line):
    if complaint := layer_complaint(folder, layer, line):
        yield complaint
    # Check hands its fixtures nothing, so tests cannot do without statics.
    if folder != "tests" and is_mutable(line):
        yield "use a field of an object: no mutable globals"
    for pattern, instead in BANNED.items():
        if folder == "lib" and re.search(pattern, line):
            yield f"use {instead}"


def file_complaints(folder, layer, path):
    opened = 0
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if len(line) > COLUMNS_MAX:
            yield number, f"{len(line)} columns, at most {COLUMNS_MAX}"
        if REMINDER.search(line):
            yield number, "make it an issue, or fix it"
        if path.suffix not in SOURCES:
            continue
        for complaint in line_complaints(folder, layer, line):
            yield number, complaint
        if line == "{":
            opened = number
        elif line == "}" and opened:
            if number - opened > LINES_MAX:
                yield opened, f"function of {number - opened} lines, at most {LINES_MAX}"
            opened = 0


def layer_of(folder, path):
    """The layer whose rules hold for a file of the product; None if it has none."""
    if folder == "lib":
        return path.parts[1] if path.parts[1] in LAYERS else None
    return PUBLIC.get(path.name) if folder == "include" else folder


def complaints(root):
    names = {}
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            where = path.relative_to(root)
            if path.suffix not in SOURCES | {".py", ".cmake"} or path.name == UMBRELLA:
                continue
            if where != names.setdefault(path.name, where):
                yield f"{where}: file name also used by {names[path.name]}"
            if (layer := layer_of(folder, where)) is None:
                yield f"{where}: has no layer in tools/tidy.py"
                continue
            for number, complaint in file_complaints(folder, layer, path):
                yield f"{where}:{number}: {complaint}"


def layout_complaints(root):
    """What clang-format 14 prints is the layout; other versions print other things."""
    if not (formatter := shutil.which("clang-format-14")):
        return []
    files = [p for f in FOLDERS for p in (root / f).rglob("*") if p.suffix in SOURCES]
    done = subprocess.run([formatter, "--dry-run", *files], capture_output=True, text=True)
    return [line for line in done.stderr.splitlines() if "warning:" in line]


if __name__ == "__main__":
    root = pathlib.Path(sys.argv[1])
    found = [*complaints(root), *layout_complaints(root)]
    print("\n".join(found) or "tidy")
    sys.exit(bool(found))
