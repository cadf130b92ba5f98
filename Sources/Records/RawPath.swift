public import JSON

extension JSONPath {
    /// Calls `body` with the number of each entry of a tape that the path reaches from its first: the same values as
    /// `values(in:)`, in the same order, until one is wanted.
    ///
    /// - Returns: whether one was.
    public func contains<Failure: Error>(
        in tape: JSONTape, of text: Span<UInt8>, where wants: (Int) throws(Failure) -> Bool
    ) throws(Failure) -> Bool {
        try contains(0, from: 0, tape, text, wants)
    }

    /// - Parameter first: the name with which the path goes on.
    private func contains<Failure: Error>(
        _ number: Int, from first: Int, _ tape: JSONTape, _ text: Span<UInt8>, _ wants: (Int) throws(Failure) -> Bool
    ) throws(Failure) -> Bool {
        guard first < bytes.count else { return try wants(number) }
        let entry = tape.entries[number]
        switch entry.kind {
        case .array:
            var element = number + 1
            while element < entry.next {
                if try contains(element, from: first, tape, text, wants) { return true }
                element = tape.entries[element].next
            }
            return false
        case .object:
            // The key that holds the longest part of the path; of equal ones the last, as parsers have it.
            var value: Int?
            var longest = 1
            var key = number + 1
            while key < entry.next {
                let length = names(in: tape.entries[key], tape, text, from: first)
                if length >= longest { (value, longest) = (key + 1, length) }
                key = tape.entries[key + 1].next
            }
            return try value.map { value throws(Failure) in
                try contains(value, from: first + longest, tape, text, wants)
            } ?? false
        default: return false
        }
    }

    /// How many of the path's names a key holds, with dots between them; 0 where it is another.
    private func names(in key: JSONTape.Entry, _ tape: JSONTape, _ text: Span<UInt8>, from first: Int) -> Int {
        guard !key.isPlain else { return names(in: text.extracting(key.start..<key.end), from: first) }
        let written = Array(tape.string(key, in: text).utf8)
        return names(in: written.span, from: first)
    }

    private func names(in key: Span<UInt8>, from first: Int) -> Int {
        var position = 0
        for number in first..<bytes.count {
            let name = bytes[number]
            guard key.count - position >= name.count else { return 0 }
            for offset in name.indices where key[position + offset] != name[offset] { return 0 }
            position += name.count
            if position == key.count { return number - first + 1 }
            guard key[position] == UInt8(ascii: ".") else { return 0 }
            position += 1
        }
        return 0
    }
}
