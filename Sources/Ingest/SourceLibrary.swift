internal import Synchronization

/// The decoded texts of a trail's sources, decoded again when they are asked for. The last few are kept.
public final class SourceLibrary: Sendable {
    private let sources: [SourceInfo?]
    private let paths: [String]
    private let limits: LoadLimits
    private let kept = Mutex<[(source: Int, text: [UInt8])]>([])

    /// Texts are kept up to this many bytes altogether; a larger one is not kept at all.
    private static let keptBytes = 64 << 20

    /// - Parameter sources: by number; nil for those that could not be read.
    init(_ sources: [SourceInfo?], paths: [String], limits: LoadLimits) {
        self.sources = sources
        self.paths = paths
        self.limits = limits
    }

    /// The path of a source, as the report names it.
    public func path(of source: Int) -> String { paths[source] }

    /// Calls `body` with the decoded text of a source, as the scanner saw it.
    ///
    /// - Throws: a problem where the source is gone, or not what it was.
    /// - Complexity: decodes the source, unless it is one of the last few.
    public func withText<Result>(
        of source: Int, _ body: (Span<UInt8>) -> Result
    ) throws(SourceProblem) -> Result {
        if let text = kept.withLock({ $0.first { $0.source == source }?.text }) { return body(text.span) }
        guard let info = sources[source] else { throw SourceProblem(path: paths[source], reason: .changed) }
        do {
            return try SourceReader(limits: limits.reading).reopen(info) { text in
                keep(text, of: source)
                return body(text)
            }
        } catch let problem as SourceProblem {
            throw problem
        } catch {
            throw SourceProblem(path: paths[source], reason: .changed)
        }
    }

    private func keep(_ text: Span<UInt8>, of source: Int) {
        guard text.count <= Self.keptBytes / 4 else { return }
        let copy = unsafe text.withUnsafeBufferPointer { unsafe Array($0) }
        kept.withLock { kept in
            guard !kept.contains(where: { $0.source == source }) else { return }
            kept.insert((source, copy), at: 0)
            var bytes = 0
            kept.removeAll { entry in
                bytes += entry.text.count
                return bytes > Self.keptBytes
            }
        }
    }
}
