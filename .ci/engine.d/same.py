"""Whether two answers in JSON are the same. Sentences of robots and steps may count other calls: theirs are those that came.

    same.py ANSWER ANSWER
"""

import json
import re
import sys


def answer(file):
    with open(file) as stream:
        value = json.load(stream)
    if isinstance(value, dict):
        for list_, member in (("robots", "answer"), ("containment", "action")):
            for one in value[list_]:
                one[member] = re.sub(r"[0-9][0-9TZ:-]*", "#", one[member])
    return value


sys.exit(0 if answer(sys.argv[1]) == answer(sys.argv[2]) else 1)
