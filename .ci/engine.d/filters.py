"""Filters over a trail, of every kind, with values that its events have: the same ones each time.

    filters.py PATH...
"""

import random
import sys

from records import records

FIELDS = {
    "name": "eventName", "service": "eventSource", "ip": "sourceIPAddress", "region": "awsRegion", "agent": "userAgent",
    "error": "errorCode", "type": "userIdentity.type", "account": "recipientAccountId", "key": "userIdentity.accessKeyId",
    "id": "eventID", "category": "eventCategory", "time": "eventTime", "principal": "userIdentity.arn",
    "user": "userIdentity.userName", "role": "userIdentity.sessionContext.sessionIssuer.userName",
}
WORDS = {
    "outcome": ["ok", "denied", "error"], "rw": ["read", "write"], "mfa": ["true", "false", "unrecorded"],
    "client": ["cli", "sdk", "console", "iac", "service", "tool", "other"],
    "tactic": ["Persistence", "TA0007", "defense-evasion", "Impact"], "technique": ["T1078", "T1098.001", "T1580"],
}
FIXED = [
    "ip:10.0.0.0/8", "-ip:198.51.100.0/24", "ip:2001:db8::/32", "agent:/^aws-cli/", "agent:/Boto3/i", r"agent:/\bkali\b/",
    r"name:/^(Get|List)[A-Z]\w+s$/", "eventVersion>1.05", "managementEvent:true", "target:*", "requestParameters:*",
    "-requestParameters:*", "bucket:*", "session:*", "-user:*", "vpce:*", "userIdentity.invokedBy:*",
    "NOT (outcome:denied OR requestParameters.groupId:*)", "requestParameters.ipPermissions.items.fromPort>=22",
    "requestParameters.ipPermissions.items.ipRanges.items.cidrIp:0.0.0.0/0", "tlsDetails.tlsVersion:TLSv1.2",
    "responseElements.ConsoleLogin:Failure", "additionalEventData.MFAUsed:*", "resources.ARN:arn:aws:*",
]


def leaves(value, path, found):
    if isinstance(value, dict):
        for name, inner in value.items():
            leaves(inner, path + [name], found)
    elif isinstance(value, list):
        for inner in value:
            leaves(inner, path, found)
    elif value not in (None, "") and all(name.isidentifier() for name in path):
        found.setdefault(".".join(path), set()).add(str(value).lower() if isinstance(value, bool) else str(value))


def quoted(value):
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main(paths):
    chance = random.Random(1)
    found = {}
    for record in records(paths):
        leaves({name: inner for name, inner in record.items() if name.isidentifier()}, [], found)
    singles = list(FIXED) + [f"{name}:{word}" for name, words in WORDS.items() for word in words]
    fields = [(name, found[path]) for name, path in FIELDS.items() if path in found]
    deep = sorted(path for path in found if path.split(".")[0] in ("requestParameters", "responseElements"))
    fields += [(path, found[path]) for path in chance.sample(deep, min(60, len(deep)))]
    for name, values in fields:
        value = chance.choice(sorted(value for value in values if value.isprintable()) or ["x"])
        if name in ("principal",):
            singles.append(f"{name}:{quoted(value)}")
            continue
        stem = "".join(c for c in value[:6] if c.isalnum() or c in "-.")
        singles += [f"{name}:{quoted(value)}", f"{name}:{stem}*", f"{name}:=x", f"{name}:*"]
        if name in ("name", "service"):
            singles.append(f"{quoted(value)}")
    for filter in singles:
        print(filter)
    for _ in range(120):
        parts = chance.sample(singles, chance.choice([2, 2, 3]))
        parts = [("-" if chance.random() < 0.3 and not part.startswith(("-", "NOT")) else "") + part for part in parts]
        print("(" + (" OR " if chance.random() < 0.5 else " ").join(parts) + ")")


main(sys.argv[1:])
