import Foundation
import Sigma
import Testing
import YAML

/// Real rules of public projects. They are no part of this one: where they are absent, the tests pass over.
@Suite struct OpenRulesTests {
    /// Named by the environment, else beside the project.
    private static let folder =
        (ProcessInfo.processInfo.environment["HUCKLEBERRY_OPEN_DATA"]
            ?? URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../shared/data").standardizedFileURL
            .path) + "/sigma-rules"

    private static let isThere = FileManager.default.fileExists(atPath: folder)

    @Test(.enabled(if: isThere, "the open rules are not on this machine"))
    func `All are loaded but those outside the specification`() {
        let set = RuleLoader().load([Self.folder])
        let correlations = set.rules.count { if case .correlation = $0.content { true } else { false } }
        #expect(set.fileCount == 804)
        #expect(correlations == 5)
        // 806 rules, of which 8 are rejected, and one has the id of another.
        #expect(set.rules.count - correlations == 797)
        #expect(set.errors.count == 8)
        #expect(set.skipped == [:])
    }

    @Test(.enabled(if: isThere, "the open rules are not on this machine"))
    func `Every rejection names file, line, column and reason`() {
        let errors = RuleLoader().load([Self.folder]).errors.map { problem in
            let name = problem.position.path.split(separator: "/").last ?? ""
            return "\(name):\(problem.position.line):\(problem.position.column): \(problem.message.prefix(50))"
        }
        #expect(
            errors == [
                "aws_cloudtrail_console_login_success_from_susp_locations.yml:25:29: "
                    + "nothing is known for the placeholder %Legitimate_C",
                "aws_ec2_download_userdata.yml:22:33: what stands behind | (counting, near) is outside t",
                "aws_enum_backup.yml:30:26: what stands behind | (counting, near) is outside t",
                "aws_enum_listing.yml:18:36: what stands behind | (counting, near) is outside t",
                "aws_enum_network.yml:27:26: what stands behind | (counting, near) is outside t",
                "aws_enum_storage.yml:31:26: what stands behind | (counting, near) is outside t",
                "aws_lambda_function_created_or_invoked.yml:23:27: what stands behind | (counting, near) is outside t",
                "aws_macic_evasion.yml:31:26: what stands behind | (counting, near) is outside t",
            ])
    }

    @Test(.enabled(if: isThere, "the open rules are not on this machine"))
    func `A rule of the same id is told once`() {
        let warnings = RuleLoader().load([Self.folder]).problems.filter { $0.severity == .warning }
        #expect(warnings.count { $0.message.hasPrefix("the id ") } == 1)
        #expect(warnings.count { $0.message.hasPrefix("timeframe ") } == 1)
        #expect(warnings.count { $0.message.hasPrefix("CloudTrail has no field ") } == 1)
    }
}
