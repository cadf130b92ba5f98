import ArgumentParser
import Sigma
import Text
import YAML

/// `huckleberry rules check`: what is wrong with rules, with the places.
struct RulesCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check Sigma rules, correlations and filters.",
        discussion: "Ends with 1 if a rule was rejected. Correlations may rest on the program's own rules.")

    @Argument(help: ArgumentHelp("Files, or folders of .yml and .yaml files.", valueName: "path"))
    var paths: [String]

    @Option(help: ArgumentHelp("What %name% stands for: a map in YAML or JSON.", valueName: "file"))
    var placeholders: String?

    func run() async throws {
        try await CommandRun.run { output in
            let loader = RuleLoader(placeholders: try RuleOptions.placeholders(placeholders))
            let set = loader.load(paths, knowing: (try? [RuleOptions.builtinRules()]) ?? [])
            for problem in set.problems { try output.write(problem.text + "\n") }
            for line in Self.summary(of: set) { try output.write(line + "\n") }
            try output.flush()
            RuleOptions.reportMissing(set)
            if !set.missingPaths.isEmpty { return .missingInput }
            return set.errors.isEmpty ? .done : .checkFailed
        }
    }

    private static func summary(of set: RuleSet) -> [String] {
        let kinds = set.rules.map(\.content.kind)
        let errors = set.errors.count
        func count(_ number: Int, _ one: String) -> String { "\(number) \(one)\(number == 1 ? "" : "s")" }
        let parts = [
            count(set.fileCount, "file"), count(kinds.count { $0 == .sigma }, "rule"),
            count(kinds.count { $0 == .correlation }, "correlation"), count(kinds.count { $0 == .filter }, "filter"),
            "\(errors) rejected", count(set.problems.count - errors, "warning"),
            "\(set.skipped.values.reduce(0, +)) skipped",
        ]
        let skipped = set.skipped.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return [parts.joined(separator: ", ")] + skipped.map { "skipped: \($0.value) for \(Neutral.text($0.key))" }
    }
}
