"""Works out every figure verdict of a JSON report again: python docs/recompute.py REPORT SOURCES [SOURCES ...]"""
import csv, functools, json, operator, sys
from decimal import Decimal
from pathlib import Path
RULES = ("figure", "average", "change", "trend", "rank", "share", "streak", "comparison")
SIDES = {"at_least": operator.ge, "above": operator.gt, "at_most": operator.le, "below": operator.lt}
WORK = {"sum": lambda a, b: a, "difference": operator.sub, "mean": operator.truediv, "ratio": operator.truediv,
        "share": lambda a, b: a / b * 100, "percent-change": lambda a, b: (a - b) / b * 100}
index = lambda time: int(time[:4]) * 12 + (int(time[6]) * 3 - 2 if "Q" in time else int(time[5:] or 1)) - 1

@functools.cache
def table(file):
    path = next((p for p in (Path(root) / file for root in sys.argv[2:]) if p.is_file()), Path(file))
    rows = csv.DictReader(path.read_text("utf-8-sig").splitlines())
    return [(index(next(row[c] for c in ("month", "quarter", "year", "fiscal_year") if c in row)), row) for row in rows]

def months(rows):  # the sum of the rows of each month; a covered month without rows is zero
    start, found = index(rows["first"]) % -12, dict.fromkeys(range(index(rows["first"]), index(rows["last"]) + 1), 0)
    for month, row in ((m + start * ("fiscal_year" in r), r) for m, r in table(rows["file"])):
        fits = all(row[column] in values for column, values in rows["where"].items())
        if fits and month in found and rows["release"] in row.get("release", "").split(" "):
            found[month] += Decimal(row["value"])
    assert sum(found.values()) == Decimal(str(rows["total"])), f"{rows} add up to {sum(found.values())}"
    return found

def streak(v, direction, threshold=None, months=1, back=1, of_all=0):  # up to the last (or of all) that rose or beat
    v = {-n: sum(v[max(v) - n * months - k] for k in range(months)) for n in range(len(v) // months)}
    beats = lambda m: direction * (v[m] - Decimal(threshold or v.get(m - back, v[m]))) > 0
    return sum(map(beats, v)) if of_all else next((-m for m in sorted(v, reverse=True) if not beats(m)), len(v))

def rank(values, order, months, step, last, **to):  # the place of the months up to `last` among such periods
    ends = [m for m in range(index(to["from"]), index(to["to"]) + 1) if (index(last) - m) % step == 0]
    own, *others = [sum(values[m - k] for k in range(months)) for m in [index(last), *ends] if m - months + 1 in values]
    return 1 + sum(other > own if order == "highest" else other < own for other in others)

def result(operation, settings, rows, roles, **_):
    [roles.setdefault(part["role"], {}).update(months(part)) for part in rows]
    if operation in ("streak", "count", "rank"):
        return (rank if operation == "rank" else streak)(*roles.values(), **settings)
    return WORK[operation](*[*(Decimal(sum(v.values())) for v in roles.values()), settings.get("divisor", 0)][:2])

def check(proof, outcome):
    values = [Decimal(work["result"]) for work in proof["computations"]]
    half = [Decimal((0, (5,), value.as_tuple().exponent - 1)) for value in values]  # the last written place, halved
    assert all(abs(v - result(**work, roles={})) <= h for v, work, h in zip(values, proof["computations"], half)), proof
    fits, near = ([all(SIDES[s](v, Decimal(x)) for s, x in proof[b].items()) for v in values] for b in ("fits", "open"))
    fit, wrong = (all(fits), not all(near)) if proof["every"] else (any(fits), not any(near))
    assert wrong if (outcome == "fails") != proof["negated"] else fit, f"{outcome}: {proof}"
documents = json.loads(Path(sys.argv[1]).read_text("utf-8"))["documents"]
parts = [part for document in documents for claim in document["claims"] for part in claim["assertions"]]
parts, bad = [part for part in parts if part["rule"] in RULES and part["status"] != "unverified"], []
for part in parts:
    try:
        found = {r["outcome"] for r in part["readings"]}
        for reading in (r for r in part["readings"] if r["outcome"] in ("fits", "fails")):
            check(reading["proof"], reading["outcome"])
        assert "fits" in found if part["status"] == "supported" else found == {"fails"} or part["caveats"], found
    except (ArithmeticError, AssertionError, LookupError, OSError, TypeError, ValueError) as error:
        bad.append(f"“{part['text']}” is {part['status']}: {error!r}")
sys.exit(print(f"{len(parts)} figure verdicts worked out again, {len(bad)} do not agree", *bad, sep="\n") or bool(bad))
