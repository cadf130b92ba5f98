import JSON

/// A finding as GuardDuty exports it to S3, to be changed by tests.
enum SampleFinding {
    /// A user's key used from an unusual place: `CreateUser`, twice within a minute.
    static let apiCall: JSONValue = [
        "schemaVersion": "2.0", "accountId": "111122223333", "region": "us-east-1", "partition": "aws",
        "id": "f00d", "arn": "arn:aws:guardduty:us-east-1:111122223333:detector/d/finding/f00d",
        "type": "Persistence:IAMUser/AnomalousBehavior",
        "resource": [
            "resourceType": "AccessKey",
            "accessKeyDetails": [
                "accessKeyId": "AKIAANA", "principalId": "AIDAANA", "userType": "IAMUser", "userName": "ana",
            ],
        ],
        "service": [
            "serviceName": "guardduty", "detectorId": "d",
            "action": [
                "actionType": "AWS_API_CALL",
                "awsApiCallAction": [
                    "api": "CreateUser", "serviceName": "iam.amazonaws.com", "callerType": "Remote IP",
                    "remoteIpDetails": ["ipAddressV4": "198.51.100.23", "country": ["countryName": "Example"]],
                    "affectedResources": [:],
                ],
            ],
            "resourceRole": "TARGET", "additionalInfo": ["type": "default"],
            "eventFirstSeen": "2024-03-05T14:00:00.000Z", "eventLastSeen": "2024-03-05T14:01:00.000Z",
            "archived": false, "count": 2,
        ], "severity": 5, "createdAt": "2024-03-05T14:10:00.000Z", "updatedAt": "2024-03-05T14:12:00.000Z",
        "title": "Unusual persistence by ana.", "description": "CreateUser was called from 198.51.100.23.",
    ]

    /// The same with other members at some paths, parted by dots; null takes a member away.
    static func apiCall(_ changes: [String: JSONValue]) -> JSONValue { changed(apiCall, changes) }

    /// The same as a finding of another action and resource.
    static func about(_ action: JSONValue, resource: JSONValue, _ changes: [String: JSONValue] = [:]) -> JSONValue {
        apiCall(["service.action": action, "resource": resource].merging(changes) { $1 })
    }

    static func changed(_ value: JSONValue, _ changes: [String: JSONValue]) -> JSONValue {
        changes.sorted { $0.key < $1.key }.reduce(value) { value, change in
            set(change.value, at: change.key.split(separator: ".").map(String.init)[...], in: value)
        }
    }

    private static func set(_ new: JSONValue, at path: ArraySlice<String>, in value: JSONValue) -> JSONValue {
        guard let name = path.first else { return new }
        var object = value.objectValue ?? JSONObject()
        let member = set(new, at: path.dropFirst(), in: object[name] ?? .object(JSONObject()))
        object[name] = member.isNull ? nil : member
        return .object(object)
    }

    /// With the members' names as `aws guardduty get-findings` prints them.
    static func capitalised(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object):
            .object(
                JSONObject(
                    members: object.members.map {
                        JSONObject.Member(
                            key: $0.key.prefix(1).uppercased() + $0.key.dropFirst(), value: capitalised($0.value))
                    }))
        case .array(let elements): .array(elements.map(capitalised))
        default: value
        }
    }

    /// An attack by a user's key from one address, of which three calls stood out.
    static let sequence: JSONValue = [
        "schemaVersion": "2.0", "accountId": "111122223333", "region": "us-east-1", "partition": "aws",
        "id": "beef", "type": "AttackSequence:IAM/CompromisedCredentials",
        "resource": ["resourceType": "AttackSequence"],
        "service": [
            "serviceName": "guardduty", "featureName": "Correlation", "count": 3, "archived": false,
            "eventFirstSeen": "2024-03-05T14:00:00.000Z", "eventLastSeen": "2024-03-05T14:30:00.000Z",
            "detection": [
                "sequence": [
                    "uid": "1a2b", "description": "A sequence of actions.",
                    "actors": [
                        [
                            "id": "IAMUser:AIDAANA:AKIAANA",
                            "user": [
                                "name": "ana", "uid": "AIDAANA", "type": "IAMUser", "credentialUid": "AKIAANA",
                                "account": ["uid": "111122223333", "name": "production"],
                            ],
                        ]
                    ],
                    "endpoints": [["id": "e1", "ip": "198.51.100.23", "autonomousSystem": ["number": 64500]]],
                    "signals": [
                        [
                            "uid": "s1", "type": "CLOUD_TRAIL", "name": "CreateRole", "count": 1,
                            "firstSeenAt": 1709647200, "lastSeenAt": 1709647200, "actorIds": ["a"],
                        ],
                        [
                            "uid": "s2", "type": "FINDING", "name": "Stealth:IAMUser/CloudTrailLoggingDisabled",
                            "count": 1, "firstSeenAt": 1709649000, "lastSeenAt": 1709649000,
                        ],
                    ],
                    "sequenceIndicators": [
                        ["key": "ATTACK_TACTIC", "values": ["Defense Evasion", "Persistence"]],
                        ["key": "ATTACK_TECHNIQUE", "values": ["Valid Accounts: Cloud Accounts", "Nonsense"]],
                        ["key": "HIGH_RISK_API", "values": ["cloudtrail:DeleteTrail"]],
                    ],
                ]
            ],
        ], "severity": 9, "createdAt": "2024-03-05T14:40:00.000Z", "updatedAt": "2024-03-05T14:40:00.000Z",
        "title": "Potential credential compromise of ana.", "description": "A sequence of actions by ana.",
    ]
}
