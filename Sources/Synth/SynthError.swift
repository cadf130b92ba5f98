import FoundationEssentials

/// Why no trail, or only a part of one, was written.
public enum SynthError: Error, Equatable, Sendable {
    case unknownScenario(name: String)
    /// Fewer events than the scenario's own story has.
    case tooFewEvents(asked: Int, minimum: Int, scenario: String)
    case notEmpty(path: String)
    case cannotCreate(path: String, reason: String)
    /// A file could not be written to its end; the files before it stand.
    case cannotWrite(path: String, reason: String)
}

extension SynthError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownScenario(let name):
            "there is no scenario \"\(name)\"; there are \(Scenario.all.map(\.name).joined(separator: ", "))"
        case .tooFewEvents(let asked, let minimum, let scenario):
            "\(scenario) takes at least \(minimum) events, and \(asked) were asked for"
        case .notEmpty(let path): "\(path) is not empty; --force writes into it all the same"
        case .cannotCreate(let path, let reason): "cannot create \(path): \(reason)"
        case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
        }
    }

    /// The reason in the system's words, without the path that every case already has.
    static func reason(of error: any Error) -> String {
        guard let error = error as? CocoaError else { return "\(error)" }
        return switch error.code {
        case .fileWriteNoPermission, .fileReadNoPermission: "permission denied"
        case .fileWriteOutOfSpace: "no space left"
        case .fileWriteVolumeReadOnly: "the file system is read-only"
        case .fileNoSuchFile, .fileReadNoSuchFile: "no such folder"
        case .fileWriteFileExists: "a file is in its way"
        default: "error \(error.code.rawValue)"
        }
    }
}
