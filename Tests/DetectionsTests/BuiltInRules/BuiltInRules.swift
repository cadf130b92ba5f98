import Detections
import Foundation
import Sigma

/// The rules that come with the program, as files.
enum BuiltInRules {
    static let folder = top + "/Sources/Detections/Resources/Rules"

    /// All of them, loaded once for all tests.
    static let set = RuleLoader().load([folder])

    /// The names of the files, without their ends.
    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".yml") }.map { String($0.dropLast(4)) }.sorted()
    }()

    /// The rules of one file. Those that a correlation rests on raise alerts here, too.
    static func detector(of name: String) -> SigmaDetector {
        SigmaDetector(RuleLoader().load([folder + "/" + name + ".yml"]), builtInFolder: folder, baseRules: .included)
    }

    /// What `set` raises alerts by.
    static let detector = SigmaDetector(set, builtInFolder: folder)

    /// The project's folder.
    static var top: String {
        "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    }
}

extension SigmaRule {
    /// The numbers and names of the rules that it rests on; none for a rule on events.
    var base: [String] {
        if case .correlation(let correlation) = content { correlation.rules.map(\.text) } else { [] }
    }
}
