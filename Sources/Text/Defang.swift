/// Addresses that nobody can click by mistake, for prose. Machine-readable output keeps addresses as they are.
public enum Defang {
    /// An address with every dot or colon in brackets: `198[.]51[.]100[.]7`, `2001[:]db8[:][:]1`. A prefix length
    /// stays; what is no address (a service's name, "AWS Internal") comes back as it is.
    public static func address(_ text: String) -> String {
        isAddress(text) ? bracketed(text) : text
    }

    /// A sentence with the addresses in it defanged.
    ///
    /// - Complexity: O(*n*) in the text.
    public static func prose(_ text: String) -> String {
        var result = ""
        var token = ""
        for character in text {
            if isAddressCharacter(character) {
                token.append(character)
            } else {
                result += defangedToken(token)
                token = ""
                result.append(character)
            }
        }
        return result + defangedToken(token)
    }

    /// A token may end with the full stop or colon of its sentence.
    private static func defangedToken(_ token: String) -> String {
        var core = token[...]
        while let last = core.last, last == "." || last == ":", !isAddress(String(core)) { core.removeLast() }
        let rest = token[core.endIndex...]
        return address(String(core)) + rest
    }

    private static func isAddressCharacter(_ character: Character) -> Bool {
        // Letters and digits beyond the hexadecimal ones keep a word such as "face:feed-ing" in one piece.
        character.isASCII
            && (character.isLetter || character.isNumber || character == "." || character == ":"
                || character == "/" || character == "-" || character == "_")
    }

    private static func bracketed(_ text: String) -> String {
        text.map { $0 == "." || $0 == ":" ? "[\($0)]" : String($0) }.joined()
    }

    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let host = parts.first else { return false }
        if parts.count == 2 {
            guard let length = UInt8(parts[1]), length <= 128 else { return false }
        }
        return isVersion4(host) || isVersion6(host)
    }

    private static func isVersion4(_ host: Substring) -> Bool {
        let bytes = host.split(separator: ".", omittingEmptySubsequences: false)
        return bytes.count == 4
            && bytes.allSatisfy { (1...3).contains($0.count) && $0.allSatisfy(\.isNumber) && UInt8($0) != nil }
    }

    private static func isVersion6(_ host: Substring) -> Bool {
        let groups = host.split(separator: ":", omittingEmptySubsequences: false)
        guard (3...9).contains(groups.count), !host.contains(":::") else { return false }
        var full = groups[...]
        if let last = full.last, last.contains(".") {
            guard isVersion4(last) else { return false }
            full.removeLast()
        }
        let isCompressed = host.contains("::")
        let filled = full.filter { !$0.isEmpty }
        guard filled.allSatisfy({ $0.count <= 4 && $0.allSatisfy(\.isHexDigit) }) else { return false }
        // A time such as 12:30:45 is no address: without a gap there are eight groups.
        return isCompressed || (filled.count == 8 && full.count == 8)
    }
}
