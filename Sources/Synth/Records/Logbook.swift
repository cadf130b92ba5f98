import CloudTrail

/// Collects records for a stretch of time, up to a number.
struct Logbook {
    var random: SplitMix64
    private(set) var records: [Record] = []
    /// How many more records are taken; what comes after them is dropped.
    private(set) var room: Int
    let start: EventTime
    /// Exclusive.
    let end: EventTime

    init(from start: EventTime, to end: EventTime, room: Int = .max, random: SplitMix64) {
        self.start = start
        self.end = end
        self.room = room
        self.random = random
    }

    /// The moment itself, or the nearest one within the stretch.
    func within(_ time: EventTime) -> EventTime {
        max(start, min(time, end.adding(seconds: -1)))
    }

    mutating func add(
        _ call: Call, by caller: Caller, at time: EventTime, in region: String, shared: String? = nil
    ) {
        guard room > 0 else { return }
        room -= 1
        records.append(Record(call, by: caller, at: within(time), in: region, shared: shared, random: &random))
    }
}
