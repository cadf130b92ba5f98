public import Ingest

/// What there is of a case whose loading ended before everything was read.
public struct LoadedPart: Hashable, Sendable {
    public enum Cause: Hashable, Sendable {
        /// A person wanted it.
        case person
        /// The memory that was allowed, in bytes, is used up.
        case memory(limit: Int)
    }

    public var cause: Cause
    /// Files that were read to their end, and files that were read in part.
    public var filesRead: Int
    public var filesCutShort: Int
    /// Files that there are, as far as they were found.
    public var filesFound: Int

    public init(_ cause: Cause, filesRead: Int, filesCutShort: Int = 0, filesFound: Int) {
        self.cause = cause
        self.filesRead = filesRead
        self.filesCutShort = filesCutShort
        self.filesFound = filesFound
    }

    /// What a report says that ends before everything was read; nil for one that does not.
    public init?(_ report: LoadReport) {
        guard let stop = report.stop else { return nil }
        let cause: Cause =
            switch stop {
            case .asked: .person
            case .memory(let limit): .memory(limit: limit)
            }
        self.init(
            cause, filesRead: report.filesRead, filesCutShort: report.filesCutShort, filesFound: report.fileCount)
    }

    /// `5,240 of 12,777 files`, or `0 of 1 files and a part of 1`.
    public var amount: String { "\(filesRead.grouped) of \(filesFound.grouped) files" + parts }

    private var parts: String { filesCutShort == 0 ? "" : " and a part of \(filesCutShort.grouped)" }

    /// The whole of it, in a sentence.
    public var sentence: String {
        let reason =
            switch cause {
            case .person: "Loading stopped"
            case .memory(let limit): "Loading stopped at \(limit.byteWords) of memory"
            }
        return
            "\(reason) with \(filesRead.grouped) of the \(filesFound.grouped) files found\(parts): answers cover only these."
    }
}
