public import Cases
internal import CloudTrail
public import JSON

/// Puts pseudonyms in the place of what tells whose case it is: accounts, users, roles and sessions, access keys (which
/// hold their account's number), addresses, mail addresses, and the names and identifiers of the resources that are told.
///
/// The same value has the same pseudonym wherever it stands, in every form of export: `user-3`, `account-1`. Numbers follow
/// the first appearance in the trail, so that they are the same whenever the same case is told. Addresses become
/// addresses that nobody has, so that programs still read them: 240.0.0.3 (RFC 1112, class E) and 100::3 (RFC 6666,
/// the block that discards). What has the form of something to be hidden and is not in the key becomes number 0 of its
/// kind. `0.0.0.0/0` and its like stay: they say "everybody".
///
/// Texts are redacted once, before they are neutralised, escaped or defanged.
public struct Redactor: Sendable {
    /// What stands for what: by kind, then number. It undoes the redaction, and belongs into the case, never into an
    /// export.
    public let key: [(kind: Kind, value: String, pseudonym: String)]
    /// The key as a case keeps it.
    public var pseudonyms: [Pseudonym] {
        key.map { Pseudonym(kind: $0.kind.rawValue, value: $0.value, pseudonym: $0.pseudonym) }
    }

    private let words: WordTable
    private let entries: [Entry]
    private let addresses: [IPAddress: String]

    private struct Entry: Sendable {
        var pseudonym: [UInt8]
        /// Whether it is a common word as well: it is taken for the name only where names stand.
        var isWeak: Bool
    }

    /// Gathers the values of a case.
    ///
    /// - Parameter known: the key of exports that were made before, as the case keeps it: what stands for a value goes on
    ///   doing so, whatever has been loaded since.
    /// - Complexity: a pass over the index, and the records of the events that the case rests on or tells.
    public init(for exported: ExportedCase, known: [Pseudonym] = []) {
        self.init(PseudonymList(of: exported, known: known))
    }

    init(_ list: PseudonymList) {
        let order = Dictionary(uniqueKeysWithValues: Kind.allCases.enumerated().map { ($1, $0) })
        let sorted = list.entries.enumerated().sorted { left, right in
            let (a, b) = (order[left.element.kind] ?? 0, order[right.element.kind] ?? 0)
            return (a, left.offset) < (b, right.offset)
        }.map(\.element)
        key = sorted.map { ($0.kind, $0.value, $0.pseudonym) }
        let named = sorted.filter { $0.kind != .address }
        entries = named.map { Entry(pseudonym: Array($0.pseudonym.utf8), isWeak: Self.isWeak($0.value)) }
        words = WordTable(
            named.enumerated().flatMap { number, entry in
                Self.spellings(of: entry.value).map { (text: $0, meaning: number) }
            })
        addresses = list.addresses
    }

    // MARK: Values

    /// Addresses that are nobody's: every address, and the machine itself.
    static func isCommon(_ address: IPAddress) -> Bool {
        switch address.family {
        case .v4: address.bits == 0 || address.bits >> 24 == 127 || address.bits == UInt128(UInt32.max)
        case .v6: address.bits <= 1
        }
    }

    /// The address that stands for the one with a number; 0 for all that have none.
    static func pseudonym(of family: IPAddress.Family, _ number: Int) -> IPAddress {
        switch family {
        case .v4: IPAddress(family: .v4, bits: 240 << 24 | UInt128(number & 0xFFFFFF))
        case .v6: IPAddress(family: .v6, bits: 0x0100 << 112 | UInt128(number))
        }
    }

    func pseudonym(of address: IPAddress) -> String {
        addresses[address] ?? Self.pseudonym(of: address.family, 0).description
    }

    /// A value as other texts carry it: in URLs, in JSON within JSON, in words of a shell.
    private static func spellings(of value: String) -> [String] {
        let encoded = value.utf8.map { byte in
            if SensitiveText.isWord(byte) && byte < 0x80 || "-._~".utf8.contains(byte) {
                return String(UnicodeScalar(byte))
            }
            return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
        let escaped = String(JSONWriter().string(.string(value)).dropFirst().dropLast())
        let quoted = value.replacing("'", with: #"'\''"#)
        return [value] + Set([encoded, escaped, quoted]).subtracting([value]).sorted()
    }

    /// Words of our own sentences and of ARNs, in lower case, and what is too short to be told from them.
    private static let vocabulary: Set<String> = [
        "user", "role", "group", "key", "keys", "account", "address", "bucket", "instance", "session", "policy",
        "function", "table", "trail", "secret", "arn", "aws", "iam", "sts", "ec2", "s3", "rds", "kms", "lambda",
        "unknown",
        "any", "the", "and", "for", "from", "with", "was", "were", "this", "that", "not", "read", "write", "console",
        "event", "events", "call", "calls", "amazonaws", "com", "assumed-role",
    ]

    private static func isWeak(_ value: String) -> Bool {
        let isNumber = value.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return value.utf8.count < 3 || isNumber && value.utf8.count < 6 || vocabulary.contains(value.lowercased())
    }
}

extension Redactor {
    /// A text with pseudonyms in it: of whole words only, the longest first, without case.
    ///
    /// - Complexity: O(*n*) in the text for names of bounded length.
    public func redacted(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let folded = WordTable.folded(bytes)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var place = 0
        // Whether a word may begin here; what is no part of a word may stand at the front of a name anywhere.
        var isStart = true
        while place < bytes.count {
            if let found = replacement(in: bytes, folded, at: place, isStart: isStart) {
                result += found.text
                place = found.end
                isStart = !SensitiveText.isWord(bytes[place - 1])
                continue
            }
            var length = 1
            if isStart, let end = SensitiveText.uuidEnd(in: bytes, at: place) {
                length = end - place
            } else if !SensitiveText.isWord(bytes[place]) {
                length = max(1, SensitiveText.escape(in: bytes, at: place))
                // A backslash may stand between a domain and a name, too.
                if length == 2, replacement(in: bytes, folded, at: place + 1, isStart: true) != nil { length = 1 }
            }
            isStart = length == 1 ? !SensitiveText.isWord(bytes[place]) : bytes[place] == 0x5C || bytes[place] == 0x25
            result += bytes[place..<place + length]
            place += length
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// What stands at a place and is to be replaced, the longest; of a name and a form that are as long, the name.
    private func replacement(
        in bytes: [UInt8], _ folded: [UInt8], at place: Int, isStart: Bool
    ) -> (text: [UInt8], end: Int)? {
        let isWord = SensitiveText.isWord(bytes[place])
        guard isStart || !isWord else { return nil }
        let name = words.longest(in: folded, at: place) { number, end in
            guard !SensitiveText.isWord(bytes[end - 1]) || SensitiveText.isEnd(end, of: bytes) else { return false }
            guard entries[number].isWeak else { return true }
            return place == 0 && end == bytes.count || place > 0 && bytes[place - 1] == UInt8(ascii: "/")
        }
        let form = form(in: bytes, at: place)
        if let name, name.end >= form?.end ?? 0 {
            if let end = SensitiveText.uuidEnd(in: bytes, at: place), end > name.end { return nil }
            return (entries[name.meaning].pseudonym, name.end)
        }
        return form
    }

    private func form(in bytes: [UInt8], at place: Int) -> (text: [UInt8], end: Int)? {
        guard SensitiveText.uuidEnd(in: bytes, at: place) == nil else { return nil }
        guard let found = SensitiveText.find(in: bytes, at: place) else {
            guard let host = SensitiveText.hyphenated(in: bytes, at: place), let pseudonym = addresses[host.address]
            else {
                return nil
            }
            return (Array(pseudonym.replacing(".", with: "-").utf8), host.end)
        }
        guard let address = found.address else { return (Array(found.kind.pseudonym(0).utf8), found.end) }
        let isKept = Self.isCommon(address.value)
        let text = isKept ? nil : pseudonym(of: address.value)
        guard let text else { return (Array(bytes[place..<found.end]), found.end) }
        let written = address.isDefanged ? text.map { $0 == "." || $0 == ":" ? "[\($0)]" : String($0) }.joined() : text
        return (Array(written.utf8), found.end)
    }
}

extension JSONValue {
    /// The value with its texts redacted: never the names of members, which are ours.
    public func redacted(by redactor: Redactor?) -> JSONValue {
        guard let redactor else { return self }
        switch self {
        case .string(let text): return .string(redactor.redacted(text))
        case .array(let elements): return .array(elements.map { $0.redacted(by: redactor) })
        case .object(let object):
            return .object(
                JSONObject(members: object.members.map { .init(key: $0.key, value: $0.value.redacted(by: redactor)) }))
        case .null, .bool, .number: return self
        }
    }
}
