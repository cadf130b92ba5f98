@testable import Ingest

/// A source as a reader handed it on.
struct ReadSource {
    var info: SourceInfo
    var text: String
}

/// Everything a reader made of a file's bytes.
struct ReadFile {
    var sources: [ReadSource]
    var summary: SourceSummary

    var texts: [String] { sources.map(\.text) }
    var names: [String] { sources.map { String($0.info.path.split(separator: "/", maxSplits: 100).last ?? "") } }
    var reasons: [SourceProblem.Reason] { summary.problems.map(\.reason) }

    init(_ bytes: [UInt8], limits: ReadLimits = ReadLimits()) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("source", bytes)
        self.init(SourceFile(path: SourcePath(path), byteCount: bytes.count), limits: limits)
    }

    init(_ file: SourceFile, limits: ReadLimits = ReadLimits()) {
        var sources: [ReadSource] = []
        let reader = SourceReader(limits: limits)
        summary = reader.read(file) { info, text in
            sources.append(ReadSource(info: info, text: String(decoding: text.indices.map { text[$0] }, as: UTF8.self)))
        }
        self.sources = sources
    }
}
