public import Events
public import Ingest
internal import Synchronization

/// A loaded trail: the index, the report of what was read, and the way back to each record.
public struct Trail: Sendable {
    public private(set) var index: EventIndex
    public let report: LoadReport
    public let records: RecordReader
    /// What is known against its sources; nothing unless somebody has looked.
    public private(set) var doubts: [SourceDoubt] = []
    private let foundGaps = FoundGaps()

    public init(_ loaded: LoadedTrail) {
        index = loaded.index
        report = loaded.report
        records = RecordReader(loaded)
    }

    /// Where the trail is silent, or was stopped: by time, account and region.
    ///
    /// - Complexity: a few passes over its rows when it is first asked for.
    public var gaps: [Gap] { foundGaps.all { Gap.all(in: self) } }

    /// The same trail, of whose sources more is known.
    public func doubting(_ doubts: [SourceDoubt]) -> Trail {
        var trail = self
        trail.doubts = doubts
        return trail
    }

    /// The same trail as a part of another, of which somebody can count the calls.
    public func counting(by counter: CallCounter?) -> Trail {
        var trail = self
        trail.index.counter = counter
        return trail
    }

    /// The record of a row.
    public func record(_ row: Int) throws(RecordError) -> Record {
        try records.record(row)
    }
}

/// The gaps of a trail once somebody has asked for them; all copies of the trail share it.
private final class FoundGaps: Sendable {
    private let found = Mutex<[Gap]?>(nil)

    func all(_ find: () -> [Gap]) -> [Gap] {
        found.withLock { found in
            if let found { return found }
            let gaps = find()
            found = gaps
            return gaps
        }
    }
}
