/// Where the bytes of a record lie.
public struct RecordLocation: Hashable, Sendable {
    /// The source's number: sources are numbered in path order.
    public var source: Int
    /// The record's number within its source, counted from 1; bad records count too.
    public var record: Int
    /// The byte offset of the record, or of the element that carries it, in the source's decoded text.
    public var offset: Int

    public init(source: Int, record: Int, offset: Int) {
        self.source = source
        self.record = record
        self.offset = offset
    }
}

/// SHA-256 of the records at some places, in the order of the places; empty for one that cannot be read.
///
/// Asked for many places at once, because reading one record may mean to decompress its whole source.
public typealias RecordDigests = ([RecordLocation]) -> [[UInt8]]

/// How a record travelled. Of several copies of one event the least wins.
public enum RecordCarrier: UInt8, Comparable, Sendable {
    /// As CloudTrail delivers it.
    case native
    /// In an answer of LookupEvents.
    case lookup
    /// In an EventBridge event or a CloudWatch Logs message.
    case message
    /// Rebuilt from columns or from another product's schema.
    case rebuilt

    public static func < (left: RecordCarrier, right: RecordCarrier) -> Bool { left.rawValue < right.rawValue }
}
