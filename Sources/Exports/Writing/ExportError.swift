internal import Glibc

/// Why an export was not written. Nothing of it is left behind.
public enum ExportError: Error, Hashable, Sendable {
    /// Something is there that nobody said may be replaced.
    case occupied(path: String)
    /// The export rests on what is there.
    case evidence(path: String)
    /// A folder is where a file is to be.
    case folder(path: String)
    /// A file is where a folder is to be.
    case file(path: String)
    /// The folder that was to be replaced holds something that is no part of the export.
    case foreign(path: String, name: String)
    /// It cannot be created there: the number of the system's error.
    case notCreated(path: String, error: Int32)
    /// Writing failed half-way.
    case notWritten(path: String, error: Int32)

    /// Whether the place was at fault, rather than the writing.
    public var isOfPlace: Bool {
        if case .notWritten = self { false } else { true }
    }
}

extension ExportError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .occupied(let path): "\(path) is there already; --force replaces it"
        case .evidence(let path): "\(path) is what the export rests on: it is never replaced"
        case .folder(let path): "\(path) is a folder; a file is to be written"
        case .file(let path): "\(path) is a file; a folder is to be written"
        case .foreign(let path, let name):
            "\(path) holds \(name), which is no part of the export: it is not replaced; name another folder"
        case .notCreated(let path, let error): "cannot create \(path): \(Self.words(error))"
        case .notWritten(let path, let error): "cannot write \(path): \(Self.words(error)); nothing was left there"
        }
    }

    private static func words(_ error: Int32) -> String {
        error == ENOSPC ? "no space is left" : unsafe String(cString: strerror(error))
    }
}
