import ArgumentParser
import Console
import Detections
import Resources
import Sigma
import YAML

/// Which Sigma rules a command works with.
struct RuleOptions: ParsableArguments {
    @Option(
        name: .customLong("rules"),
        help: ArgumentHelp("Add the Sigma rules of a file or folder. May be repeated.", valueName: "path"))
    var paths: [String] = []

    @Flag(help: "Leave out the rules that come with the program.")
    var noBuiltinRules = false

    @Option(help: ArgumentHelp("What %name% stands for in rules: a map in YAML or JSON.", valueName: "file"))
    var placeholders: String?

    /// Loads the rules and reports on standard error which were rejected.
    ///
    /// - Throws: where a path does not exist.
    func load() throws -> RuleSet { try load(adding: []) }

    /// The same with more paths.
    func load(adding others: [String]) throws -> RuleSet {
        let builtin = noBuiltinRules ? [] : [try Self.builtinRules()]
        let loader = RuleLoader(placeholders: try Self.placeholders(placeholders))
        try InputFiles.require(paths + others)
        let set = loader.load(builtin + paths + others)
        Self.report(set)
        return set
    }

    /// What looks at a trail, with these rules.
    ///
    /// - Throws: where a path does not exist; if it is to be strict also where a rule was rejected.
    func detectors(
        threads: Int, baseRules: SigmaDetector.BaseRules = .asGenerated, isStrict: Bool = false
    ) throws -> [any Detector] {
        try detection(threads: threads, baseRules: baseRules, isStrict: isStrict).detectors
    }

    /// The same, with the rules themselves.
    func detection(
        threads: Int, baseRules: SigmaDetector.BaseRules = .asGenerated, isStrict: Bool = false
    ) throws -> (rules: [SigmaRule], detectors: [any Detector]) {
        let set = try load()
        if isStrict, !set.errors.isEmpty {
            throw CommandFailure(message: "--strict: \(set.errors.count) rules rejected", status: .unreadable)
        }
        if set.rules.isEmpty { StandardError.write("there are no rules: only findings of GuardDuty raise alerts") }
        let builtIn = noBuiltinRules ? nil : try Self.builtinRules()
        return (set.rules, .standard(set, builtInFolder: builtIn, baseRules: baseRules, threads: threads))
    }

    /// The same, for the console: reads the rules whenever it is asked.
    ///
    /// - Throws: where a path does not exist now. Later that is a problem like others.
    func source(threads: Int) throws -> @Sendable () -> DetectorSet {
        let loader = RuleLoader(placeholders: try Self.placeholders(placeholders))
        let builtIn = noBuiltinRules ? nil : try Self.builtinRules()
        let paths = paths
        try InputFiles.require(paths)
        return {
            let set = loader.load([builtIn].compactMap(\.self) + paths)
            let missing = set.missingPaths.map { "\($0): there is no such file or folder" }
            return DetectorSet(
                .standard(set, builtInFolder: builtIn, threads: threads),
                problems: missing + set.errors.map(\.heading))
        }
    }

    /// The folder of the rules that come with the program.
    static func builtinRules() throws -> String {
        do {
            return try ResourceFolder.ofThisProgram().rules()
        } catch {
            throw CommandFailure(message: error.description, status: .missingInput)
        }
    }

    static func placeholders(_ path: String?) throws -> Placeholders {
        guard let path else { return Placeholders() }
        try InputFiles.require([path])
        do {
            return try Placeholders(path: path)
        } catch {
            throw CommandFailure(message: error.text, status: .unreadable)
        }
    }

    /// Says which paths do not exist.
    static func reportMissing(_ set: RuleSet) {
        for path in set.missingPaths { StandardError.write("\(path): there is no such file or folder") }
    }

    private static func report(_ set: RuleSet) {
        reportMissing(set)
        StandardError.list(set.errors.map(\.heading), more: "more; huckleberry rules check lists them all")
    }
}
