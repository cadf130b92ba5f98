internal import Events

/// A record whose row is not written yet. It is used again and again: nothing is copied that is not needed.
struct PendingRow {
    var record = NativeRecord()
    /// What is known of its row.
    var row = EventShard.Row()
}
