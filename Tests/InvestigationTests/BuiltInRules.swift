import Detections
import Sigma

/// What the program looks for by itself: its rules, read once for all tests, and what comes beside them.
enum BuiltInRules {
    static let detectors: [any Detector] = {
        let folder = top + "/Sources/Detections/Resources/Rules"
        return .standard(RuleLoader().load([folder]), builtInFolder: folder, threads: 2)
    }()

    /// The project's folder.
    static var top: String { "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") }
}
