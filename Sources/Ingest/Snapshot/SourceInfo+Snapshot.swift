internal import Events

extension SourceInfo {
    /// Writes all but the name.
    func write(to writer: inout StoredFileWriter) {
        writer.write(bytes: file.path.bytes)
        writer.write(file.byteCount)
        writer.write(file.root)
        writer.write(each: members) { $0.write($1) }
        writer.write(hash.value) { $0.write($1) }
        writer.write(byteCount)
        writer.write(encoding.rawValue)
        writer.write(damage) { $1.write(to: &$0) }
    }

    init(named name: String, from reader: inout StoredFileReader) throws(StoredFileProblem) {
        path = name
        file = SourceFile(
            path: SourcePath(bytes: try reader.bytes()), byteCount: try reader.count(), root: try reader.number())
        members = try reader.each { reader throws(StoredFileProblem) in try reader.number() }
        hash = SourceHash(try reader.optional { reader throws(StoredFileProblem) in try reader.text() })
        byteCount = try reader.count()
        guard let encoding = TextEncoding(rawValue: try reader.text()) else { throw .damaged("an encoding") }
        self.encoding = encoding
        damage = try reader.optional { reader throws(StoredFileProblem) in try SourceDamage(from: &reader) }
    }
}

extension SourceDamage {
    func write(to writer: inout StoredFileWriter) {
        writer.write(offset)
        let (number, found, message) =
            switch reason {
            case .gzipCutOff: (0, 0, "")
            case .gzipCorrupt: (1, 0, "")
            case .gzipChecksum: (2, 0, "")
            case .trailingBytes: (3, 0, "")
            case .halfCharacter: (4, 0, "")
            case .cutShort(let found): (5, found, "")
            case .archive(let message): (6, 0, message)
            }
        writer.write(number)
        writer.write(found)
        writer.write(message)
    }

    init(from reader: inout StoredFileReader) throws(StoredFileProblem) {
        offset = try reader.number()
        let (number, found, message) = (try reader.number(), try reader.number(), try reader.text())
        switch number {
        case 0: reason = .gzipCutOff
        case 1: reason = .gzipCorrupt
        case 2: reason = .gzipChecksum
        case 3: reason = .trailingBytes
        case 4: reason = .halfCharacter
        case 5: reason = .cutShort(found: found)
        case 6: reason = .archive(message)
        default: throw .damaged("a damage")
        }
    }
}
