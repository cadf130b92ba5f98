public import Events
internal import Synchronization

/// The decoded texts of a trail's sources: from the store where one is attached, else decoded again when they are asked
/// for. The last few are kept.
public final class SourceLibrary: Sendable {
    private let sources: [SourceInfo?]
    private let paths: [String]
    let limits: LoadLimits
    private let kept = Mutex<[(source: Int, text: [UInt8])]>([])
    private let attached = Mutex<TextStore?>(nil)

    /// Texts are kept up to this many bytes altogether; a large part of that alone is not kept at all.
    private let keptBytes: Int

    /// - Parameter sources: by number; nil for those that could not be read.
    init(_ sources: [SourceInfo?], paths: [String], limits: LoadLimits) {
        self.sources = sources
        self.paths = paths
        self.limits = limits
        keptBytes = min(64 << 20, limits.memoryBytes.map { $0 / 16 } ?? .max)
    }

    /// The number of sources, those that could not be read included.
    public var count: Int { sources.count }

    /// The path of a source, as the report names it.
    public func path(of source: Int) -> String { paths[source] }

    /// The store that answers instead of the files; nil where there is none.
    public var store: TextStore? { attached.withLock { $0 } }

    /// Answers from a store from now on. Texts that it does not hold come from their files.
    public func attach(_ store: TextStore) {
        attached.withLock { $0 = store }
        kept.withLock { $0 = [] }
    }

    /// A reader of many texts, for one thread.
    public func reader() -> TextReader { TextReader(self, store: store, limits: limits.reading) }

    /// Where and what a source was when it was loaded.
    func info(of source: Int) throws(SourceProblem) -> SourceInfo {
        guard let info = sources[source] else { throw SourceProblem(path: paths[source], reason: .changed) }
        return info
    }

    /// Calls `body` with the decoded text of a source, as the scanner saw it.
    ///
    /// - Throws: a problem where the source is gone, or not what it was.
    /// - Complexity: decodes the source, unless it is one of the last few.
    public func withText<Result>(
        of source: Int, _ body: (Span<UInt8>) -> Result
    ) throws(SourceProblem) -> Result {
        if let text = kept.withLock({ $0.first { $0.source == source }?.text }) { return body(text.span) }
        return try reader().withText(of: source) { text in
            keep(text, of: source)
            return body(text)
        }
    }

    /// One record.
    ///
    /// - Returns: nil where the source no longer holds it.
    /// - Throws: a problem where the source is gone, or not what it was.
    /// - Complexity: unpacks some hundred kilobytes where a store is attached, else as `withText`.
    public func slice(at location: RecordLocation) throws(SourceProblem) -> RecordSlice? {
        if let text = store?.text(of: location.source) { return text.slice(at: location.offset) }
        return try withText(of: location.source) { RecordSlice(in: $0, at: location.offset) }
    }

    private func keep(_ text: Span<UInt8>, of source: Int) {
        guard text.count <= keptBytes / 4 else { return }
        let copy = unsafe text.withUnsafeBufferPointer { unsafe Array($0) }
        kept.withLock { kept in
            guard !kept.contains(where: { $0.source == source }) else { return }
            kept.insert((source, copy), at: 0)
            var bytes = 0
            kept.removeAll { entry in
                bytes += entry.text.count
                return bytes > keptBytes
            }
        }
    }
}

/// Reads the texts of many sources one after the other, in the same memory. One thread owns it.
public final class TextReader {
    private let library: SourceLibrary
    private let store: TextStore?
    private let reader: SourceReader
    private let unpacked = PaddedBuffer()

    init(_ library: SourceLibrary, store: TextStore?, limits: ReadLimits) {
        self.library = library
        self.store = store
        reader = SourceReader(limits: limits)
    }

    /// Whether the text of a source may hold one of several things, as far as that can be told without the text.
    ///
    /// - Parameter beyondASCII: whether characters beyond ASCII may stand for those of a probe.
    public func mayHold(anyOf probes: [GramProbe], beyondASCII: Bool, source: Int) -> Bool {
        store?.text(of: source)?.mayHold(anyOf: probes, beyondASCII: beyondASCII) ?? true
    }

    /// Calls `body` with the decoded text of a source, as the scanner saw it; `SourceReader.padding` bytes are readable
    /// behind it.
    ///
    /// - Parameter isVerified: whether the bytes of the file are hashed and compared; else only their number is.
    /// - Throws: a problem where the source is gone, or not what it was.
    public func withText<Result>(
        of source: Int, isVerified: Bool = false, _ body: (Span<UInt8>) -> Result
    ) throws(SourceProblem) -> Result {
        if let text = store?.text(of: source) {
            guard text.unpack(into: unpacked) else {
                throw SourceProblem(path: library.path(of: source), reason: .noMemory)
            }
            return unpacked.withBytes(body)
        }
        let info = try library.info(of: source)
        do {
            return try reader.reopen(info, isVerified: isVerified, body)
        } catch let problem as SourceProblem {
            throw problem
        } catch {
            throw SourceProblem(path: info.path, reason: .changed)
        }
    }
}
