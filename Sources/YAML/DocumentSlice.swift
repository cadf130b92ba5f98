/// One YAML document of a file, before it is read.
///
/// A line that begins with `---` or `...` ends a document wherever it stands, also within quotes (YAML 1.2.2, 9.1.2), so
/// that documents can be told apart without reading them, and a fault in one costs no other.
struct DocumentSlice {
    let bytes: ArraySlice<UInt8>
    /// The number of its first line in the file, from 1.
    let firstLine: Int

    /// The documents of a file. What holds only comments, directives and blank lines is none.
    static func all(in bytes: [UInt8]) -> [DocumentSlice] {
        var slices: [DocumentSlice] = []
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var firstLine = 1
        var index = start
        var line = 1
        func close(at end: Int) {
            let slice = bytes[start..<end]
            if hasContent(slice) { slices.append(DocumentSlice(bytes: slice, firstLine: firstLine)) }
        }
        while index < bytes.count {
            let marker = marker(bytes, at: index)
            if marker != nil { close(at: index) }
            if marker == .start { (start, firstLine) = (index, line) }
            index = nextLine(bytes, from: index, line: &line)
            if marker == .end { (start, firstLine) = (index, line) }
        }
        close(at: bytes.count)
        return slices
    }

    private enum Marker { case start, end }

    private static func marker(_ bytes: [UInt8], at index: Int) -> Marker? {
        guard index + 3 <= bytes.count else { return nil }
        if index + 3 < bytes.count, ![0x20, 0x09, 0x0A, 0x0D].contains(bytes[index + 3]) { return nil }
        let sign = bytes[index]
        guard sign == UInt8(ascii: "-") || sign == UInt8(ascii: "."), bytes[index + 1] == sign, bytes[index + 2] == sign
        else { return nil }
        return sign == UInt8(ascii: "-") ? .start : .end
    }

    /// Where the next line begins. Breaks are those that YAML 1.1 knows: CR, LF, both, NEL, and Unicode's two separators.
    private static func nextLine(_ bytes: [UInt8], from start: Int, line: inout Int) -> Int {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case 0x0A:
                line += 1
                return index
            case 0x0D:
                line += 1
                return index < bytes.count && bytes[index] == 0x0A ? index + 1 : index
            case 0xC2 where index < bytes.count && bytes[index] == 0x85:
                line += 1
                return index + 1
            case 0xE2 where bytes[index...].starts(with: [0x80, 0xA8]) || bytes[index...].starts(with: [0x80, 0xA9]):
                line += 1
                return index + 2
            default: continue
            }
        }
        return index
    }

    private static func hasContent(_ slice: ArraySlice<UInt8>) -> Bool {
        var isAtStart = true
        var isSkipped = false
        for byte in slice {
            switch byte {
            case 0x0A, 0x0D: (isAtStart, isSkipped) = (true, false)
            case 0x20, 0x09: isAtStart = false
            case UInt8(ascii: "#"): isSkipped = true
            case UInt8(ascii: "%") where isAtStart: isSkipped = true
            default:
                if !isSkipped { return true }
            }
        }
        return false
    }

    /// Where the first bytes are that are no UTF-8.
    func firstInvalidPosition(path: String) -> FilePosition {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var valid = ""
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { valid.unicodeScalars.append(scalar) }
        return SourceText(path: path, text: valid, firstLine: firstLine).position(ofCharacter: valid.count)
    }
}

extension SourceText {
    /// The documents of a file, each by itself: bytes that are no UTF-8 cost no other than their own.
    ///
    /// - Parameter path: what the places of problems name.
    public static func documents(of bytes: [UInt8], path: String) -> [Result<SourceText, YAMLError>] {
        guard bytes.count <= YAMLLimits.fileBytes else {
            return [.failure(YAMLError(.tooLarge(bytes: bytes.count), at: FilePosition(startOf: path)))]
        }
        return DocumentSlice.all(in: bytes).map { slice in
            guard let text = String(validating: slice.bytes, as: UTF8.self) else {
                return .failure(YAMLError(.notUTF8, at: slice.firstInvalidPosition(path: path)))
            }
            return .success(SourceText(path: path, text: text, firstLine: slice.firstLine))
        }
    }
}
