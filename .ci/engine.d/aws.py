"""The calls of the AWS CLI that `--engine athena` makes, answered by DuckDB.

HUCKLEBERRY_ENGINE_PATHS names the trail, parted by colons; HUCKLEBERRY_ENGINE_STATE a folder for what is to be remembered.
"""

import hashlib
import json
import os
import shutil
import sys

from table import connect, fill, translated

words = sys.argv[1:]
state = os.environ["HUCKLEBERRY_ENGINE_STATE"]
os.makedirs(state, exist_ok=True)


def option(name):
    for word, following in zip(words, words[1:] + [""]):
        if word == name:
            return following
        if word.startswith(name + "="):
            return word.split("=", 1)[1]
    raise SystemExit(f"{name} is missing")


def file(id, kind):
    return os.path.join(state, f"{id}.{kind}")


def database():
    path = os.path.join(state, "table.duckdb")
    is_there = os.path.exists(path)
    connection = connect(path)
    if not is_there:
        fill(connection, os.environ["HUCKLEBERRY_ENGINE_PATHS"].split(":"))
    return connection


def cell(value):
    return "" if value is None else '"' + str(value).replace('"', '""') + '"'


def run(sql, id):
    try:
        cursor = database().execute(translated(sql))
    except Exception as error:
        return {"State": "FAILED", "StateChangeReason": str(error)[:1000]}
    with open(file(id, "csv"), "w", newline="") as stream:
        stream.write(",".join(cell(column[0]) for column in cursor.description) + "\n")
        for row in cursor.fetchall():
            stream.write(",".join(cell(value) for value in row) + "\n")
    return {"State": "SUCCEEDED"}


match words[:2]:
    case ["athena", "start-query-execution"]:
        with open(option("--query-string").removeprefix("file://")) as stream:
            sql = stream.read()
        id = hashlib.sha256(sql.encode()).hexdigest()[:32]
        with open(file(id, "json"), "w") as stream:
            json.dump(run(sql, id), stream)
        print(json.dumps({"QueryExecutionId": id}))
    case ["athena", "get-query-execution"]:
        id = option("--query-execution-id")
        with open(file(id, "json")) as stream:
            status = json.load(stream)
        print(json.dumps({"QueryExecution": {
            "Status": status, "Statistics": {"DataScannedInBytes": 1000},
            "ResultConfiguration": {"OutputLocation": f"s3://results/{id}.csv"},
        }}))
    case ["athena", "stop-query-execution"] | ["s3api", "list-objects-v2"]:
        print("{}")
    case ["glue", "get-table"]:
        print(json.dumps({"Table": {
            "StorageDescriptor": {"Location": "s3://trail/AWSLogs/"},
            "PartitionKeys": [{"Name": name} for name in ("account", "region", "timestamp")],
        }}))
    case ["s3", "cp"]:
        shutil.copy(os.path.join(state, os.path.basename(words[2])), words[3])
    case _:
        raise SystemExit(f"no such call: {words[:2]}")
