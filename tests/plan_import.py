"""plan_import.py: whether a run of an import holds what the plan says, hour by hour."""
import json
import re

from black_box import call, expect

MINUTES_OF_RETENTION = 8 * 60
DELETE_AT = 120


def _clean(name):
    """As a scenario calls what may be called anything."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", name).strip("-")


def _held(enisim, minutes):
    run = json.loads(call(enisim, "run", "scenario.yaml", "--format=json", "--set",
                          f"horizon={minutes}min"))
    return {subnet["name"]: subnet["held"] for subnet in run["subnets"]}


def check_import(enisim, *arguments):
    """In the folder where it is called: imports, runs, deletes all agents and runs on.

    Returns how many instants were looked at.
    """
    plan = json.loads(call(enisim, "plan", "--format=json", *arguments))
    now = {_clean(subnet["name"]): subnet["now"]["held"]["expected"] for subnet in plan["subnets"]}
    left = {_clean(subnet["name"]): subnet["now"]["held"]["expected"] - subnet["enis"]["expected"]
            for subnet in plan["subnets"]}
    agents = [_clean(name) for group in plan["groups"] for name in group["members"]]
    deleted = ((DELETE_AT + 1, now), (DELETE_AT + MINUTES_OF_RETENTION - 1, now),
               (DELETE_AT + MINUTES_OF_RETENTION + 1, left), (24 * 60, left))
    call(enisim, "import", "--quiet", "-o", "scenario.yaml", *arguments)
    kept = ((10, now), (DELETE_AT, now), (24 * 60, now))
    for minutes, held in kept:
        expect(_held(enisim, minutes), held, (arguments, minutes))
    with open("scenario.yaml", "a", encoding="utf-8") as file:
        file.write(f"timeline: [{{at: {DELETE_AT}min, delete: [{', '.join(agents)}]}}]\n")
    for minutes, held in deleted:
        expect(_held(enisim, minutes), held, (arguments, "all agents deleted", minutes))
    return len(kept) + len(deleted)
