internal import Events

/// A record whose row is not written yet. It is used again and again: nothing is copied that is not needed.
struct PendingRow {
    var record = NativeRecord()
    /// What is known of its row.
    var row = EventShard.Row()
}

extension NativeRecord {
    /// The account of who called.
    var callerAccount: Place { identity[IdentityMembers.Member.accountID.rawValue] }

    /// The ID of the event of which the record is a copy or an amendment.
    var originalID: Place { isAddendum && !originalEventID.isEmpty ? originalEventID : eventID }
}
