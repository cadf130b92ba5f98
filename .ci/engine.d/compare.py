"""Runs the questions that `huckleberry debug engine` prints over the same files, and compares the answers.

    compare.py QUESTIONS PATH...
"""

import json
import sys

from table import connect, fill, translated


def main(questions, paths):
    connection = connect()
    fill(connection, paths)
    found = {}
    total = exact = open_ = wrong = 0
    for line in open(questions):
        question = json.loads(line)
        name = f"{question['kind']} {question['text']}"
        total += 1
        try:
            if "error" in question:
                raise ValueError(question["error"])
            for bound in ("where", "certainly"):
                sql = translated(f'SELECT DISTINCT eventid FROM "default".cloudtrail_logs WHERE {question[bound]}')
                found[bound] = {id for (id,) in connection.execute(sql).fetchall()} - {None}
        except Exception as error:
            wrong += 1
            print(f"\n{name}: {str(error)[:500]}\n    {question.get('where', '')[:500]}")
            continue
        here = set(question["eventIDs"])
        missing, false = here - found["where"], found["certainly"] - here
        extra = found["where"] - here if question["isExact"] else set()
        exact += question["isExact"]
        open_ += question["where"] == "TRUE"
        if missing or false or extra:
            wrong += 1
            example = sorted(missing | false | extra)[0]
            print(
                f"\n{name}: {len(missing)} missing, {len(false)} wrongly certain, {len(extra)} too many, such as {example}"
                f"\n    {question['where'][:500]}")
    count = connection.execute('SELECT count(*) FROM "default".cloudtrail_logs').fetchone()[0]
    print(f"{count} events, {total} questions, {exact} exact, {open_} open, {wrong} wrong")
    return 1 if wrong or not total or not count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
