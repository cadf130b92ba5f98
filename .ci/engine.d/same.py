"""Whether two answers in JSON are the same, to the word.

    same.py ANSWER ANSWER
"""

import json
import sys


def answer(file):
    with open(file) as stream:
        return json.load(stream)


sys.exit(0 if answer(sys.argv[1]) == answer(sys.argv[2]) else 1)
