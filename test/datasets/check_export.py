"""Loads every configuration of an exported folder with Hugging Face `datasets`, as somebody would who trains on it.

usage: check_export.py FOLDER
Prints {configuration: number of rows} as JSON. Fails where something is not as TRL's trainers take it:
https://huggingface.co/docs/trl/dataset_formats (preference and unpaired preference, standard and conversational).
"""

import json
import os
import sys
import tempfile
from pathlib import Path

# Nothing is asked of the Hub, and nothing is left behind.
CACHE = tempfile.TemporaryDirectory()
os.environ.update(HF_HUB_OFFLINE="1", HF_HOME=CACHE.name, HF_HUB_DISABLE_TELEMETRY="1")

from datasets import Features, List, Value, get_dataset_config_names, load_dataset  # noqa: E402

TEXT = Value("string")
MESSAGES = List({"role": TEXT, "content": TEXT})
SHAPES = {
    "preferences": {"prompt": TEXT, "chosen": TEXT, "rejected": TEXT, "margin": Value("float64")},
    "preferences-conversational": {"prompt": MESSAGES, "chosen": MESSAGES, "rejected": MESSAGES},
    "labels": {"prompt": TEXT, "completion": TEXT, "label": Value("bool")},
    "labels-conversational": {"prompt": MESSAGES, "completion": MESSAGES, "label": Value("bool")},
    "ratings": {"prompt": TEXT, "completion": TEXT, "criterion": TEXT, "rating": Value("float64")},
}
# By these TRL tells shapes apart: a row that has more of them than its shape would be taken for another one.
TELLING = {"prompt", "chosen", "rejected", "completion", "messages", "label", "images", "tools"}
ROLES = {"prompt": "user", "chosen": "assistant", "rejected": "assistant", "completion": "assistant"}


def check(folder: Path, name: str) -> int:
    shape = SHAPES[name]
    dataset = load_dataset(str(folder), name, split="train")
    for column, feature in shape.items():
        assert dataset.features[column] == feature, f"{name}: {column} is {dataset.features[column]}"
    assert TELLING & set(dataset.column_names) == TELLING & set(shape), f"{name}: {dataset.column_names}"
    lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    assert list(dataset) == [json.loads(line) for line in lines], f"{name}: what was loaded is not what was written"
    # Without the card, by the types alone.
    plain = load_dataset("json", data_files=str(folder / f"{name}.jsonl"), split="train", features=dataset.features)
    assert list(plain) == list(dataset), f"{name}: without its card it loads as something else"
    texts = dataset.select_columns(list(shape))
    assert texts.cast(Features(shape)).num_rows == dataset.num_rows
    for row in texts:
        for column, role in ROLES.items():
            if column in row:
                check_text(row[column], role, f"{name}: {column}")
        if "chosen" in row:
            assert row["chosen"] != row["rejected"], f"{name}: chosen and rejected are the same"
    return dataset.num_rows


def check_text(text, role: str, where: str) -> None:
    if isinstance(text, list):
        assert [message["role"] for message in text] == [role], f"{where}: {text}"
        text = text[0]["content"]
    assert text.strip(), f"{where} is empty"


def main() -> None:
    folder = Path(sys.argv[1])
    names = get_dataset_config_names(str(folder))
    files = sorted(path.stem for path in folder.glob("*.jsonl"))
    assert sorted(names) == files, f"configurations {names}, files {files}"
    print(json.dumps({name: check(folder, name) for name in names}))


main()
