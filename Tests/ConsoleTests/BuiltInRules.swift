import Detections
import Foundation
import Sigma

@testable import Console

/// What the program looks for by itself: its rules, read once for all tests, and what comes beside them.
enum BuiltInRules {
    static let set: DetectorSet = {
        let folder = SampleCase.folder.deletingLastPathComponent().appending(path: "Sources/Detections/Resources/Rules")
        let rules = RuleLoader().load([folder.path])
        return DetectorSet(.standard(rules, builtInFolder: folder.path, threads: 2))
    }()
}
