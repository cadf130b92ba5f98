internal import CloudTrail

/// What can be told from its form alone to be somebody's: accounts, access keys, addresses, mail addresses, identifiers
/// that AWS gives to resources.
enum SensitiveText {
    /// Something that begins at a place of a text.
    struct Find {
        var kind: Redactor.Kind
        /// Where it ends.
        var end: Int
        /// The address, and whether it was written with brackets around its dots or colons.
        var address: (value: IPAddress, isDefanged: Bool)?
    }

    /// Whether a byte is part of a word: between two that are, none begins or ends.
    static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...:
            true
        default: false
        }
    }

    /// Whether no word goes on at a place.
    static func isEnd(_ place: Int, of text: [UInt8]) -> Bool { place >= text.count || !isWord(text[place]) }

    /// How many bytes at a place are an escape behind which a word begins: `%2F`, `\n`, `\u002F`; 0 where none is there.
    static func escape(in text: [UInt8], at place: Int) -> Int {
        func hasDigits(_ count: Int, from start: Int) -> Bool {
            start + count <= text.count && text[start..<start + count].allSatisfy(isHex)
        }
        switch text[place] {
        case UInt8(ascii: "%"): return hasDigits(2, from: place + 1) ? 3 : 0
        case UInt8(ascii: "\\"):
            guard place + 1 < text.count else { return 0 }
            if text[place + 1] == UInt8(ascii: "u"), hasDigits(4, from: place + 2) { return 6 }
            return "nrtbf".utf8.contains(text[place + 1]) ? 2 : 0
        default: return 0
        }
    }

    // MARK: Forms

    /// What begins at a place where a word begins, the longest of what fits.
    ///
    /// - Complexity: bounded, whatever the text: each form has a greatest length.
    static func find(in text: [UInt8], at place: Int) -> Find? {
        [address(in: text, at: place), mail(in: text, at: place), identifier(in: text, at: place)]
            .compactMap(\.self).max { $0.end < $1.end }
    }

    /// Where a UUID ends that begins at a place: event IDs are nobody's secret, and their last part may be all digits.
    static func uuidEnd(in text: [UInt8], at place: Int) -> Int? {
        let end = place + 36
        guard end <= text.count, isEnd(end, of: text) else { return nil }
        let isFit = (0..<36).allSatisfy { offset in
            let byte = text[place + offset]
            return [8, 13, 18, 23].contains(offset) ? byte == UInt8(ascii: "-") : isHex(byte)
        }
        return isFit ? end : nil
    }

    /// Twelve digits, an ID with one of IAM's prefixes, or a resource's ID.
    private static func identifier(in text: [UInt8], at place: Int) -> Find? {
        var end = place
        while end < text.count, end - place <= longestIdentifier, isWord(text[end]) { end += 1 }
        guard end - place <= longestIdentifier else { return nil }
        let word = text[place..<end]
        if word.count == 12, word.allSatisfy({ (0x30...0x39).contains($0) }) { return Find(kind: .account, end: end) }
        if word.count >= 16 {
            let prefix = String(decoding: word.prefix(4), as: UTF8.self).uppercased()
            // IAM writes them in capitals; whoever copies them may not.
            if prefix == "AKIA" || prefix == "ASIA" { return Find(kind: .accessKey, end: end) }
            if principalPrefixes.contains(prefix), word.allSatisfy({ !isLower($0) }) {
                return Find(kind: .identifier, end: end)
            }
        }
        guard word.count <= 9, end < text.count, text[end] == UInt8(ascii: "-") else { return nil }
        let name = String(decoding: word, as: UTF8.self)
        var stop = end + 1
        while stop < text.count, stop - end <= 33, isWord(text[stop]) { stop += 1 }
        let digits = text[(end + 1)..<stop]
        if name == "o", (10...32).contains(digits.count) { return Find(kind: .organization, end: stop) }
        guard let kind = resourcePrefixes[name], digits.count == 8 || digits.count == 17, digits.allSatisfy(isHex)
        else { return nil }
        return Find(kind: kind, end: stop)
    }

    private static let longestIdentifier = 128

    /// Source: the IAM user guide, "IAM identifiers", unique ID prefixes.
    private static let principalPrefixes: Set<String> = [
        "ABIA", "ACCA", "AGPA", "AIDA", "AIPA", "ANPA", "ANVA", "APKA", "AROA", "ASCA",
    ]

    /// Source: the EC2 user guide, "Resource IDs".
    private static let resourcePrefixes: [String: Redactor.Kind] = [
        "i": .instance, "sg": .group, "vol": .volume, "ami": .image, "snap": .snapshot, "key": .keyPair,
        "sgr": .resource, "vpc": .resource, "subnet": .resource, "eni": .resource, "eipalloc": .resource,
        "eipassoc": .resource, "rtb": .resource, "igw": .resource, "nat": .resource, "acl": .resource,
        "vpce": .resource, "pcx": .resource, "lt": .resource, "tgw": .resource, "fs": .resource, "r": .resource,
        "pl": .resource, "dopt": .resource, "vgw": .resource, "cgw": .resource,
    ]

    /// `ana.maier+aws@example.com`. Source: RFC 5321 for the greatest lengths.
    private static func mail(in text: [UInt8], at place: Int) -> Find? {
        var end = place
        while end < text.count, end - place <= 64, isWord(text[end]) || "._%+-".utf8.contains(text[end]) { end += 1 }
        guard end < text.count, text[end] == UInt8(ascii: "@") else { return nil }
        let domain = end + 1
        end = domain
        while end < text.count, end - domain <= 255, isWord(text[end]) || ".-".utf8.contains(text[end]) { end += 1 }
        while end > domain, !isWord(text[end - 1]) { end -= 1 }
        let labels = text[domain..<end].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.count > 1, !labels.contains(where: \.isEmpty), isEnd(end, of: text) else { return nil }
        // A last label of digits only is no domain: an account behind a hidden name, an address.
        return labels[labels.count - 1].allSatisfy({ (0x30...0x39).contains($0) }) ? nil : Find(kind: .email, end: end)
    }

    /// Calls `body` with everything that a text holds, in its order.
    ///
    /// - Complexity: O(*n*) in the text.
    static func forEach(in text: [UInt8], _ body: (Find, Range<Int>) -> Void) {
        var place = 0
        var isStart = true
        while place < text.count {
            if isStart, let end = uuidEnd(in: text, at: place) {
                place = end
            } else if isStart || !isWord(text[place]), let found = find(in: text, at: place) {
                body(found, place..<found.end)
                place = found.end
            } else {
                let length = max(1, escape(in: text, at: place))
                isStart = length > 1 || !isWord(text[place])
                place += length
                continue
            }
            isStart = false
        }
    }

    // MARK: Addresses

    /// More bytes than this are no address, also with brackets around every colon.
    private static let longestAddress = 64

    private static func address(in text: [UInt8], at place: Int) -> Find? {
        // Version 4 first: what follows behind a colon is a port.
        address(in: text, at: place, made: { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") })
            ?? address(
                in: text, at: place,
                made: { isHex($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") })
    }

    private static func address(in text: [UInt8], at place: Int, made isPart: (UInt8) -> Bool) -> Find? {
        var plain: [UInt8] = []
        var ends: [Int] = []
        var end = place
        while end < text.count, end - place <= longestAddress {
            let isBracketed =
                text[end] == UInt8(ascii: "[") && end + 2 < text.count && text[end + 2] == UInt8(ascii: "]")
                && !isWord(text[end + 1]) && isPart(text[end + 1])
            guard isBracketed || isPart(text[end]) else { break }
            plain.append(isBracketed ? text[end + 1] : text[end])
            end += isBracketed ? 3 : 1
            ends.append(end)
        }
        // A sentence may end behind it.
        while let last = plain.last, !isWord(last), !plain.hasSuffix("::") {
            plain.removeLast()
            ends.removeLast()
        }
        guard let end = ends.last, isEnd(end, of: text),
            let address = IPAddress(String(decoding: plain, as: UTF8.self))
        else { return nil }
        return Find(kind: .address, end: end, address: (address, end - place > plain.count))
    }

    /// Four numbers joined by hyphens, as names of hosts have them: `ec2-198-51-100-7.compute.amazonaws.com`.
    static func hyphenated(in text: [UInt8], at place: Int) -> (address: IPAddress, end: Int)? {
        var end = place
        while end < text.count, end - place <= 15, (0x30...0x39).contains(text[end]) || text[end] == UInt8(ascii: "-") {
            end += 1
        }
        guard isEnd(end, of: text) else { return nil }
        let dotted = String(decoding: text[place..<end], as: UTF8.self).replacing("-", with: ".")
        return IPAddress(dotted).map { ($0, end) }
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }

    private static func isLower(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
}

extension [UInt8] {
    fileprivate func hasSuffix(_ text: StaticString) -> Bool {
        suffix(text.utf8CodeUnitCount).elementsEqual("\(text)".utf8)
    }
}
