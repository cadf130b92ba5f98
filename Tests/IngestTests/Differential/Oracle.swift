import Events
import Foundation

/// What a record means, read with Foundation's parser and by the rules of the command line's contract alone. It shares
/// no code with the product.
///
/// Foundation is laxer than RFC 8259, or than the product, in these points, and stricter in none that the events made
/// here touch; each is put right before Foundation is asked:
/// - text that is no UTF-8 may be repaired: the standard library's validation decides;
/// - a text may nest 512 levels deep, for the product 100: deeper than that it is rejected;
/// - of UTF-16 and UTF-32 it takes any text, which the product transcodes first: no text here begins like them.
/// And where the product is laxer on purpose:
/// - half of a surrogate pair stands for U+FFFD instead of making the record unreadable: it is spelt so before.
struct Oracle {
    enum Verdict {
        /// Not JSON, or nested too deep.
        case unsound
        /// Sound JSON that is no record as CloudTrail writes it.
        case foreign
        /// A record without a time or a name.
        case rejected
        case event(Expected)
    }

    struct Expected {
        /// Nil where the text is a time only perhaps: by other forms of ISO 8601 than CloudTrail's.
        var time: Int64?
        var id: String?
        var fields: [IndexField: String?]
        /// Of the caller.
        var members: [IdentityMembers.Member: Member]
    }

    /// What a record says in a member of the caller.
    enum Member: Equatable {
        case text(String)
        /// Something without a text of its own, or something may be there that a path reaches through an array.
        case blank
        case absent
    }

    /// The members of which a record has two at least.
    private static let familiar: Set<String> = [
        "eventVersion", "eventTime", "eventName", "eventSource", "eventID", "awsRegion", "userIdentity",
    ]

    private let times = Dictionary(uniqueKeysWithValues: RandomEvent.times)
    private let agents = Dictionary(uniqueKeysWithValues: RandomEvent.agents)

    func verdict(on bytes: [UInt8]) -> Verdict {
        guard String(validating: bytes, as: UTF8.self) != nil else { return .unsound }
        guard Self.depth(bytes) <= 101 else { return .unsound }
        guard
            let value = try? JSONSerialization.jsonObject(
                with: Data(Self.pairingSurrogates(bytes)), options: [.fragmentsAllowed])
        else { return .unsound }
        guard let record = value as? [String: Any], record.keys.count(where: Self.familiar.contains) >= 2,
            !record.keys.contains(where: { $0.hasPrefix("userIdentity.") }),
            Set(record.keys).isDisjoint(with: ["_raw", "_source", "CloudTrailEvent", "detail-type"])
        else { return .foreign }
        if let source = record["eventSource"] as? String, source.hasPrefix("aws:") { return .foreign }
        return judge(record)
    }

    private func judge(_ record: [String: Any]) -> Verdict {
        guard let name = Self.text(record["eventName"]), let written = Self.text(record["eventTime"]) else {
            return .rejected
        }
        let time = times[written]
        if time == nil, !written.hasPrefix("2") && !written.hasPrefix("1") { return .rejected }
        let identity = record["userIdentity"] as? [String: Any] ?? [:]
        let account = Self.text(record["recipientAccountId"]) ?? Self.text(identity["accountId"])
        var fields: [IndexField: String?] = [
            .name: name, .service: Self.text(record["eventSource"]), .region: Self.text(record["awsRegion"]),
            .account: account, .key: Self.text(identity["accessKeyId"]), .ip: Self.text(record["sourceIPAddress"]),
            .agent: Self.text(record["userAgent"]), .error: Self.text(record["errorCode"]),
            .type: Self.text(identity["type"]), .category: Self.text(record["eventCategory"]),
            .eventType: Self.text(record["eventType"]), .vpce: Self.text(record["vpcEndpointId"]),
            .outcome: outcome(record, name), .rw: readWrite(record, name), .mfa: mfa(record, identity, name),
        ]
        if let client = client(record, identity) { fields[.client] = client }
        if let caller = caller(named: record["userIdentity"]) {
            fields[.principal] = caller.principal
            fields[.user] = caller.user
            fields[.role] = caller.role
            fields[.session] = caller.session
        }
        let id = (record["eventID"] as? String).flatMap { $0.isEmpty ? nil : $0 }
        return .event(Expected(time: time, id: id, fields: fields, members: Self.members(record)))
    }

    private static func members(_ record: [String: Any]) -> [IdentityMembers.Member: Member] {
        let paths = IdentityMembers.Member.allCases.map { ($0, $0.path.components(separatedBy: ".")) }
        // Something that a path may find in place of what is kept leaves all to the record.
        let kept = [
            "eventTime", "eventName", "eventSource", "eventType", "eventCategory", "eventID", "awsRegion",
            "sourceIPAddress", "userAgent", "errorCode", "recipientAccountId", "vpcEndpointId", "readOnly",
            "sessionCredentialFromConsole",
        ]
        let isAmbiguous =
            kept.contains { record[$0] is [Any] || record[$0] is [String: Any] }
            || paths.contains { _, names in
                (1...names.count).contains { length in
                    let value = value(at: names[..<length], in: record)
                    return value is [Any] || length == names.count && value is [String: Any]
                }
            }
        guard !isAmbiguous else { return Dictionary(uniqueKeysWithValues: paths.map { ($0.0, .blank) }) }
        return Dictionary(
            uniqueKeysWithValues: paths.map { member, names in
                if let value = value(at: names[...], in: record) {
                    return (member, text(value).map { .text($0) } ?? .blank)
                }
                return (member, .absent)
            })
    }

    /// What some names lead to, by objects alone.
    private static func value(at names: ArraySlice<String>, in value: Any) -> Any? {
        guard let first = names.first else { return value }
        return (value as? [String: Any])?[first].flatMap { self.value(at: names.dropFirst(), in: $0) }
    }

    // MARK: Meanings

    private func outcome(_ record: [String: Any], _ name: String) -> String {
        if name == "ConsoleLogin", let answer = record["responseElements"] as? [String: Any],
            answer["ConsoleLogin"] as? String == "Failure"
        {
            return "denied"
        }
        guard let code = Self.text(record["errorCode"]) else { return "ok" }
        let last = code.components(separatedBy: ".").last ?? ""
        let isDenied =
            ["AccessDenied", "Unauthorized", "NotAuthorized", "Forbidden"].contains { last.hasPrefix($0) }
            || last == "AuthorizationError" || last.hasSuffix("UnauthorizedOperation")
        return isDenied ? "denied" : "error"
    }

    private func readWrite(_ record: [String: Any], _ name: String) -> String {
        switch Self.text(record["readOnly"]) {
        case "true": return "read"
        case "false": return "write"
        default:
            let reads = ["Get", "List", "Describe", "Head", "Lookup"].contains { name.hasPrefix($0) }
            return reads ? "read" : "write"
        }
    }

    private func mfa(_ record: [String: Any], _ identity: [String: Any], _ name: String) -> String {
        if name == "ConsoleLogin", let extra = record["additionalEventData"] as? [String: Any] {
            if extra["MFAUsed"] as? String == "Yes" { return "true" }
            if extra["MFAUsed"] as? String == "No" { return "false" }
        }
        let context = identity["sessionContext"] as? [String: Any]
        let attributes = context?["attributes"] as? [String: Any]
        switch Self.text(attributes?["mfaAuthenticated"]) {
        case "true": return "true"
        case "false": return "false"
        default: return "unrecorded"
        }
    }

    /// The family of agents that the events here use; nil for others.
    private func client(_ record: [String: Any], _ identity: [String: Any]) -> String? {
        let agent = Self.text(record["userAgent"]) ?? ""
        guard let family = agents[agent] else { return nil }
        if family == "tool" || family == "iac" { return family }
        if Self.text(record["sessionCredentialFromConsole"]) == "true" { return "console" }
        if agent.isEmpty, Self.text(identity["invokedBy"]) != nil { return "service" }
        return family
    }

    /// The names of a caller that the events here use; nil for others.
    private func caller(named identity: Any?) -> RandomEvent.Caller? {
        guard var members = identity as? [String: Any] else {
            return RandomEvent.callers.first { $0.identity == nil }
        }
        // Said apart, and by the access key's own column: they name nobody.
        if var context = members["sessionContext"] as? [String: Any] {
            context["attributes"] = nil
            members["sessionContext"] = context.isEmpty ? nil : context
        }
        let identity = NSDictionary(dictionary: members)
        return known.first { $0.identity.isEqual(identity) }?.caller
    }

    /// The callers as Foundation reads them.
    private let known: [(identity: NSDictionary, caller: RandomEvent.Caller)] = RandomEvent.callers.compactMap {
        caller in
        guard let identity = caller.identity else { return nil }
        var scribe = JSONScribe(lottery: Lottery(seed: 0))
        let value = try? JSONSerialization.jsonObject(with: Data(scribe.text(of: identity).utf8))
        return (value as? [String: Any]).map { (NSDictionary(dictionary: $0), caller) }
    }

    // MARK: Values

    /// The text of a member: a string's, a number's or a constant's; nil for what is empty, null, or a container.
    private static func text(_ value: Any?) -> String? {
        switch value {
        case let string as String: return string.isEmpty ? nil : string
        case let number as NSNumber:
            return unsafe String(cString: number.objCType) == "c"
                ? (number.boolValue ? "true" : "false") : number.stringValue
        default: return nil
        }
    }

    /// How deep containers nest, by brackets outside of strings.
    private static func depth(_ bytes: [UInt8]) -> Int {
        var depth = 0
        var deepest = 0
        var isInString = false
        var isEscaped = false
        for byte in bytes {
            if isEscaped {
                isEscaped = false
            } else if isInString {
                if byte == UInt8(ascii: "\\") { isEscaped = true }
                if byte == UInt8(ascii: "\"") { isInString = false }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isInString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    depth += 1
                    deepest = max(deepest, depth)
                case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
                default: break
                }
            }
        }
        return deepest
    }

    /// The text with each escaped surrogate that has no partner spelt as U+FFFD.
    private static func pairingSurrogates(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var offset = 0
        while offset < bytes.count {
            guard bytes[offset] == UInt8(ascii: "\\"), offset + 1 < bytes.count else {
                result.append(bytes[offset])
                offset += 1
                continue
            }
            guard let unit = unit(bytes, offset), (0xD800..<0xE000).contains(unit) else {
                result += bytes[offset..<offset + 2]
                offset += 2
                continue
            }
            if unit < 0xDC00, let low = self.unit(bytes, offset + 6), (0xDC00..<0xE000).contains(low) {
                result += bytes[offset..<offset + 12]
                offset += 12
            } else {
                result += Array("\\uFFFD".utf8)
                offset += 6
            }
        }
        return result
    }

    /// The number of the escape `\uXXXX` at an offset; nil where there is none.
    private static func unit(_ bytes: [UInt8], _ offset: Int) -> Int? {
        guard offset + 6 <= bytes.count, bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u")
        else { return nil }
        let digits = bytes[offset + 2..<offset + 6]
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return Int(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
