internal import Synchronization

/// Why a source could not be decoded again.
public struct SourceError: Error, Hashable, Sendable {
    public var reason: String

    public init(reason: String) {
        self.reason = reason
    }
}

/// The decoded texts of a trail's sources, decoded again when they are asked for. The last few are kept.
public final class SourceLibrary: Sendable {
    private let origins: [SourceOrigin]
    private let limits: LoadLimits
    private let kept = Mutex<[(source: Int, text: DecodedText)]>([])

    /// Texts are kept up to this many bytes altogether, the last one always.
    private static let keptBytes = 64 << 20

    init(_ origins: [SourceOrigin], limits: LoadLimits) {
        self.origins = origins
        self.limits = limits
    }

    /// The path of a source, as the report names it.
    public func path(of source: Int) -> String { origins[source].path }

    /// Calls `body` with the decoded text of a source, as the scanner saw it.
    ///
    /// - Complexity: decodes the source, unless it is one of the last few.
    public func withText<Result>(
        of source: Int, _ body: (Span<UInt8>) -> Result
    ) throws(SourceError) -> Result {
        if let text = kept.withLock({ $0.first { $0.source == source }?.text }) { return body(text.span) }
        let text = try origins[source].text(limits: limits)
        kept.withLock { kept in
            kept.insert((source, text), at: 0)
            var bytes = 0
            kept = kept.enumerated().filter { index, entry in
                bytes += entry.text.count
                return index == 0 || bytes <= Self.keptBytes
            }.map(\.element)
        }
        return body(text.span)
    }
}
