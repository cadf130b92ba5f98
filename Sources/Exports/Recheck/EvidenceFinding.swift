/// What became of a line of the evidence table: why it is not confirmed.
public enum EvidenceFault: Hashable, Sendable {
    /// No source has the hash or the path.
    case fileMissing
    /// The file is there under its path, and has other bytes.
    case fileChanged(path: String, sha256: String?)
    /// The table does not say what the hash of the file, or of the record, is.
    case noHash
    /// The file has no record of that number.
    case recordMissing(path: String)
    /// The record is in the file, at another number.
    case recordMoved(path: String, to: Int)
    /// There is another record at that number.
    case recordDiffers(path: String, sha256: String)
    /// The record is the one, and has another event ID than the table says.
    case eventIDDiffers(path: String, eventID: String?)
    case accountDiffers(path: String, account: String?)
    /// The record is the one, and its time or its call is another than the table says.
    case factDiffers(path: String, fact: String)
    /// The file could not be read a second time.
    case unreadable(path: String, reason: String)
}

/// What is confirmed of a claim.
public enum ClaimStanding: Hashable, Sendable {
    case confirmed
    /// It names no record: there is nothing to confirm.
    case restsOnNoRecord
    /// Some of its evidence is not there, or not what it was.
    case notConfirmed
}
