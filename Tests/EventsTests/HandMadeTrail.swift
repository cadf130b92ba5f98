import CloudTrail

@testable import Events

/// Events written by hand, merged into an index. Each stands in a source of its own unless it says otherwise.
struct HandMadeTrail {
    struct Event {
        var name = "GetObject"
        /// Seconds since the epoch.
        var time: Int64 = 0
        var id = ""
        var account = "111122223333"
        var key = ""
        var error = ""
        var source = 0
        var carrier = RecordCarrier.native
        /// The ID of the event that it amends.
        var amends: String?
    }

    let index: EventIndex

    /// - Parameters:
    ///   - shardCount: the events are dealt out to so many shards.
    ///   - digest: of an event, by its number.
    init(_ events: [Event], shardCount: Int = 1, repeated: Set<Int> = [], digest: (Int) -> UInt8 = { UInt8($0) }) {
        var shards = [EventShard](repeating: EventShard(), count: shardCount)
        for (number, event) in events.enumerated() {
            shards[number % shardCount].append(event, number: number)
        }
        let sourceCount = (events.map(\.source).max() ?? 0) + 1
        let numbers = (0..<UInt32(sourceCount)).map { $0 }
        index = EventIndex(
            merging: JoinedShards(shards), sourceNumbers: Array(repeating: numbers, count: shardCount),
            sourceNames: numbers.map { "source \($0)" }, repeatedSources: repeated
        ) { locations in
            locations.map { [digest($0.offset)] }
        }
    }

    var names: [String] { (0..<index.count).map { index.text(.name, $0) ?? "" } }
}

extension EventShard {
    /// The event's number becomes its offset.
    fileprivate mutating func append(_ event: HandMadeTrail.Event, number: Int) {
        var row = Row()
        row.time = event.time * 1_000
        row.name = names.intern(event.name)
        row.account = accounts.intern(event.account)
        row.key = keys.intern(event.key)
        row.error = errors.intern(event.error)
        row.flags = EventFlags(
            outcome: Outcome(errorCode: event.error), readWrite: ReadWrite(eventName: event.name), mfa: .unrecorded,
            client: .other)
        row.carrier = event.carrier
        row.location = RecordLocation(source: event.source, record: number + 1, offset: number)
        append(
            row, eventID: Array(event.id.utf8).span, copyOf: Array((event.amends ?? event.id).utf8).span,
            isAddendum: event.amends != nil)
    }
}
