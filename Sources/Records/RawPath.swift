public import JSON

extension JSONPath {
    /// Calls `body` with the number of each entry of a tape that the path reaches from its first: the same values as
    /// `values(in:)`, in the same order, until one is wanted.
    ///
    /// - Returns: whether one was.
    public func contains<Failure: Error>(
        in tape: JSONTape, of text: Span<UInt8>, where wants: (Int) throws(Failure) -> Bool
    ) throws(Failure) -> Bool {
        try contains(0, names[...], tape, text, wants)
    }

    private func contains<Failure: Error>(
        _ number: Int, _ rest: ArraySlice<String>, _ tape: JSONTape, _ text: Span<UInt8>,
        _ wants: (Int) throws(Failure) -> Bool
    ) throws(Failure) -> Bool {
        guard let first = rest.first else { return try wants(number) }
        let entry = tape.entries[number]
        switch entry.kind {
        case .array:
            var element = number + 1
            while element < entry.next {
                if try contains(element, rest, tape, text, wants) { return true }
                element = tape.entries[element].next
            }
            return false
        case .object:
            for length in stride(from: rest.count, to: 1, by: -1) {
                let literal = rest.prefix(length).joined(separator: ".")
                if let member = Self.member(literal, of: number, tape, text) {
                    return try contains(member, rest.dropFirst(length), tape, text, wants)
                }
            }
            guard let member = Self.member(first, of: number, tape, text) else { return false }
            return try contains(member, rest.dropFirst(), tape, text, wants)
        default: return false
        }
    }

    /// The value of an object's last member of that name.
    private static func member(
        _ name: String, of object: Int, _ tape: JSONTape, _ text: Span<UInt8>
    ) -> Int? {
        var found: Int?
        var key = object + 1
        let end = tape.entries[object].next
        while key < end {
            if tape.isText(key, name, in: text) { found = key + 1 }
            key = tape.entries[key + 1].next
        }
        return found
    }
}

extension JSONTape {
    /// Whether a key or scalar is a text, byte for byte.
    func isText(_ number: Int, _ name: String, in text: Span<UInt8>) -> Bool {
        let entry = entries[number]
        guard entry.isPlain else { return string(entry, in: text).utf8.elementsEqual(name.utf8) }
        guard entry.end - entry.start == name.utf8.count else { return false }
        var offset = entry.start
        for byte in name.utf8 {
            guard text[offset] == byte else { return false }
            offset += 1
        }
        return true
    }
}
