public import YAML

/// What the placeholders of rules (`%name%` with the modifier `expand`) stand for here.
public struct Placeholders: Hashable, Sendable {
    /// The values of each name; they may hold wildcards.
    public let values: [String: [String]]

    public init(_ values: [String: [String]] = [:]) { self.values = values }

    /// Reads a file in YAML or JSON: a map of names to a value, or to a list of values.
    ///
    /// - Throws: a ``RuleProblem`` that says what is wrong and where.
    public init(path: String) throws(RuleProblem) {
        var source: SourceText?
        do throws(RuleError) {
            let read = try Self.text(path)
            source = read
            self.init(try Self.values(try RuleReader.node(of: read), at: read.start))
        } catch {
            throw RuleProblem(error, in: source)
        }
    }

    private static func text(_ path: String) throws(RuleError) -> SourceText {
        do {
            return try SourceText(contentsOf: path)
        } catch {
            throw RuleError(error)
        }
    }

    private static func values(_ node: YAMLNode?, at start: RulePosition) throws(RuleError) -> [String: [String]] {
        guard let members = node?.map else {
            throw RuleError(.notAMap(what: "a file of placeholders"), at: node?.position ?? start)
        }
        var values: [String: [String]] = [:]
        for (key, value) in members {
            guard let name = key.text else { throw RuleError(.keyNotText, at: key.position) }
            var texts: [String] = []
            for element in value.elements {
                guard let text = element.scalar?.text else { throw RuleError(.wantsText(name), at: element.position) }
                texts.append(text)
            }
            values[name] = texts
        }
        return values
    }
}
