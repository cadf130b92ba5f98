/// CloudTrail records put together at random, by the user guide's list of members; some of them odd.
struct RandomEvent {
    /// A caller, and what it is called. Source: "Principal" under "Meanings" of the command line's contract.
    struct Caller {
        var identity: JSONTree?
        var principal: String
        var user: String?
        var role: String?
        var session: String?
    }

    /// Agents, and the family of each.
    static let agents = [
        ("aws-cli/1.18.0 Python/3.8", "cli"), ("Boto3/1.12 Botocore/1.15", "sdk"), ("Mozilla/5.0 (X11)", "console"),
        ("console.amazonaws.com", "console"), ("Terraform/0.12 aws-sdk-go/1.29", "iac"),
        ("ec2.amazonaws.com", "service"),
        ("Pacu/1.0 Boto3/1.12", "tool"), ("Zoë's \"browser\" 😀", "other"), ("", "other"),
    ]

    static let callers = [
        Caller(
            identity: user(["userName": "ana", "arn": "arn:aws:iam::111122223333:user/ana"]),
            principal: "arn:aws:iam::111122223333:user/ana", user: "ana"),
        Caller(
            identity: user(["userName": "zoë", "arn": "arn:aws-cn:iam::111122223333:user/staff/zoë"]),
            principal: "arn:aws-cn:iam::111122223333:user/staff/zoë", user: "zoë"),
        Caller(
            identity: object(
                [
                    "type": "AssumedRole", "principalId": "AROAEXAMPLE:build-7", "accountId": "111122223333",
                    "accessKeyId": "ASIAEXAMPLE000000002",
                    "arn": "arn:aws:sts::111122223333:assumed-role/deploy/build-7",
                ], issuer: "arn:aws:iam::111122223333:role/ci/deploy"),
            principal: "arn:aws:iam::111122223333:role/ci/deploy", role: "deploy", session: "build-7"),
        Caller(
            identity: object([
                "type": "AssumedRole", "principalId": "AROAEXAMPLE:i-1", "accountId": "111122223333",
                "arn": "arn:aws:sts::111122223333:assumed-role/web/i-1",
            ]),
            principal: "arn:aws:iam::111122223333:role/web", role: "web", session: "i-1"),
        Caller(
            identity: object(["type": "Root", "accountId": "111122223333", "arn": "arn:aws:iam::111122223333:root"]),
            principal: "arn:aws:iam::111122223333:root"),
        Caller(
            identity: object(["type": "AWSService", "invokedBy": "ec2.amazonaws.com"]), principal: "ec2.amazonaws.com"),
        Caller(identity: object(["invokedBy": "s3.amazonaws.com"]), principal: "s3.amazonaws.com"),
        Caller(
            identity: object(["type": "AWSAccount", "accountId": "444455556666", "principalId": "AIDAEXAMPLE"]),
            principal: "account:444455556666"),
        Caller(
            identity: object(["type": "AWSAccount", "accountId": "anonymous", "principalId": ""]),
            principal: "anonymous"),
        Caller(
            identity: object(["type": "SAMLUser", "userName": "bob", "identityProvider": "okta"]),
            principal: "okta/bob", user: "bob"),
        Caller(
            identity: object(
                ["type": "FederatedUser", "arn": "arn:aws:sts::111122223333:federated-user/guest"],
                issuer: "arn:aws:iam::111122223333:user/ana"),
            principal: "arn:aws:iam::111122223333:user/ana", user: "ana", session: "guest"),
        Caller(
            identity: object([
                "type": "IAMUser", "userName": "HIDDEN_DUE_TO_SECURITY_REASONS", "accountId": "111122223333",
            ]),
            principal: "hidden@111122223333", user: "HIDDEN_DUE_TO_SECURITY_REASONS"),
        // Members without a text, and one that only a way through an array leads to.
        Caller(
            identity: .object([
                ("type", .string("AssumedRole")), ("principalId", .string("AROAEXAMPLE:i-2")),
                ("arn", .scalar("null")), ("userName", .object([("x", .string("y"))])),
                (
                    "sessionContext",
                    .object([
                        (
                            "sessionIssuer",
                            .object([
                                ("type", .string("Role")), ("arn", .string("arn:aws:iam::111122223333:role/ci/deploy")),
                                ("userName", .string("")),
                            ])
                        )
                    ])
                ),
            ]), principal: "arn:aws:iam::111122223333:role/ci/deploy", role: "deploy", session: "i-2"),
        Caller(
            identity: .object([
                ("type", .string("IAMUser")), ("arn", .string("arn:aws:iam::111122223333:user/ana")),
                ("userName", .string("ana")), ("onBehalfOf", .array([.object([("userId", .string("d-1"))])])),
            ]), principal: "arn:aws:iam::111122223333:user/ana", user: "ana"),
        Caller(identity: .array([]), principal: "none"),
        Caller(identity: nil, principal: "none"), Caller(identity: .scalar("null"), principal: "none"),
    ]

    /// As the record's members say it.
    static let times: [(String, Int64)] = [
        ("2020-05-06T09:41:12Z", 1_588_758_072_000), ("1970-01-01T00:00:00Z", 0),
        ("2020-02-29T23:59:59.5Z", 1_583_020_799_500), ("2020-05-06T11:41:12+02:00", 1_588_758_072_000),
        ("2020-05-06 09:41:12", 1_588_758_072_000), ("2038-01-19T03:14:08Z", 2_147_483_648_000),
    ]

    private static func user(_ members: KeyValuePairs<String, String>) -> JSONTree {
        guard case .object(let own) = object(members) else { return .scalar("null") }
        return .object(
            [
                ("type", .string("IAMUser")), ("principalId", .string("AIDAEXAMPLE")),
                ("accountId", .string("111122223333")), ("accessKeyId", .string("AKIAEXAMPLE000000001")),
            ] + own)
    }

    private static func object(_ members: KeyValuePairs<String, String>, issuer: String? = nil) -> JSONTree {
        var tree = members.map { ($0.key, JSONTree.string($0.value)) }
        if let issuer {
            tree.append(
                ("sessionContext", .object([("sessionIssuer", .object([("arn", .string(issuer))]))])))
        }
        return .object(tree)
    }

    /// A record with an ID of its own.
    ///
    /// - Parameter isOrdered: whether it begins like CloudTrail's own, by which whole records are found beside damaged
    ///   ones; only such a record may be nested too deep.
    static func tree(_ number: Int, isOrdered: Bool, _ lottery: inout Lottery) -> JSONTree {
        var members: [(String, JSONTree)] = [("eventVersion", .string("1.08"))]
        func text(_ key: String, _ values: [String], missing: Int = 8) {
            switch lottery.below(missing * 4) {
            case 0..<4: break
            case 4: members.append((key, .scalar("null")))
            case 5: members.append((key, .string("")))
            case 6: members.append((key, .object([("x", .string("y"))])))
            case 7: members.append((key, .scalar(lottery.pick(["17", "true", "0", "false"]))))
            default: members.append((key, .string(lottery.pick(values))))
            }
        }
        let caller = lottery.pick(callers)
        if let identity = caller.identity {
            members.append(("userIdentity", withAttributes(identity, &lottery)))
        }
        text("eventTime", times.map(\.0) + ["yesterday", "2020-13-01T00:00:00Z"], missing: 40)
        text(
            "eventName", ["GetObject", "ListBuckets", "CreateKeyPair", "ConsoleLogin", "Zü\u{1F}x", "HeadBucket"],
            missing: 40)
        text("eventSource", ["s3.amazonaws.com", "ec2.amazonaws.com"])
        text("awsRegion", ["us-east-1", "eu-west-1", "ü😀"])
        text("sourceIPAddress", ["198.51.100.23", "2001:db8::1", "AWS Internal", "a\u{0}b"])
        text("userAgent", agents.map(\.0))
        text(
            "errorCode",
            [
                "AccessDenied", "Client.UnauthorizedOperation", "NoSuchBucket", "ExpiredToken", "Forbidden",
                "a.AccessDeniedException",
            ],
            missing: 2)
        text("eventType", ["AwsApiCall", "AwsConsoleSignIn"])
        text("eventCategory", ["Management", "Data"], missing: 3)
        text("vpcEndpointId", ["vpce-1", "vpce-2"], missing: 2)
        text("recipientAccountId", ["111122223333", "444455556666"])
        text("sessionCredentialFromConsole", ["true", "false"], missing: 2)
        if lottery.draws(2, of: 3) { members.append(("readOnly", .scalar(lottery.pick(["true", "false", "null"])))) }
        if lottery.draws(1, of: 3) {
            members.append(
                ("responseElements", .object([("ConsoleLogin", .string(lottery.pick(["Success", "Failure"])))])))
            members.append(("additionalEventData", .object([("MFAUsed", .string(lottery.pick(["Yes", "No"])))])))
        } else {
            members.append(("responseElements", .scalar("null")))
        }
        members.append(("requestParameters", odd(depth: 4, &lottery)))
        if lottery.draws(1, of: 20) { members.append(("deep", deep(isOrdered ? lottery.pick([60, 150]) : 60))) }
        switch lottery.below(30) {
        case 0: break
        case 1: members.append(("eventID", .scalar("17")))
        case 2: members.append(("eventID", .string("id-\(number)-\"ü\"")))
        default:
            let digits = String(number, radix: 16)
            let id = "5a4f7d4c-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
            members.append(("eventID", .string(id)))
        }
        // Of members of the same name the last counts.
        if lottery.draws(1, of: 10) { members.insert(lottery.pick(members), at: members.count) }
        if lottery.draws(1, of: 10) { members.append(("eventName", .string("Twice"))) }
        if !isOrdered { shuffle(&members, &lottery) }
        return .object(members)
    }

    private static func withAttributes(_ identity: JSONTree, _ lottery: inout Lottery) -> JSONTree {
        guard case .object(var members) = identity, lottery.draws(1, of: 3) else { return identity }
        let attributes = JSONTree.object([("mfaAuthenticated", .string(lottery.pick(["true", "false"])))])
        if let place = members.firstIndex(where: { $0.0 == "sessionContext" }),
            case .object(let context) = members[place].1
        {
            members[place].1 = .object(context + [("attributes", attributes)])
        } else {
            members.append(("sessionContext", .object([("attributes", attributes)])))
        }
        return .object(members)
    }

    private static func shuffle(_ members: inout [(String, JSONTree)], _ lottery: inout Lottery) {
        for index in members.indices.dropFirst().reversed() { members.swapAt(index, lottery.below(index + 1)) }
    }

    /// What requests hold, and more.
    private static func odd(depth: Int, _ lottery: inout Lottery) -> JSONTree {
        switch lottery.below(depth > 0 ? 8 : 6) {
        case 0: return .scalar(lottery.pick(["0", "-0", "1.5e-7", "123456789012345678901234567890", "1E3", "-12.25"]))
        case 1: return .scalar(lottery.pick(["true", "false", "null"]))
        case 2:
            return .string(lottery.pick(["", "a/b", "{\"eventVersion\":\"1.08\"}", "\u{7F}\u{2028}", "日本語", "\u{0}"]))
        case 3: return .string("],[}{\",:" + String(lottery.below(1_000)))
        case 4: return .object([])
        case 5: return .array([])
        case 6: return .array((0...lottery.below(3)).map { _ in odd(depth: depth - 1, &lottery) })
        default:
            return .object(
                (0...lottery.below(4)).map { _ in
                    (
                        lottery.pick(["eventName", "a", "Records", "eventTime", "", "😀"]),
                        odd(depth: depth - 1, &lottery)
                    )
                })
        }
    }

    private static func deep(_ levels: Int) -> JSONTree {
        (0..<levels).reduce(.scalar("1")) { tree, level in level % 2 == 0 ? .array([tree]) : .object([("a", tree)]) }
    }
}
