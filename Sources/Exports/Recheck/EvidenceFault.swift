/// What became of a line of the evidence table: why it is not confirmed.
public enum EvidenceFault: Hashable, Sendable {
    /// No source has the hash or the path.
    case fileMissing
    /// The file is there under its path, and has other bytes.
    case fileChanged(path: String, sha256: String?)
    /// The table does not say what the hash of the file, or of the record, is.
    case noHash
    /// The file has no record of that number; why it could not be read whole, where it could not.
    case recordMissing(path: String, shortcoming: String?)
    /// The record is in the file, at another number.
    case recordMoved(path: String, to: Int)
    /// There is another record at that number.
    case recordDiffers(path: String, sha256: String)
    /// The record is the one, and the table says something else of it.
    case factDiffers(EvidenceFact, path: String, found: String?)
    /// The file could not be read a second time.
    case unreadable(path: String, reason: String)
}

/// What the evidence table says of a record, beside where it is.
public enum EvidenceFact: String, CaseIterable, Hashable, Sendable {
    case eventID, account, time, name

    /// As it stands in sentences.
    var words: String {
        switch self {
        case .eventID: "event ID"
        case .account: "account"
        case .time: "time"
        case .name: "call"
        }
    }

    /// What the table says.
    func told(by line: CheckedNotes.Evidence) -> String? {
        switch self {
        case .eventID: line.eventID
        case .account: line.account
        case .time: line.time
        case .name: line.name
        }
    }
}

/// What is confirmed of a claim.
public enum ClaimStanding: Hashable, Sendable {
    case confirmed
    /// It names no record: there is nothing to confirm.
    case restsOnNoRecord
    /// Some of its evidence is not there, or not what it was.
    case notConfirmed
}

extension EvidenceFault {
    /// Whether the record may be there all the same, beside a better copy of its event.
    var mayBeACopy: Bool {
        switch self {
        case .recordMissing, .recordMoved: true
        default: false
        }
    }

    /// Whether it is about the file as a whole.
    var isOfFile: Bool {
        switch self {
        case .fileMissing, .fileChanged: true
        default: false
        }
    }

    /// What differs, without a full stop.
    func sentence(of line: CheckedNotes.Evidence) -> String {
        switch self {
        case .fileMissing: "no source has the SHA-256 \(line.sha256 ?? "") or such a path"
        case .fileChanged(let path, let hash):
            "the file has changed: \(path) has SHA-256 \(hash ?? "unknown"), the notes have \(line.sha256 ?? "none")"
        case .noHash: "the notes do not have every hash: nothing can be confirmed"
        case .recordMissing(let path, let shortcoming):
            "\(path) has no such record" + (shortcoming.map { " (\($0))" } ?? "")
        case .recordMoved(let path, let number): "in \(path) the event is record \(number)"
        case .recordDiffers(let path, let hash):
            "the record in \(path) has SHA-256 \(hash), the notes have \(line.recordSHA256 ?? "none")"
        case .factDiffers(let fact, let path, let found):
            "the record in \(path) has the \(fact.words) \(found ?? "none"), the notes have \(fact.told(by: line) ?? "none")"
        case .unreadable(let path, let reason): "\(path) cannot be read again: \(reason)"
        }
    }

    /// In one word, for scripts.
    var word: String {
        switch self {
        case .fileMissing: "file-missing"
        case .fileChanged: "file-changed"
        case .noHash: "no-hash"
        case .recordMissing: "record-missing"
        case .recordMoved: "record-moved"
        case .recordDiffers: "record-differs"
        case .factDiffers(.eventID, _, _): "event-id-differs"
        case .factDiffers(let fact, _, _): "\(fact.rawValue)-differs"
        case .unreadable: "unreadable"
        }
    }

    /// What the notes have, where something else was found.
    func expected(by line: CheckedNotes.Evidence) -> String? {
        switch self {
        case .fileMissing, .fileChanged: line.sha256
        case .recordDiffers: line.recordSHA256
        case .recordMissing, .recordMoved: String(line.record)
        case .factDiffers(let fact, _, _): fact.told(by: line)
        case .noHash, .unreadable: nil
        }
    }

    /// What was found in its place.
    public var found: String? {
        switch self {
        case .fileChanged(_, let hash): hash
        case .recordDiffers(_, let hash): hash
        case .recordMoved(_, let number): String(number)
        case .factDiffers(_, _, let found): found
        case .fileMissing, .noHash, .recordMissing, .unreadable: nil
        }
    }
}
