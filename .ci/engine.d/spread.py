"""The sample case with its callers spread over three accounts, and its calls over four regions.

    spread.py FROM TO
"""

import gzip
import json
import os
import sys
import zlib

from records import records

ACCOUNTS = ["111122223333", "444455556666", "777788889999"]
REGIONS = ["us-east-1", "eu-west-1", "ap-southeast-2", "us-west-2"]


def one_of(values, text):
    return values[zlib.crc32(text.encode()) % len(values)]


def spread(record):
    identity = record.get("userIdentity", {})
    caller = identity.get("userName") or identity.get("arn") or ""
    record = json.loads(json.dumps(record).replace(ACCOUNTS[0], one_of(ACCOUNTS, caller)))
    # What is done to one security group is done in one region.
    place = (record.get("requestParameters") or {}).get("groupId") or record["eventName"]
    if record.get("awsRegion") == REGIONS[0]:
        record["awsRegion"] = one_of(REGIONS, place)
    return record


source, target = sys.argv[1:]
os.makedirs(target, exist_ok=True)
everything = [spread(record) for record in records([source])]
for number in range(0, len(everything), 200):
    with gzip.open(os.path.join(target, f"{number:06}.json.gz"), "wt") as stream:
        json.dump({"Records": everything[number:number + 200]}, stream)
