#!/usr/bin/env python3
"""cli-test.py BINARY: the command line as a shell sees it.

Goal: exit codes, streams and files are as product.md's users rely on, on bad days above all.
Method: the built command itself, on small scenarios; a terminal is a pty of our own.
"""
import json
import os
import pathlib
import pty
import select
import signal
import subprocess
import sys
import time

from black_box import SECONDS_MAX, expect, expect_in, run_rules, wait_until_held

ENISIM = os.path.abspath(sys.argv[1])
QUIET_ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm"}
QUIET_ENVIRONMENT.pop("NO_COLOR", None)

SMALL = """\
name: small
quotas: {profile: 2026-04}
horizon: 1h
vpc:
  cidr: 10.0.0.0/16
  subnets:
    a: {cidr: 10.0.1.0/28, az: ap-northeast-1a}
  security_groups: [agent]
runtimes:
  - {name: r, subnets: [a], security_groups: [agent]}
workloads:
  - poisson: {rate: 1/s, target: r, session: new, duration: {exponential: 2s}}
"""
PIPE_BYTES = 64 * 1024  # that wait in it at most
ENDLESS = SMALL.replace("1h", "5000d")
TRACE = SMALL[:SMALL.index("workloads")] + """\
workloads:
  - trace: {file: calls.csv, time: {column: t, unit: s}, session: new, duration: 1s}
"""


def _write(name, text):
    pathlib.Path(name).write_text(text)
    return name


def _run(*arguments, **options):
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE,
               **options}
    if "input" in options:
        del options["stdin"]
    return subprocess.run([ENISIM, *arguments], timeout=SECONDS_MAX, check=False,
                          env=QUIET_ENVIRONMENT, **options)


def _expect_refusal(done, *messages):
    """Exit 2, all complaints on stderr, nothing on stdout."""
    expect(done.returncode, 2, done.stderr)
    expect(done.stdout, b"")
    for message in messages:
        expect_in(message, done.stderr.decode())


def _expect_machine_trouble(done, message):
    expect(done.returncode, 3, done.stderr)
    expect_in(message, done.stderr.decode())


def help_and_version_are_data():
    for arguments in (["--help"], ["-h"], ["run", "--help"], ["run", "-h"]):
        done = _run(*arguments)
        expect((done.returncode, done.stderr), (0, b""), arguments)
        expect_in(b"Usage:", done.stdout)
    done = _run("--version")
    expect((done.returncode, done.stderr), (0, b""))
    expect_in(b"enisim 0.", done.stdout)
    expect_in(b"(glib 2.", done.stdout)


def bad_usage_exits_2_and_says_what_to_do():
    _write("s.yaml", SMALL)
    _expect_refusal(_run(), "Usage:")
    _expect_refusal(_run("rnu"), "did you mean 'run'?")
    _expect_refusal(_run("completely-else"), "unknown sub-command 'completely-else'\n")
    _expect_refusal(_run("--frobnicate"), "unknown option --frobnicate")
    _expect_refusal(_run("run"), "no scenario is named")
    _expect_refusal(_run("run", "s.yaml", "s.yaml"), "one scenario only")
    _expect_refusal(_run("run", "--frobnicate", "s.yaml"), "--frobnicate")
    _expect_refusal(_run("run", "s.yaml", "--seed"), "--seed")
    _expect_refusal(_run("run", "--validate", "-o", "out", "s.yaml"), "leave --output out")
    _expect_refusal(_run("run", "--validate", "--events", "e", "s.yaml"), "leave --events out")
    _expect_refusal(_run("run", "--replication=1", "--replications=2", "s.yaml"),
                    "leave one of them out")
    _expect_refusal(_run("run", "--events=e", "--replications=2", "s.yaml"), "writes one run")
    _expect_refusal(_run("run", "--jobs=2", "s.yaml"), "say with --replications how many")
    for text in ("", "0", "-1", "257", "all"):
        _expect_refusal(_run("run", f"--jobs={text}", "--replications=2", "s.yaml"),
                        f"--jobs '{text}': not a whole number from 1 to 256")
    for arguments in (["--events=-"], ["--events=-", "--output=-"]):
        _expect_refusal(_run("run", *arguments, "s.yaml"), "send the report to a file")
    _write("same", "old")
    os.link("same", "link")
    for events, output in (("same", "./same"), ("same", "link"), ("new", "./new")):
        _expect_refusal(_run("run", "--events", events, "-o", output, "s.yaml"),
                        "name the same file")
    os.symlink(".", "here")
    _expect_refusal(_run("run", "--events", "new", "-o", "here/new", "s.yaml"),
                    "name the same file")
    for option in ("--output", "--events"):
        _expect_refusal(_run("run", option, "", "s.yaml"), f"{option} '': an empty name, expected")
    expect(sorted(os.listdir()), ["here", "link", "s.yaml", "same"])


def every_complaint_about_usage_is_made_at_once():
    _expect_refusal(_run("run", "--seed", "x", "--format", "xml"), "no scenario is named",
                    "--seed 'x'", "--format 'xml'")


def seed_is_a_whole_number_and_nothing_else():
    _write("s.yaml", SMALL)
    for text in ("", " 1", "1 ", "+1", "-1", "0x10", "1e3", "1.0", "18446744073709551616"):
        _expect_refusal(_run("run", f"--seed={text}", "s.yaml"), "not a whole number from 0 to")
    for text in ("0", "007", "18446744073709551615"):
        done = _run("run", "--format", "json", f"--seed={text}", "s.yaml")
        expect(json.loads(done.stdout)["seed"], int(text))


def replication_is_a_run_of_its_own():
    _write("s.yaml", SMALL)
    for text in ("", "-1", "1.0", "4294967296"):
        _expect_refusal(_run("run", f"--replication={text}", "s.yaml"), "from 0 to 4294967295")
    runs = {k: _run("run", "--format=json", f"--replication={k}", "s.yaml").stdout
            for k in (0, 1, 4294967295)}
    expect(runs[0], _run("run", "--format=json", "s.yaml").stdout)
    expect([json.loads(run)["replication"] for run in runs.values()], list(runs))
    expect(len({json.loads(run)["calls"]["attempts"] for run in runs.values()}), 3)


def _read_metrics(*arguments):
    done = _run("run", "--format=json", *arguments)
    expect((done.returncode, done.stderr), (0, b""))
    report = json.loads(done.stdout)
    return report, {metric["name"]: metric for metric in report["metrics"]}


ENIS = """\
name: ENIs
horizon: 3h
vpc:
  cidr: 10.0.0.0/16
  subnets: {a: {cidr: 10.0.1.0/24, az: za}}
  security_groups: [one, two]
runtimes:
  - {name: early, subnets: [a], security_groups: [one]}
  - {name: late, subnets: [a], security_groups: [two], create_at: 2h}
"""


def replications_are_those_runs_from_0_on():
    _write("s.yaml", SMALL)
    report, metrics = _read_metrics("--seed=9", "--replications=3", "s.yaml")
    runs = [json.loads(_run("run", "--format=json", "--seed=9", f"--replication={k}",
                            "s.yaml").stdout) for k in range(3)]
    attempts = [run["calls"]["attempts"] for run in runs]
    expect((report["seed"], report["first_replication"], report["replications"]), (9, 0, 3))
    expect(metrics["calls.attempts"]["mean"], sum(attempts) / 3)
    expect((metrics["calls.attempts"]["min"], metrics["calls.attempts"]["max"]),
           (min(attempts), max(attempts)))
    table = _run("run", "--replications=3", "s.yaml")
    expect((table.returncode, table.stderr), (0, b""))
    expect_in("small\n\n3 replications; ", table.stdout.decode())


def many_runs_tell_horizon_and_warm_up_as_one_does():
    _write("s.yaml", SMALL)
    for many in ("--replications=2", "--sensitivity"):
        for warm_up in ("0s", "20s"):
            options = ("run", "s.yaml", f"--set=warm_up={warm_up}", "--set=horizon=1min")
            one, report = (json.loads(_run(*options, "--format=json", *more).stdout)
                           for more in ((), (many,)))
            for key in ("horizon_us", "ended_at_us", "window_us"):
                expect(report[key], one[key], (many, warm_up, key))
            table = _run(*options, many).stdout.decode()
            expect_in("Each run lasts 1min", table)
            expect("came after a warm-up of 20s" in " ".join(table.split()), warm_up == "20s")


def enis_of_the_window_have_one_name():
    _write("s.yaml", ENIS)
    _, metrics = _read_metrics("--replications=1", "--set=warm_up=1h", "s.yaml")
    run = json.loads(_run("run", "--format=json", "--set=warm_up=1h", "s.yaml").stdout)["eni"]
    for name in ("created", "taken_back", "released"):
        expect(metrics[f"eni.in_window.{name}"]["mean"], run["in_window"][name], name)
    expect((run["created"], run["in_window"]["created"]), (2, 1))


def replications_are_the_same_bytes_for_any_jobs():
    _write("s.yaml", SMALL)
    for form in ("json", "table"):
        reports = {_run("run", f"--format={form}", "--replications=9", *jobs, "s.yaml").stdout
                   for jobs in ((), ("--jobs=1",), ("--jobs=2",), ("--jobs=5",))}
        expect(len(reports), 1)
        expect(len(reports.pop()) > 0, True)


def one_replication_has_no_interval():
    _write("s.yaml", SMALL)
    _, metrics = _read_metrics("--replications=1", "s.yaml")
    expect(metrics["calls.attempts"]["half_width"], None)
    (row,) = [line.split() for line in _run("run", "--replications=1", "s.yaml").stdout.decode()
              .splitlines() if line.startswith("calls.attempts")]
    expect(row[2], "-")


def replications_are_1_to_a_million():
    _write("s.yaml", SMALL)
    for text in ("", "0", "-1", "1000001", "many"):
        _expect_refusal(_run("run", f"--replications={text}", "s.yaml"), "from 1 to 1000000")


def _read_lines(text):
    lines = [json.loads(line) for line in text.decode().splitlines()]
    return lines[0], lines[1:-1], lines[-1]


def events_are_lines_that_add_up_to_the_report():
    _write("s.yaml", SMALL)
    done = _run("run", "--format=json", "--seed=5", "--replication=2", "--events=e", "s.yaml")
    report = json.loads(done.stdout)
    head, lines, end = _read_lines(pathlib.Path("e").read_bytes())
    expect((head["kind"], head["schema_version"], head["scenario"]), ("run", 1, "small"))
    expect((head["seed"], head["replication"], head["quota_profile"]), (5, 2, "2026-04"))
    expect(end, {"at_us": report["ended_at_us"], "kind": "end", "cause": "complete",
                 "lines": len(lines)})
    created = [line for line in lines if line["kind"] == "eni" and line["from"] == "free"]
    admitted = [line for line in lines if line["kind"] == "call" and line["outcome"] == "open"]
    expect(len(created), report["eni"]["created"])
    expect(len(admitted), report["calls"]["admitted"])
    expect((done.returncode, done.stderr, sorted(os.listdir())), (0, b"", ["e", "s.yaml"]))


def events_change_nothing_else():
    _write("s.yaml", SMALL)
    for form in ("table", "json"):
        plain = _run("run", "--format", form, "s.yaml").stdout
        expect(_run("run", "--format", form, "--events=e", "s.yaml").stdout, plain)
    events = pathlib.Path("e").read_bytes()
    done = _run("run", "--events=-", "-o", "report", "s.yaml")
    expect((done.returncode, done.stdout, done.stderr), (0, events, b""))
    expect(_run("run", "--seed=2", "--events=/dev/stderr", "s.yaml").stderr == events, False)


def scenario_that_is_wrong_exits_2_with_its_places():
    _expect_refusal(_run("run", "absent.yaml"), "absent.yaml")
    _write("s.yaml", SMALL.replace("horizon: 1h", "horizom: 1h").replace("10.0.1.0/28", "x"))
    _expect_refusal(_run("run", "-o", "out", "s.yaml"), "s.yaml:3:1:", "s.yaml:7:15:")
    expect(os.path.exists("out"), False)


def json_is_one_object_that_names_its_origin():
    _write("s.yaml", SMALL)
    done = _run("run", "--format=json", "s.yaml")
    report = json.loads(done.stdout)
    expect(done.returncode, 0)
    expect((report["schema_version"], report["seed"], report["complete"]), (1, 1, True))


def same_seed_gives_same_bytes_and_another_gives_others():
    _write("s.yaml", SMALL)
    for form in ("table", "json"):
        runs = [_run("run", "--format", form, "--seed", seed, "s.yaml").stdout
                for seed in ("7", "7", "8")]
        expect(runs[0], runs[1])
        expect(runs[0] == runs[2], False, "bytes of two seeds are equal")
    expect(_run("run", "s.yaml").stdout, _run("run", "--seed", "1", "s.yaml").stdout)


def locale_changes_no_number():
    _write("s.yaml", SMALL)
    for locale in ("C", "de_DE.UTF-8", "nonsense"):
        done = subprocess.run([ENISIM, "run", "s.yaml"], capture_output=True, check=True,
                              timeout=SECONDS_MAX, env={**QUIET_ENVIRONMENT, "LC_ALL": locale})
        expect(done.stdout, _run("run", "s.yaml").stdout, locale)


def stdin_is_read_as_a_file_is():
    _write("s.yaml", SMALL)
    expect(_run("run", "-", input=SMALL.encode()).stdout, _run("run", "s.yaml").stdout)
    _expect_refusal(_run("run", "-", input=b""), "<stdin>")
    _expect_refusal(_run("run", "-", input=b"horizom: 1h\n"), "<stdin>:1:1:")
    _expect_refusal(_run("run", "-", input=b"#" * (16 * 1024 * 1024 + 1)), "<stdin>: more than")
    with open("s.yaml", "ab") as unreadable:
        _expect_refusal(_run("run", "-", stdin=unreadable), "<stdin>: cannot be read")


def set_replaces_values():
    _write("s.yaml", SMALL)
    _write("other.yaml", SMALL.replace("1h", "30min").replace("1/s", "2/s"))
    changed = _run("run", "--set", "horizon=30min", "--set=workloads.0.poisson.rate=2/s", "s.yaml")
    expect(changed.returncode, 0, changed.stderr)
    expect(changed.stdout, _run("run", "other.yaml").stdout)
    _expect_refusal(_run("run", "--set", "horizom=1h", "s.yaml"), "horizom")
    _expect_refusal(_run("run", "--set", "horizon", "s.yaml"), "horizon")


def empty_value_to_set_is_no_default():
    """As of a variable of the shell that is not set."""
    _write("s.yaml", SMALL)
    _write("p.yaml", "Resources: {}\n")
    for command, file in (("run", "s.yaml"), ("teardown", "s.yaml"), ("plan", "p.yaml")):
        _expect_refusal(_run(command, "--set", "quotas.max_vms=", file),
                        "--set quotas.max_vms: an empty value, expected quotas.max_vms=VALUE, or "
                        "quotas.max_vms=null for the default\n")
    done = _run("run", "--set", "quotas.max_vms=null", "s.yaml")
    expect((done.returncode, done.stdout), (0, _run("run", "s.yaml").stdout))
    _expect_refusal(_run("run", "--set", "vpc.cidr=10.5.0.0/16", "s.yaml"),
                    "s.yaml:7:15: ", "10.5.0.0/16, with --set vpc.cidr\n")


def validate_only_reads():
    _write("s.yaml", SMALL)
    _write("t.yaml", TRACE)
    done = _run("run", "--validate", "s.yaml")
    expect((done.returncode, done.stdout, done.stderr), (0, b"", b"s.yaml: valid\n"))
    done = _run("run", "--validate", "--quiet", "-", input=SMALL.encode())
    expect((done.returncode, done.stdout, done.stderr), (0, b"", b""))
    _expect_refusal(_run("run", "--validate", "t.yaml"), "calls.csv")
    _write("calls.csv", "when\n1\n")
    _expect_refusal(_run("run", "--validate", "t.yaml"), "calls.csv")
    _write("calls.csv", "t\n1\n2\n")
    done = _run("run", "--validate", "t.yaml")
    expect((done.returncode, done.stdout, done.stderr),
           (0, b"", b"./calls.csv: 2 rows read, to the end\nt.yaml: valid\n"))


def validate_reads_every_row_of_every_trace():
    """Those past the horizon, of a pipe and of a trace that is sorted are no exceptions."""
    (trace,) = TRACE.splitlines()[-1:]
    _write("t.yaml", f"{TRACE}{trace.replace('calls', 'more')}\n"
                     f"{trace.replace('calls', 'less').replace('}, s', '}, sort: yes, s')}\n")
    late = "".join(f"{second}\n" for second in range(3000, 9000))
    for name in ("calls", "more", "less"):
        _write(f"{name}.csv", f"t\n{late}soon\n")
    _expect_refusal(_run("run", "--validate", "t.yaml"), './less.csv:6002:1: "soon" is not a time')
    _write("less.csv", f"t\n{late}1\n")
    _expect_refusal(_run("run", "--validate", "t.yaml"), './calls.csv:6002:1: "soon" is not a time',
                    './more.csv:6002:1: "soon" is not a time')
    _write("calls.csv", f"t\n{late}")
    _write("more.csv", "t\n1\n")
    done = _run("run", "--validate", "--replications=9", "t.yaml")
    expect((done.returncode, done.stderr.decode()),
           (0, "./calls.csv: 6000 rows read, to the end\n./more.csv: 1 row read, to the end\n"
               "./less.csv: 6001 rows read, to the end\nt.yaml: valid\n"))
    done = _run("run", "--validate", "--set=workloads.0.trace.file=/dev/stdin", "t.yaml",
                input=b"t\n1\n2\n3\n")
    expect((done.returncode, done.stderr.decode().splitlines()[0]),
           (0, "/dev/stdin: 3 rows read, to the end"))
    for name in ("more", "less"):
        os.remove(f"{name}.csv")
    _expect_refusal(_run("run", "t.yaml"), "./more.csv: cannot be opened",
                    "./less.csv: cannot be opened")


def trace_row_that_cannot_be_used_leaves_nothing_written():
    _write("t.yaml", TRACE)
    _write("calls.csv", "t\n1\nsoon\n")
    _write("out", "old")
    _expect_refusal(_run("run", "-o", "out", "t.yaml"), "calls.csv:3")
    _expect_refusal(_run("run", "--events", "out", "t.yaml"), "calls.csv:3")
    _expect_refusal(_run("run", "--replications=2", "-o", "out", "t.yaml"),
                    "calls.csv:3")
    expect(pathlib.Path("out").read_text(), "old")
    expect(sorted(os.listdir()), ["calls.csv", "out", "t.yaml"])


def output_file_is_whole_and_keeps_mode_and_link():
    _write("s.yaml", SMALL)
    wanted = _run("run", "s.yaml").stdout
    _write("old", "old")
    os.chmod("old", 0o640)
    os.symlink("old", "link")
    for name in ("new", "link"):
        done = _run("run", "-o", name, "s.yaml")
        expect((done.returncode, done.stdout, done.stderr), (0, b"", b""))
        expect(pathlib.Path(name).read_bytes(), wanted, name)
    expect(os.path.islink("link"), True)
    expect(os.stat("old").st_mode & 0o777, 0o640)
    expect(sorted(os.listdir()), ["link", "new", "old", "s.yaml"])
    expect(_run("run", "-o", "-", "s.yaml").stdout, wanted)


def output_that_cannot_be_written_exits_3_before_the_run():
    _write("e.yaml", ENDLESS)
    _expect_machine_trouble(_run("run", "-o", "absent/out", "e.yaml"), "absent/out")
    _expect_machine_trouble(_run("run", "-o", ".", "e.yaml"), "Is a directory")
    _expect_machine_trouble(_run("run", "--events", "absent/out", "e.yaml"), "absent/out")


def _run_as_owner(*arguments):
    """Without root's leave to write what is read-only; None where the machine cannot do that."""
    humble = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"] if os.geteuid() == 0 else []
    if subprocess.run([*humble, "true"], capture_output=True, check=False).returncode != 0:
        return None
    return subprocess.run([*humble, ENISIM, *arguments], capture_output=True, check=False,
                          timeout=SECONDS_MAX, env=QUIET_ENVIRONMENT)


def read_only_target_is_left_alone_before_the_run():
    _write("e.yaml", ENDLESS)
    _write("out", "old")
    os.chmod("out", 0o444)
    os.mkdir("folder", 0o555)
    for option in ("--output", "--events"):
        for target in ("out", "folder/out"):
            if (done := _run_as_owner("run", option, target, "e.yaml")) is not None:
                _expect_machine_trouble(done, f"cannot write {target}: Permission denied")
    expect(pathlib.Path("out").read_text(), "old")


def full_disk_exits_3():
    _write("s.yaml", SMALL)
    _expect_machine_trouble(_run("run", "-o", "/dev/full", "s.yaml"), "No space left")
    done = _run("run", "--events", "/dev/full", "s.yaml")
    _expect_machine_trouble(done, "cannot write /dev/full: No space left")
    expect((done.stdout, len(done.stderr.splitlines())), (b"", 1), done.stderr)
    for arguments in (["run", "s.yaml"], ["--help"], ["--version"], ["run", "--help"],
                      ["run", "--replications=2", "s.yaml"],
                      ["run", "--events=-", "-o", "out", "s.yaml"]):
        with open("/dev/full", "wb") as full:
            _expect_machine_trouble(_run(*arguments, stdout=full), "No space left")
    expect(os.listdir(), ["s.yaml"])


def file_limit_leaves_the_old_file_alone():
    _write("s.yaml", SMALL)
    _write("out", "old")
    for option, blocks in (("--format=json -o", 0), ("--events", 0), ("--events", 1000)):
        script = f'ulimit -f {blocks}; exec "$0" run {option} out s.yaml'
        done = subprocess.run(["sh", "-c", script, ENISIM], capture_output=True, check=False,
                              timeout=SECONDS_MAX, env=QUIET_ENVIRONMENT)
        _expect_machine_trouble(done, "File too large")
        expect(done.stdout, b"")
    expect(pathlib.Path("out").read_text(), "old")
    expect(sorted(os.listdir()), ["out", "s.yaml"])


def closed_pipe_and_closed_stdout_exit_3():
    _write("s.yaml", SMALL)
    reader, writer = os.pipe()
    os.close(reader)
    _expect_machine_trouble(_run("run", "s.yaml", stdout=writer), "Broken pipe")
    os.close(writer)
    done = subprocess.run(["sh", "-c", '"$0" run s.yaml >&-', ENISIM], capture_output=True,
                          check=False, timeout=SECONDS_MAX, env=QUIET_ENVIRONMENT)
    _expect_machine_trouble(done, "standard output")


def closed_pipe_ends_an_endless_run():
    """As in `enisim run --events - ... | head`."""
    _write("e.yaml", ENDLESS)
    with subprocess.Popen([ENISIM, "run", "--events=-", "-o", "out", "e.yaml"],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=QUIET_ENVIRONMENT) as process:
        expect(json.loads(process.stdout.readline())["kind"], "run")
        process.stdout.close()
        expect_in("Broken pipe", process.stderr.read().decode())
        expect(process.wait(timeout=SECONDS_MAX), 3)
    expect(os.listdir(), ["e.yaml"])


def _interrupt(number, *arguments, after=0.0):
    """Sends a signal so long after the run has begun: the scenario is read in no time."""
    with subprocess.Popen([ENISIM, "run", *arguments], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, env=QUIET_ENVIRONMENT) as process:
        try:
            wait_until_held(process, number)
            time.sleep(after)
            process.send_signal(number)
            out, err = process.communicate(timeout=SECONDS_MAX)
        finally:
            process.kill()
    return process.returncode, out, err.decode()


def interrupt_exits_130_with_what_was_done():
    _write("e.yaml", ENDLESS)
    for number in (signal.SIGINT, signal.SIGTERM):
        status, out, err = _interrupt(number, "--format", "json", "e.yaml")
        expect(status, 130, err)
        expect_in("interrupted at ", err)
        expect(json.loads(out)["complete"], False)
    status, out, err = _interrupt(signal.SIGINT, "-o", "out", "e.yaml")
    expect((status, out), (130, b""), err)
    expect(len(pathlib.Path("out").read_text()) > 0, True)


def interrupt_keeps_the_events_up_to_it():
    _write("e.yaml", ENDLESS)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        status, out, err = _interrupt(number, "--format=json", "--events=events", "-o", "out",
                                      "e.yaml")
        expect((status, out), (130, b""), err)
        report = json.loads(pathlib.Path("out").read_bytes())
        _, lines, end = _read_lines(pathlib.Path("events").read_bytes())
        expect(end, {"at_us": report["ended_at_us"], "kind": "end", "cause": "interrupted",
                     "lines": len(lines)})
        expect(sorted(os.listdir()), ["e.yaml", "events", "out"])


def interrupt_keeps_the_replications_that_are_done():
    _write("s.yaml", "horizon: 1h\n")
    for jobs in (1, 2, 5):
        status, out, err = _interrupt(signal.SIGINT, "--format=json", "--replications=1000000",
                                      f"--jobs={jobs}", "s.yaml", after=0.2)
        n_runs = json.loads(out)["replications"]
        expect(status, 130, err)
        expect(err, f"enisim: interrupted: the report covers {n_runs} of 1000000 replications\n")
        done = _run("run", "--format=json", f"--replications={n_runs}", "s.yaml")
        expect(out == done.stdout, True)


def interrupt_in_the_first_replication_leaves_nothing():
    _write("e.yaml", ENDLESS)
    status, out, err = _interrupt(signal.SIGINT, "--replications=2", "-o", "out", "e.yaml")
    expect((status, out), (130, b""), err)
    expect(err, "enisim: interrupted: no replication was finished, there is nothing to report\n")
    expect(os.listdir(), ["e.yaml"])


def interrupt_before_the_first_replication_says_so():
    """While the scenario is read, which from a pipe takes as long as we like."""
    told = {("run", "--replications=9", "--jobs=2", "-o", "out", "-"):
            "enisim: interrupted: no replication was finished, there is nothing to report\n",
            ("run", "-o", "out", "-"): "enisim: interrupted before all was written\n",
            ("run", "--validate", "-"):
            "enisim: interrupted before all was read: whether it is valid is open\n",
            ("plan", "-o", "out", "-"): "enisim: interrupted before all was written\n"}
    for arguments, message in told.items():
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with subprocess.Popen([ENISIM, *arguments], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  env=QUIET_ENVIRONMENT) as process:
                process.stdin.write(b"#" * (2 * PIPE_BYTES))  # back when some of it was read
                process.stdin.flush()
                process.send_signal(number)
                out, err = process.communicate(timeout=SECONDS_MAX)
            expect((process.returncode, out, err.decode()), (130, b"", message))
    expect(os.listdir(), [])


def ignored_interrupt_stays_ignored():
    """As in `nohup enisim ... &`."""
    _write("s.yaml", SMALL.replace("1h", "1d"))
    script = 'trap "" INT; "$0" run s.yaml >out & kill -INT $!; wait $!'
    done = subprocess.run(["sh", "-c", script, ENISIM], capture_output=True, check=False,
                          timeout=SECONDS_MAX, env=QUIET_ENVIRONMENT)
    expect((done.returncode, done.stderr), (0, b""))


def nothing_but_the_report_is_shown_where_no_terminal_is():
    _write("s.yaml", SMALL)
    done = _run("run", "s.yaml")
    expect((done.returncode, done.stderr), (0, b""))
    expect(b"\033" in done.stdout, False)
    expect(max(map(len, done.stdout.decode().splitlines())) <= 100, True)


def _read_some(terminal, seconds):
    """What comes within that time; None at the end, which a terminal tells by an error."""
    if not select.select([terminal], [], [], seconds)[0]:
        return b""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return None


def _has_terminals():
    """A bare chroot without /dev/pts has none."""
    try:
        for end in pty.openpty():
            os.close(end)
    except OSError as error:
        print(f"skipped: {error}")
        return False
    return True


def _watch_terminal(seconds, *arguments, **environment):
    """What an endless run shows on a terminal for stderr until it is interrupted."""
    shown = b""
    ours, theirs = pty.openpty()
    with subprocess.Popen([ENISIM, "run", *arguments, "e.yaml"], stdout=subprocess.DEVNULL,
                          stderr=theirs, env={**QUIET_ENVIRONMENT, **environment}) as process:
        os.close(theirs)
        wait_until_held(process, signal.SIGINT)
        give_up = time.monotonic() + seconds
        while time.monotonic() < give_up and b"left" not in shown:
            shown += _read_some(ours, 0.1) or b""
        process.send_signal(signal.SIGINT)
        while (more := _read_some(ours, SECONDS_MAX)) is not None:
            shown += more
    os.close(ours)
    return shown.decode()


def progress_is_shown_on_a_terminal_and_taken_away():
    if not _has_terminals():
        return
    _write("e.yaml", ENDLESS)
    shown = _watch_terminal(SECONDS_MAX)
    expect_in("M events/s", shown)
    expect_in("left\033[K", shown)
    expect_in("\r\033[Kenisim: interrupted at", shown)


def progress_counts_replications():
    if not _has_terminals():
        return
    _write("e.yaml", ENDLESS)
    shown = _watch_terminal(SECONDS_MAX, "--replications=3")
    expect_in("%  replication 1 of 3, ", shown)
    expect_in("left\033[K", shown)
    expect_in("\r\033[Kenisim: interrupted: no replication was finished", shown)


def dumb_terminal_gets_no_progress():
    _write("e.yaml", ENDLESS)
    shown = _watch_terminal(1.5, TERM="dumb")
    expect(shown.startswith("enisim: interrupted at"), True, shown)


def session_ids_that_several_runtimes_share_are_told_of():
    _write("t.yaml", "runtimes: [{name: r, count: 2}]\n"
                     "workloads: [{trace: {file: calls.csv, time: {column: t, unit: s}, "
                     "session: {column: id}}}]\n")
    _write("calls.csv", "t,id\n1,a\n2,a\n")
    text = ("The calls of trace-0 go to several runtimes in turn, whatever their session id: an id "
            "that comes to more than one of them is a session of its own on each.")
    for many in ((), ("--replications=2",)):
        report = json.loads(_run("run", "--format=json", *many, "t.yaml").stdout)
        expect(report["not_applied"], [{"name": "trace_sessions", "text": text}])
        table = _run("run", *many, "t.yaml").stdout.decode()
        expect_in(text, " ".join(table.split()))


if __name__ == "__main__":
    run_rules(sys.modules[__name__])
