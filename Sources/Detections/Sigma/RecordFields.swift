internal import CloudTrail
internal import JSON
internal import Records

/// The fields of records that rules ask for, each looked up once for a record however many rules ask. One thread owns it.
struct RecordFields {
    private let paths: [JSONPath]
    /// By slot, the entries of the tape that the field's path reaches in the record at hand.
    private var found: [[Int]]
    /// By slot, the record for which that was looked up.
    private var records: [Int]
    private var record = 0

    /// - Parameter slots: the fields, by their numbers.
    init(_ slots: FieldSlots) {
        paths = slots.fields.map { JSONPath($0) }
        found = paths.map { _ in [] }
        records = paths.map { _ in 0 }
    }

    /// Turns to another record.
    mutating func begin() { record += 1 }

    /// The entries of the tape that a field reaches: none where the record does not have it.
    mutating func entries(_ slot: Int, _ tape: JSONTape, _ text: Span<UInt8>) -> [Int] {
        guard records[slot] != record else { return found[slot] }
        records[slot] = record
        found[slot].removeAll(keepingCapacity: true)
        _ = paths[slot].contains(in: tape, of: text) { entry in
            found[slot].append(entry)
            return false
        }
        return found[slot]
    }
}

/// Numbers for the fields that a set of rules asks for.
struct FieldSlots {
    private(set) var fields: [String] = []
    private var numbers: [String: Int] = [:]

    /// The number of a field, which is given to it if it has none.
    mutating func slot(_ field: String) -> Int {
        if let number = numbers[field] { return number }
        numbers[field] = fields.count
        fields.append(field)
        return fields.count - 1
    }
}

extension JSONTape {
    /// Calls `body` with each text that the value at an entry may be compared as, until one is wanted: a scalar's own; an
    /// object's or array's as JSON, then those of all that is in it.
    ///
    /// - Returns: whether one was wanted.
    func containsText<Failure: Error>(
        at number: Int, of text: Span<UInt8>, where wants: (ComparedText) throws(Failure) -> Bool
    ) throws(Failure) -> Bool {
        let entry = entries[number]
        switch entry.kind {
        case .null: return false
        case .object, .array:
            if let written = json(at: number, of: text), try wants(.text(written)) { return true }
            var inner = number + 1
            while inner < entry.next {
                if entries[inner].isScalar, try containsText(at: inner, of: text, where: wants) { return true }
                inner += 1
            }
            return false
        case .key, .string, .number, .true, .false:
            return try wants(entry.isPlain ? .plain(entry.start..<entry.end) : .text(string(entry, in: text)))
        }
    }

    /// A value as one line of JSON.
    func json(at number: Int, of text: Span<UInt8>) -> String? {
        let entry = entries[number]
        let value = try? JSONValue.parse(text.extracting(entry.start..<entry.end))
        return value.map { JSONWriter().string($0) }
    }
}

extension JSONTape.Entry {
    fileprivate var isScalar: Bool {
        switch kind {
        case .string, .number, .true, .false: true
        case .object, .array, .key, .null: false
        }
    }
}

/// A text that is compared: where it stands as it is, a place in the record.
enum ComparedText {
    /// ASCII without escapes.
    case plain(Range<Int>)
    case text(String)

    /// The text itself.
    func string(in text: Span<UInt8>) -> String {
        switch self {
        case .plain(let range): String(utf8: text.extracting(range))
        case .text(let text): text
        }
    }
}
