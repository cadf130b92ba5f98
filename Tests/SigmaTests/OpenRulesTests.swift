import Foundation
import Sigma
import Testing

/// Real rules of public projects. They are no part of this one: where they are absent, the test passes over.
@Suite struct OpenRulesTests {
    /// Named by the environment, else beside the project.
    private static let folder =
        (ProcessInfo.processInfo.environment["HUCKLEBERRY_OPEN_DATA"]
            ?? URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../shared/data").standardizedFileURL
            .path)
        + "/sigma-rules"

    private static let isThere = FileManager.default.fileExists(atPath: folder)

    @Test(.enabled(if: isThere, "the open rules are not on this machine"))
    func `All rules are loaded but those outside the specification`() {
        let set = RuleLoader().load([Self.folder])
        #expect(set.fileCount == 804)
        #expect(set.rules.count + set.errors.count == 811)
        #expect(set.rules.count { if case .correlation = $0.content { true } else { false } } == 5)
        #expect(set.skipped == [:])
        #expect(set.missingPaths == [])
    }

    @Test(.enabled(if: isThere, "the open rules are not on this machine"))
    func `Every rejection names file, line, column and reason`() {
        let errors = RuleLoader().load([Self.folder]).errors.map { problem in
            let name = problem.position.path.split(separator: "/").last ?? ""
            return "\(name):\(problem.position.line):\(problem.position.column): \(problem.message)"
        }
        #expect(errors == [])
    }

    @Test(.enabled(if: isThere, "the open rules are not on this machine"))
    func warnings() {
        let set = RuleLoader().load([Self.folder])
        var counts: [String: Int] = [:]
        for problem in set.problems where problem.severity == .warning { counts[problem.message, default: 0] += 1 }
        for (message, count) in counts.sorted(by: { $0.value > $1.value }) { print(count, message) }
    }
}
