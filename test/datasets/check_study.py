"""Loads a study's tables in its folder by the lines that its datasheet gives, each line as it stands there.

usage: check_study.py FOLDER MEAN LINE... (MEAN is the datasheet's line for the mean overall score by arm, with pandas)
Prints {"tables": [for each line {table: number of rows}], "means": {arm: mean}} as JSON. Fails where a line loads other rows than were written.
"""

import gzip
import json
import math
import os
import sys
import tempfile

# Nothing is asked of the Hub, and nothing is left behind.
CACHE = tempfile.TemporaryDirectory()
os.environ.update(HF_HUB_OFFLINE="1", HF_HOME=CACHE.name, HF_HUB_DISABLE_TELEMETRY="1")

TABLES = ("debates", "scores", "pairs")
# Columns that no reader makes a time or a missing number of.
TEXTS = {"debates": "debate", "scores": "criterion", "pairs": "judge"}
NUMBERS = {"debates": "turnsAsked", "scores": "value", "pairs": "a"}


def written(table: str) -> list:
    with gzip.open(f"{table}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def load(line: str, table: str):
    names = {}
    exec(line.replace("scores", table), names)
    return names[table]


def rows_of(loaded) -> list:
    """As dictionaries, whatever loaded them."""
    if type(loaded).__module__.startswith("datasets"):
        return list(loaded)
    if type(loaded).__name__ == "DataFrame":
        return loaded.to_dict("records")
    return [dict(zip(loaded.columns, row)) for row in loaded.fetchall()]


def same(loaded, stored) -> bool:
    """Whether a number was loaded as it was written; of a missing one pandas makes what equals nothing."""
    if stored is None or loaded is None:
        return stored is None and (loaded is None or math.isnan(loaded))
    # pandas reads numbers to the last bit but one.
    return math.isclose(loaded, stored)


def check(line: str, table: str) -> int:
    rows, lines = rows_of(load(line, table)), written(table)
    assert len(rows) == len(lines), f"{line}: {len(rows)} rows of {table}, {len(lines)} were written"
    for row, stored in zip(rows, lines):
        assert list(row) == list(stored), f"{line}: {table} has the columns {list(row)}"
        text, number = TEXTS[table], NUMBERS[table]
        assert row[text] == stored[text], f"{line}: {text} of {table} is {row[text]}, not {stored[text]}"
        assert same(row[number], stored[number]), f"{line}: {number} of {table} is {row[number]}, not {stored[number]}"
        if "datasets" in line:
            assert row == stored, f"{line}: a row of {table} is not what was written: {row}"
    return len(rows)


def main() -> None:
    folder, mean, *lines = sys.argv[1:]
    os.chdir(folder)
    tables = [{table: check(line, table) for table in TABLES} for line in lines]
    scores = next(load(line, "scores") for line in lines if "pandas" in line)
    means = eval(mean, {"scores": scores})
    print(json.dumps({"tables": tables, "means": means.to_dict()}))


main()
