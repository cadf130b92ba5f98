import ATTACK
import Cases

/// The options that decide what is read and how it is judged, as they would be written on the command line: a case keeps
/// them, so that it is gone on with as it was begun. Paths in them are found from any folder.
enum OptionWords {
    static func option(_ name: String, _ value: String?) -> [String] { value.map { [name, $0] } ?? [] }

    static func options(_ name: String, _ values: [String]) -> [String] { values.flatMap { [name, $0] } }
}

extension TrailOptions {
    var words: [String] {
        OptionWords.option("--from", from) + OptionWords.option("--to", to) + OptionWords.options("--account", account)
            + OptionWords.options("--region", region) + (strict ? ["--strict"] : [])
    }

    /// These, else those that a case was opened with; how it is read and shown is as it is said now.
    func adopting(_ kept: TrailOptions) -> TrailOptions {
        guard words.isEmpty else { return self }
        var options = self
        (options.from, options.to, options.account) = (kept.from, kept.to, kept.account)
        (options.region, options.strict) = (kept.region, kept.strict)
        return options
    }
}

extension RuleOptions {
    var words: [String] {
        OptionWords.options("--rules", paths.map(SourcePath.absolute)) + (noBuiltinRules ? ["--no-builtin-rules"] : [])
            + OptionWords.option("--placeholders", placeholders.map(SourcePath.absolute))
    }

    /// These, else those that a case was opened with.
    func adopting(_ kept: RuleOptions) -> RuleOptions { words.isEmpty ? kept : self }
}

extension AnalysisOptions {
    var words: [String] {
        OptionWords.option("--baseline", baseline.map(String.init))
            + OptionWords.option("--config", config.map(SourcePath.absolute))
            + OptionWords.options("--robots", robots.paths.map(SourcePath.absolute))
            + OptionWords.options("--intel", intel.paths.map(SourcePath.absolute))
            + (attack.version == .v18 ? [] : ["--attack", attack.version.rawValue])
    }

    /// These, else those that a case was opened with.
    func adopting(_ kept: AnalysisOptions) -> AnalysisOptions { words.isEmpty ? kept : self }
}

extension InvestigationOptions {
    var words: [String] {
        trail.words + rules.words + analysis.words + OptionWords.options("--alert", alert)
            + OptionWords.options("--ip", ip) + OptionWords.options("--key", key)
            + OptionWords.options("--principal", principal) + OptionWords.options("--exclude", exclude)
            + OptionWords.options("--accept", accept) + OptionWords.options("--responder", responder)
    }
}
