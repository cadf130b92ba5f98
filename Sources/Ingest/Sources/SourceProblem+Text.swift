internal import Events
internal import Glibc

extension SourceProblem: CustomStringConvertible {
    public var description: String { "\(path): \(reason)" }
}

extension SourceProblem.Reason: CustomStringConvertible {
    /// The words, without the path and without a full stop.
    public var description: String {
        switch self {
        case .missing: "no such file or folder"
        case .vanished: "it was there when the folder was listed, and is gone"
        case .system(let number): "cannot be read: " + Self.message(number)
        case .special(let kind): "\(kind), not a file: give its content as a file or on standard input"
        case .danglingLink: "a link to something that does not exist"
        case .alreadyWalked(let path): "the same folder as \(path), which is read once"
        case .alreadyRead: "standard input is read once"
        case .tooLarge(let limit): "its text is larger than the limit of \(ByteCount(limit))"
        case .tooLargeForMemory(let limit):
            "its text is larger than \(ByteCount(limit)), which is what --max-memory leaves for one text"
        case .expandsTooFar(let stored, let decoded):
            "\(ByteCount(stored)) that expand to more than \(ByteCount(decoded)): taken for a decompression bomb"
        case .nestedTooDeep(let limit): "an archive within more than \(limit) archives"
        case .tooManyMembers(let limit): "more than \(limit) members: the rest was not read"
        case .encrypted: "encrypted: decrypt it first"
        case .memberWithoutContent: "a link or device in the archive, without content of its own"
        case .damagedArchive(let message): "the archive is damaged: \(message)"
        case .noMemory: "there is not enough memory for it"
        case .changed: "it is not what it was when it was read"
        case .snapshot(let problem): problem.words
        case .otherSelection:
            "it is a snapshot, and holds what was loaded when it was made: what of a trail is loaded is for 'huckleberry "
                + "snapshot' to say"
        case .snapshotTooLarge(let bytes): "its index takes \(ByteCount(bytes)), which is more than is allowed"
        case .changing: "it changed while it was read: what was read is in part old, in part new; read it again"
        }
    }

    private static func message(_ number: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard unsafe strerror_r(number, &buffer, buffer.count) == 0 else { return "error \(number)" }
        let text = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: text, as: UTF8.self).lowercased()
    }
}

extension StoredFileProblem {
    /// What it means for a snapshot.
    fileprivate var words: String {
        switch self {
        case .foreign: "it is no snapshot"
        case .version(let format):
            "it is a snapshot of another version of the program (format \(format)): make it anew with 'huckleberry snapshot'"
        case .cutOff: "the snapshot is cut off: make it anew with 'huckleberry snapshot'"
        case .damaged(let part):
            "the snapshot is damaged (\(part)): make it anew with 'huckleberry snapshot'"
        case .system(let number): SourceProblem.Reason.system(number).description
        }
    }
}

extension SourceProblem.Special: CustomStringConvertible {
    public var description: String {
        switch self {
        case .pipe: "a named pipe"
        case .socket: "a socket"
        case .characterDevice: "a character device"
        case .blockDevice: "a block device"
        case .other: "something"
        }
    }
}

extension Rejection {
    /// Of all that the problem's path names.
    init(_ problem: SourceProblem) {
        self.init(path: problem.path, record: nil, offset: nil, reason: problem.reason.description)
    }
}

/// A number of bytes in words: `4 GiB`, `1.5 MiB`, `312 bytes`.
struct ByteCount: CustomStringConvertible {
    let bytes: Int

    init(_ bytes: Int) {
        self.bytes = bytes
    }

    var description: String {
        for (unit, name) in [(1 << 40, "TiB"), (1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")] where bytes >= unit
        {
            let tenths = bytes / (unit / 10)
            return tenths % 10 == 0 ? "\(tenths / 10) \(name)" : "\(tenths / 10).\(tenths % 10) \(name)"
        }
        return bytes == 1 ? "1 byte" : "\(bytes) bytes"
    }
}
