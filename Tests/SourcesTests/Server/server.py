"""Answers LookupEvents, GuardDuty's findings, and who asks, as AWS pages and throttles them: what moto lacks.

usage: server.py EVENTS FINDINGS [RATE [NEWEST]]

Prints the port that it listens at on 127.0.0.1. A region has EVENTS events, one a minute back from NEWEST, 2026-03-10
unless said, and FINDINGS findings. LookupEvents allows RATE calls a second in each region, 2 unless said, and a burst of
4; GuardDuty refuses every fifth call.
"""

import json
import sys
import threading
import time
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

EVENTS, FINDINGS = int(sys.argv[1]), int(sys.argv[2])
RATE = float(sys.argv[3]) if len(sys.argv) > 3 else 2.0
BURST = 4
NEWEST = datetime.fromisoformat(sys.argv[4] if len(sys.argv) > 4 else "2026-03-10").replace(tzinfo=timezone.utc)
DETECTOR = "12abc34d567e8fa901bc2d34e56789f0"
lock = threading.Lock()
buckets, calls = {}, {"guardduty": 0}


def event(region, number):
    moment = NEWEST - timedelta(minutes=number)
    record = {
        "eventVersion": "1.08",
        "userIdentity": {"type": "IAMUser", "userName": "ana", "accountId": "123456789012"},
        "eventTime": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "eventSource": "ec2.amazonaws.com",
        "eventName": "DescribeInstances" if number % 10 else "CreateKeyPair",
        "awsRegion": region,
        "sourceIPAddress": "198.51.100.23",
        "userAgent": "aws-cli/1.18",
        "eventID": f"{sum(map(ord, region)):08x}-0000-4000-8000-{number:012x}",
        "recipientAccountId": "123456789012",
    }
    return moment, {
        "EventId": record["eventID"],
        "EventName": record["eventName"],
        "EventTime": moment.timestamp(),
        "EventSource": record["eventSource"],
        "CloudTrailEvent": json.dumps(record),
    }


def finding(region, number):
    moment = (NEWEST - timedelta(hours=number)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return {
        "accountId": "123456789012",
        "arn": f"arn:aws:guardduty:{region}:123456789012:detector/{DETECTOR}/finding/{number:032x}",
        "createdAt": moment,
        "id": f"{number:032x}",
        "partition": "aws",
        "region": region,
        "resource": {"resourceType": "AccessKey"},
        "schemaVersion": "2.0",
        "service": {"archived": number % 2 == 1, "count": 1, "eventFirstSeen": moment, "eventLastSeen": moment},
        "severity": 5,
        "title": "A finding",
        "type": "UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom",
        "updatedAt": moment,
    }


class Refusal(Exception):
    def __init__(self, code, message, status=400):
        self.code, self.message, self.status = code, message, status


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body, headers=()):
        data = body.encode()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        scope = self.headers.get("Authorization", "").split("Credential=")[-1].split("/")
        region = scope[2] if len(scope) > 2 else "us-east-1"
        try:
            if "LookupEvents" in self.headers.get("X-Amz-Target", ""):
                self.answer(200, json.dumps(self.lookup(region, json.loads(body))))
            elif "Action=GetCallerIdentity" in body:
                self.answer(
                    200,
                    "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account><UserId>A</UserId>"
                    "<Arn>arn:aws:iam::123456789012:user/ana</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>",
                    [("Content-Type", "text/xml")],
                )
            elif "Action=DescribeRegions" in body:
                items = "".join(f"<item><regionName>{name}</regionName></item>" for name in ("us-east-1", "eu-west-1"))
                self.answer(
                    200,
                    f"<DescribeRegionsResponse><regionInfo>{items}</regionInfo></DescribeRegionsResponse>",
                    [("Content-Type", "text/xml")],
                )
            else:
                self.answer(200, json.dumps(self.guardduty(region, json.loads(body or "{}"))))
        except Refusal as refusal:
            text = json.dumps({"__type": refusal.code, "message": refusal.message})
            self.answer(refusal.status, text, [("x-amzn-ErrorType", refusal.code)])

    do_GET = do_POST = serve

    def lookup(self, region, request):
        with lock:
            tokens, last = buckets.get(region, (BURST, time.monotonic()))
            now = time.monotonic()
            tokens = min(BURST, tokens + (now - last) * RATE)
            buckets[region] = (tokens - 1 if tokens >= 1 else tokens, now)
        if tokens < 1:
            raise Refusal("ThrottlingException", "Rate exceeded")
        first, last = request.get("StartTime", 0), request.get("EndTime", NEWEST.timestamp())
        attributes = request.get("LookupAttributes", [])
        found = []
        for number in range(EVENTS):
            moment, entry = event(region, number)
            if first <= moment.timestamp() <= last and all(
                entry.get(wanted["AttributeKey"]) == wanted["AttributeValue"] for wanted in attributes
            ):
                found.append(entry)
        token = request.get("NextToken", "page-0")
        if not token.startswith("page-"):
            raise Refusal("InvalidNextTokenException", "Invalid pagination token")
        start = int(token[5:])
        answer = {"Events": found[start : start + request.get("MaxResults", 50)]}
        if start + 50 < len(found):
            answer["NextToken"] = f"page-{start + 50}"
        return answer

    def guardduty(self, region, request):
        with lock:
            calls["guardduty"] += 1
            if calls["guardduty"] % 5 == 0:
                raise Refusal("TooManyRequestsException", "Too many requests", 429)
        path = self.path.split("?")[0]
        if path == "/detector":
            return {"detectorIds": [DETECTOR] if region != "eu-west-1" else []}
        if path.endswith("/findings/get"):
            return {"findings": [finding(region, int(name, 16)) for name in request["findingIds"]]}
        bounds = request.get("findingCriteria", {}).get("criterion", {}).get("updatedAt", {})
        found = []
        for number in range(FINDINGS):
            updated = (NEWEST - timedelta(hours=number)).timestamp() * 1000
            low, high = bounds.get("greaterThanOrEqual", 0), bounds.get("lessThan", float("inf"))
            if low <= updated < high:
                found.append(f"{number:032x}")
        start = int(request.get("nextToken") or 0)
        return {"findingIds": found[start : start + 50], "nextToken": str(start + 50) if start + 50 < len(found) else ""}


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
