"""Records of CloudTrail in files and folders."""

import gzip
import json
import os


def files(path):
    if not os.path.isdir(path):
        yield path
    for folder, _, names in sorted(os.walk(path)):
        for name in sorted(names):
            yield os.path.join(folder, name)


def records(paths):
    """Each record of files that hold `Records`, arrays or single objects, in the order of the files."""
    for path in paths:
        for file in files(path):
            opened = gzip.open if file.endswith(".gz") else open
            try:
                with opened(file, "rb") as stream:
                    value = json.load(stream)
            except ValueError:
                continue
            if isinstance(value, dict) and "Records" in value:
                value = value["Records"]
            for record in value if isinstance(value, list) else [value]:
                if isinstance(record, dict) and "eventTime" in record and "eventName" in record:
                    yield record
