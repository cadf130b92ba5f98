internal import Events

/// A record whose row is not written yet: what is known of the row, and where the texts lie whose codes are still to be
/// found.
struct PendingRow {
    var row: EventShard.Row
    let marks: RowFlags.Marks
    let key: Place
    let name: Place
    let service: Place
    let address: Place
    let agent: Place
    let error: Place
    let category: Place
    let eventType: Place
    let endpoint: Place
    let eventID: Place
    /// The ID of the event of which it is a copy or an amendment.
    let originalID: Place
    let identity: IdentityPlaces
    let isAddendum: Bool
    /// Whether escapes may stand in the texts.
    let isEscaped: Bool

    init(_ record: NativeRecord, _ text: Span<UInt8>, _ row: EventShard.Row) {
        self.row = row
        marks = RowFlags.Marks(record, text)
        key = record.key
        name = record.eventName
        service = record.eventSource
        address = record.address
        agent = record.agent
        error = record.errorCode
        category = record.eventCategory
        eventType = record.eventType
        endpoint = record.endpoint
        eventID = record.eventID
        originalID = record.isAddendum && !record.originalEventID.isEmpty ? record.originalEventID : record.eventID
        identity = record.identity
        isAddendum = record.isAddendum
        isEscaped = record.mayBeEscaped
    }
}

/// The members of an identity, by `IdentityTable.Member`.
typealias IdentityPlaces = InlineArray<10, Place>
