internal import CloudTrail
internal import JSON
internal import Records

/// Where a record holds something, written as a list of places of which the first that holds anything counts:
/// `response.accessKey.userName request.userName caller`.
///
/// `request.` and `response.` begin a path through requestParameters or responseElements, which walks lists; `a+b` is all
/// that is in either. `caller` is the user who calls, `account` the account, `call` the call's name.
struct ChangeField: Sendable {
    private enum Place: Sendable {
        case paths([JSONPath])
        case caller, account, call
    }

    private let places: [Place]
    /// Whether it tells nothing of a record apart from its account: what it names exists once in each.
    let isOfAccount: Bool

    init(_ text: String) {
        places = text.split(separator: " ").map { part in
            switch part {
            case "caller": .caller
            case "account": .account
            case "call": .call
            default: .paths(part.split(separator: "+").map { JSONPath(Self.spelledOut(String($0))) })
            }
        }
        isOfAccount = places.allSatisfy { place in
            switch place {
            case .account, .call: true
            case .caller, .paths: false
            }
        }
    }

    fileprivate static func spelledOut(_ path: String) -> String {
        for (short, long) in [("request", "requestParameters"), ("response", "responseElements")]
        where path.hasPrefix(short + ".") {
            return long + path.dropFirst(short.count)
        }
        return path
    }

    /// What the first place that holds anything holds.
    func values(in record: JSONValue) -> [String] {
        places.lazy.map { values(at: $0, in: record) }.first { !$0.isEmpty } ?? []
    }

    /// What all paths hold: of a record that is about one thing these are names of the same thing. Where they hold
    /// nothing, what the first place holds that holds anything.
    func allValues(in record: JSONValue) -> [String] {
        let named = places.flatMap { place in
            if case .paths = place { values(at: place, in: record) } else { [String]() }
        }
        return named.isEmpty ? values(in: record) : named
    }

    private func values(at place: Place, in record: JSONValue) -> [String] {
        switch place {
        case .paths(let paths):
            paths.flatMap { path in path.values(in: record).flatMap(\.flattened).compactMap(\.scalarText) }
                .filter { !$0.isEmpty }
        case .caller:
            // Root is no user: what its name is, is the account's alias.
            record[path: ["userIdentity", "type"]]?.stringValue == "Root"
                ? [] : [record[path: ["userIdentity", "userName"]]?.stringValue].compactMap { $0 }
        case .account:
            [record["recipientAccountId"]?.stringValue].compactMap { $0 }
        case .call:
            [record["eventName"]?.stringValue].compactMap { $0 }.map { CallName.base(of: $0) }
        }
    }
}

/// A condition on a record, written as a place and a value, or a place alone where anything there will do:
/// `request.status=Active`, `request.userData`; or a value that is not all that is there:
/// `response.previousState!=running`.
struct ChangeCondition: Sendable {
    private let path: JSONPath
    private let value: String?
    private let isOther: Bool

    init(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        isOther = parts.count > 1 && parts[0].hasSuffix("!")
        path = JSONPath(ChangeField.spelledOut(isOther ? String(parts[0].dropLast()) : parts.first ?? ""))
        value = parts.count > 1 ? parts[1].lowercased() : nil
    }

    func holds(in record: JSONValue) -> Bool {
        let found = path.values(in: record)
        guard let value else { return found.contains { !$0.isNull } }
        if isOther { return found.isEmpty || found.contains { $0.scalarText?.lowercased() != value } }
        return found.contains { $0.scalarText?.lowercased() == value }
    }
}

/// The name of a call without the version of the service's interface that some services add to it.
enum CallName {
    /// `CreateFunction` of `CreateFunction20150331`, `AddPermission` of `AddPermission20150331v2`, `PublishFunction` of
    /// `PublishFunction2020_05_31`.
    static func base(of name: String) -> String {
        var bytes = Array(name.utf8)[...]
        if let mark = bytes.lastIndex(of: UInt8(ascii: "v")), mark < bytes.endIndex - 1,
            bytes[(mark + 1)...].allSatisfy({ isDigit($0) })
        {
            bytes = bytes[..<mark]
        }
        let stem = bytes.reversed().drop { isDigit($0) || $0 == UInt8(ascii: "_") }
        let digits = bytes[stem.count...].count { isDigit($0) }
        guard digits == 8, !stem.isEmpty else { return name }
        return String(decoding: bytes[..<stem.count], as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

/// The names by which the same resource may be called elsewhere.
enum ResourceName {
    /// The text itself and, of an ARN, the resource's name: of a Lambda function without its version, of a secret also
    /// without the six characters that its service adds; of a hosted zone its ID.
    static func aliases(of text: String) -> [String] {
        guard let arn = ARN(text) else {
            let zone = "/hostedzone/"
            return text.hasPrefix(zone) ? [text, String(text.dropFirst(zone.count))] : [text]
        }
        let parts = arn.resource.split(whereSeparator: { $0 == "/" || $0 == ":" }).map(String.init)
        // `policy/path/name`, `db:name`.
        let name = arn.resource.contains("/") ? arn.name : afterColon(arn.resource)
        switch arn.service {
        case "lambda", "cloudformation":
            return [text, name] + parts.dropFirst().prefix(1)
        case "secretsmanager":
            let name = afterColon(arn.resource)
            return [text, name] + (name.utf8.count > 7 ? [String(name.dropLast(7))] : [])
        case "ssm":
            return [text, arn.pathAndName, "/" + arn.pathAndName]
        default:
            return [text, name]
        }
    }

    /// Whether a text is the ID of an account.
    static func isAccount(_ text: String) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func afterColon(_ resource: String) -> String {
        resource.split(separator: ":", maxSplits: 1).last.map(String.init) ?? resource
    }
}
