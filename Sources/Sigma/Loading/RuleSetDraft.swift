internal import YAML

/// A set of rules while files are added to it.
struct RuleSetDraft {
    private let placeholders: Placeholders
    private var set = RuleSet()
    /// Where the rule of each id is.
    private var positions: [String: RulePosition] = [:]
    private var unused = UnusedRules()
    /// How many of the rules are part of the set, once that is known.
    private var ownRules: Int?
    /// The texts of correlations and filters, by id: what they name is looked up at the end.
    private var sources: [String: SourceText] = [:]
    /// The files in the order in which they were read.
    private var order: [String: Int] = [:]

    init(placeholders: Placeholders) { self.placeholders = placeholders }

    /// Adds the files that a path leads to.
    mutating func add(_ path: String, of files: inout YAMLFiles) {
        files.visit(path) { found in
            switch found.bytes {
            case .success(let bytes): add(bytes, path: found.path)
            case .failure(let error): report(RuleError(error))
            }
        }
    }

    /// What is added from here on is no part of the set; only its names are known.
    mutating func endSet() { ownRules = set.rules.count }

    /// Adds the documents of a file.
    mutating func add(_ bytes: [UInt8], path: String) {
        if ownRules == nil { set.fileCount += 1 }
        var collection = RuleCollection()
        for document in SourceText.documents(of: bytes, path: path) {
            switch document {
            case .success(let source): add(source, &collection)
            case .failure(let error): report(RuleError(error))
            }
        }
    }

    private mutating func add(_ source: SourceText, _ collection: inout RuleCollection) {
        var node: YAMLNode?
        do {
            node = try RuleReader.node(of: source)
            if let whole = node { node = try collection.resolve(whole) }
            guard let node else { return }
            switch try RuleReader(placeholders: placeholders).read(node) {
            case .rule(let rule, let warnings): add(rule, warnings, source)
            case .skipped(let logSource):
                if ownRules == nil { set.skipped[logSource.text, default: 0] += 1 }
                unused.skip(HeaderReader.names(node), logSource)
            }
        } catch {
            if let node { unused.reject(HeaderReader.names(node)) }
            report(error, rule: node?["title"]?.text, in: source)
        }
    }

    private mutating func add(_ rule: SigmaRule, _ warnings: [RuleError], _ source: SourceText) {
        let header = rule.header
        if let first = positions[header.id] {
            let error = RuleError(.sameID(header.id, first: first), at: header.position)
            return report(error, .warning, rule: header.title, in: source)
        }
        positions[header.id] = header.position
        set.rules.append(rule)
        if rule.content.detection == nil { sources[header.id] = source }
        for warning in warnings { report(warning, .warning, rule: header.title, in: source) }
    }

    private mutating func report(
        _ error: RuleError, _ severity: RuleProblem.Severity = .error, rule: String? = nil, in source: SourceText? = nil
    ) {
        guard ownRules == nil else { return }
        let path = error.position.path
        if order[path] == nil { order[path] = order.count }
        set.problems.append(RuleProblem(error, severity: severity, rule: rule, in: source))
    }

    /// The set, once correlations and filters have found the rules that they name.
    mutating func finish() -> RuleSet {
        var references = RuleReferences(set.rules, unused: unused)
        references.settle()
        let own = 0..<(ownRules ?? set.rules.count)
        ownRules = nil
        for (number, error) in references.warnings where own.contains(number) { report(error, .warning, of: number) }
        for number in own {
            switch references.fates[number] {
            case .rejected(let error)?: report(error, .error, of: number)
            case .skipped(let logSource)?: set.skipped[logSource.text, default: 0] += 1
            case nil: continue
            }
        }
        set.rules = own.filter { references.fates[$0] == nil }.map { set.rules[$0] }
        set.problems = inOrder(set.problems)
        return set
    }

    private mutating func report(_ error: RuleError, _ severity: RuleProblem.Severity, of number: Int) {
        let header = set.rules[number].header
        report(error, severity, rule: header.title, in: sources[header.id])
    }

    private func inOrder(_ problems: [RuleProblem]) -> [RuleProblem] {
        func place(_ problem: RuleProblem) -> (Int, Int, Int) {
            (order[problem.position.path] ?? 0, problem.position.line, problem.position.column)
        }
        return problems.enumerated()
            .sorted { left, right in
                let (before, behind) = (place(left.element), place(right.element))
                return before == behind ? left.offset < right.offset : before < behind
            }
            .map(\.element)
    }
}

extension SigmaRule.Content {
    fileprivate var detection: Detection? {
        if case .detection(let detection) = self { detection } else { nil }
    }
}
