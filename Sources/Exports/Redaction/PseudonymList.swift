internal import Cases
internal import CloudTrail

/// Values and what stands for them, while they are gathered: each gets the next number of its kind when it first appears.
struct PseudonymList {
    struct Entry {
        var kind: Redactor.Kind
        var value: String
        var pseudonym: String
    }

    /// In the order in which they were added.
    private(set) var entries: [Entry] = []
    private(set) var addresses: [IPAddress: String] = [:]
    private var numbers: [Redactor.Kind: Int] = [:]
    private var versionSixAddresses = 0
    /// Places of the entries by their values, without case.
    private var places: [[UInt8]: Int] = [:]

    /// Names that say nothing of their owner: AWS or everybody uses them.
    private static let common: Set<String> = [
        "", "-", "*", "all", "none", "root", "anonymous", "default", "hidden_due_to_security_reasons",
    ]

    private static func isCommon(_ value: String) -> Bool {
        common.contains(value.lowercased()) || value.hasPrefix("AWSServiceRoleFor")
            || value.hasPrefix("aws-service-role/") || value.hasPrefix("aws-reserved/")
            || value.hasSuffix(".amazonaws.com") || value.hasSuffix(".amazonaws.com.cn")
    }

    /// Adds a value; one that is there already keeps what stands for it, and what can be told from its form is of that
    /// kind.
    ///
    /// - Parameter like: another text for the same thing, which gets the same pseudonym.
    mutating func add(_ kind: Redactor.Kind, _ value: String, like other: String? = nil) {
        if let address = IPAddress(value) { return add(address, written: value) }
        let folded = WordTable.folded(Array(value.utf8))
        guard places[folded] == nil, !Self.isCommon(value) else { return }
        // An instance is one also where a session is called like it.
        let form = SensitiveText.find(in: Array(value.utf8), at: 0)
        let kind = form.flatMap { $0.end == value.utf8.count ? $0.kind : nil } ?? kind
        let known = other.flatMap { places[WordTable.folded(Array($0.utf8))] }
        let pseudonym: String
        if let known {
            pseudonym = entries[known].pseudonym
        } else {
            numbers[kind, default: 0] += 1
            pseudonym = kind.pseudonym(numbers[kind] ?? 0)
        }
        places[folded] = entries.count
        entries.append(Entry(kind: kind, value: value, pseudonym: pseudonym))
    }

    private mutating func add(_ address: IPAddress, written value: String) {
        guard addresses[address] == nil, !Redactor.isCommon(address) else { return }
        let number: Int
        switch address.family {
        case .v4:
            numbers[.address, default: 0] += 1
            number = numbers[.address] ?? 0
        case .v6:
            versionSixAddresses += 1
            number = versionSixAddresses
        }
        let pseudonym = Redactor.pseudonym(of: address.family, number).description
        addresses[address] = pseudonym
        entries.append(Entry(kind: .address, value: value, pseudonym: pseudonym))
    }

    /// Takes over what stands for values already, as the case keeps it: they keep it, and numbers go on behind it.
    mutating func restore(_ known: [Pseudonym]) {
        for pseudonym in known {
            guard let kind = Redactor.Kind(rawValue: pseudonym.kind) else { continue }
            if kind == .address {
                restore(address: pseudonym)
            } else {
                let number = pseudonym.pseudonym.split(separator: "-").last.flatMap { Int($0) } ?? 0
                numbers[kind] = max(numbers[kind] ?? 0, number)
                places[WordTable.folded(Array(pseudonym.value.utf8))] = entries.count
                entries.append(Entry(kind: kind, value: pseudonym.value, pseudonym: pseudonym.pseudonym))
            }
        }
    }

    private mutating func restore(address pseudonym: Pseudonym) {
        guard let address = IPAddress(pseudonym.value), let standing = IPAddress(pseudonym.pseudonym) else { return }
        let number = Int(standing.bits & 0xFFFFFF)
        switch address.family {
        case .v4: numbers[.address] = max(numbers[.address] ?? 0, number)
        case .v6: versionSixAddresses = max(versionSixAddresses, number)
        }
        addresses[address] = pseudonym.pseudonym
        entries.append(Entry(kind: .address, value: pseudonym.value, pseudonym: pseudonym.pseudonym))
    }

    /// Adds what can be told from its form, and the names in ARNs.
    ///
    /// - Complexity: O(*n*) in the text.
    mutating func add(allIn text: String) {
        let bytes = Array(text.utf8)
        SensitiveText.forEach(in: bytes) { found, range in
            if let address = found.address {
                add(address.value, written: address.value.description)
            } else {
                add(found.kind, String(decoding: bytes[range], as: UTF8.self))
            }
        }
        for arn in Self.arns(in: bytes) { add(arn) }
    }

    /// The ARNs that a text holds, each up to what cannot be part of one.
    private static func arns(in text: [UInt8]) -> [ARN] {
        var found: [ARN] = []
        var place = 0
        while place + 4 < text.count {
            guard text[place...].starts(with: "arn:".utf8), place == 0 || !SensitiveText.isWord(text[place - 1]) else {
                place += 1
                continue
            }
            var end = place
            while end < text.count, !" \t\r\n\"'\\,<>()[]{}".utf8.contains(text[end]) { end += 1 }
            if let arn = ARN(String(decoding: text[place..<end], as: UTF8.self)) { found.append(arn) }
            place = end
        }
        return found
    }
}
