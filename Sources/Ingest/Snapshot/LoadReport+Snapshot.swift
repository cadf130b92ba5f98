internal import CloudTrail
internal import Events

extension LoadSelection {
    func write(to writer: inout StoredFileWriter) {
        writer.write(from) { $0.write(Int($1.milliseconds)) }
        writer.write(to) { $0.write(Int($1.milliseconds)) }
        writer.write(each: accounts.sorted()) { $0.write($1) }
        writer.write(each: regions.sorted()) { $0.write($1) }
    }

    init(from reader: inout StoredFileReader) throws(StoredFileProblem) {
        let time = { (reader: inout StoredFileReader) throws(StoredFileProblem) in
            EventTime(milliseconds: Int64(try reader.number()))
        }
        self.init(from: try reader.optional(time), to: try reader.optional(time))
        accounts = Set(try reader.texts())
        regions = Set(try reader.texts())
    }
}

extension LoadReport {
    func write(to writer: inout StoredFileWriter) {
        writer.write(each: sources) { $1.write(to: &$0) }
        writer.write(each: rejections) { $1.write(to: &$0) }
        writer.write(each: findings) { $1.write(to: &$0) }
        writer.write(each: passedOver) { $1.write(to: &$0) }
        writer.write(each: missingPaths) { $0.write($1) }
        writer.write(fileCount)
        writer.write(filesCutShort)
        writer.write(each: archives) { $1.write(to: &$0) }
        writer.write(stop) { writer, stop in
            // What somebody asked for has no limit.
            if case .memory(let limit) = stop { writer.write(limit) } else { writer.write(-1) }
        }
        writer.write(each: SkippedFiles.Reason.allCases) { $0.write(skipped.count($1)) }
    }

    /// - Parameter selection: by which files were skipped.
    init(from reader: inout StoredFileReader, _ selection: LoadSelection) throws(StoredFileProblem) {
        sources = try reader.each { reader throws(StoredFileProblem) in try Source(from: &reader) }
        rejections = try reader.each { reader throws(StoredFileProblem) in try Rejection(from: &reader) }
        findings = try reader.each { reader throws(StoredFileProblem) in try Finding(from: &reader) }
        passedOver = try reader.each { reader throws(StoredFileProblem) in try Rejection(from: &reader) }
        missingPaths = try reader.texts()
        fileCount = try reader.count()
        filesCutShort = try reader.count()
        archives = try reader.each { reader throws(StoredFileProblem) in try Archive(from: &reader) }
        stop = try reader.optional { reader throws(StoredFileProblem) in
            let limit = try reader.number()
            return limit < 0 ? .asked : .memory(limit: limit)
        }
        let counts = try reader.each { reader throws(StoredFileProblem) in try reader.count() }
        guard counts.count == SkippedFiles.Reason.allCases.count else { throw .damaged("the files that were skipped") }
        skipped = SkippedFiles(
            selection, counts: Dictionary(uniqueKeysWithValues: zip(SkippedFiles.Reason.allCases, counts)))
    }
}

extension StoredFileReader {
    fileprivate mutating func texts() throws(StoredFileProblem) -> [String] {
        try each { reader throws(StoredFileProblem) in try reader.text() }
    }
}

extension Source {
    fileprivate func write(to writer: inout StoredFileWriter) {
        writer.write(path)
        writer.write(hash.value) { $0.write($1) }
        writer.write(byteCount)
        writer.write(shape.rawValue)
        for count in [events, duplicates, rejected, excluded] { writer.write(count) }
        writer.write(note) { $0.write($1) }
    }

    fileprivate init(from reader: inout StoredFileReader) throws(StoredFileProblem) {
        path = try reader.text()
        hash = SourceHash(try reader.optional { reader throws(StoredFileProblem) in try reader.text() })
        byteCount = try reader.count()
        guard let shape = Shape(rawValue: try reader.text()) else { throw .damaged("a shape") }
        self.shape = shape
        events = try reader.count()
        duplicates = try reader.count()
        rejected = try reader.count()
        excluded = try reader.count()
        shortcoming = try reader.optional { reader throws(StoredFileProblem) in try reader.text() }
    }
}

extension Rejection {
    fileprivate func write(to writer: inout StoredFileWriter) {
        writer.write(path)
        writer.write(record) { $0.write($1) }
        writer.write(offset) { $0.write($1) }
        writer.write(reason)
    }

    fileprivate init(from reader: inout StoredFileReader) throws(StoredFileProblem) {
        path = try reader.text()
        record = try reader.optional { reader throws(StoredFileProblem) in try reader.number() }
        offset = try reader.optional { reader throws(StoredFileProblem) in try reader.number() }
        reason = try reader.text()
    }
}

extension Finding {
    fileprivate func write(to writer: inout StoredFileWriter) {
        writer.write(location.source)
        writer.write(location.record)
        writer.write(location.offset)
        writer.write(bytes: json)
    }

    fileprivate init(from reader: inout StoredFileReader) throws(StoredFileProblem) {
        location = RecordLocation(
            source: try reader.count(), record: try reader.count(), offset: try reader.count())
        json = try reader.bytes()
    }
}

extension Archive {
    fileprivate func write(to writer: inout StoredFileWriter) {
        writer.write(path)
        writer.write(sha256)
        writer.write(byteCount)
        writer.write(members)
    }

    fileprivate init(from reader: inout StoredFileReader) throws(StoredFileProblem) {
        path = try reader.text()
        sha256 = try reader.text()
        byteCount = try reader.count()
        members = try reader.count()
    }
}
