internal import YAML

/// Reads the selections and the condition of a rule or filter.
struct DetectionReader {
    private var selections: SelectionReader
    private var ownWarnings: [RuleError] = []

    init(placeholders: Placeholders) { selections = SelectionReader(placeholders: placeholders) }

    var warnings: [RuleError] { selections.warnings + ownWarnings }

    /// - Parameters:
    ///   - name: `detection` or `filter`.
    ///   - reserved: members of the map that are neither the condition nor a selection.
    mutating func detection(
        _ pair: YAMLNode.Pair, name: String, reserved: Set<String> = []
    ) throws(RuleError) -> Detection {
        guard let members = pair.value.map else { throw RuleError(.notAMap(what: name), at: pair.value.position) }
        var found: [Selection] = []
        for member in members {
            switch member.key.scalar?.text {
            case "condition": continue
            case "timeframe": ownWarnings.append(RuleError(.timeframe, at: member.key.position))
            case let key? where reserved.contains(key): continue
            default: found.append(try selections.selection(member))
            }
        }
        guard let condition = pair.value["condition"] else {
            throw RuleError(.missingKey("condition"), at: pair.key.position)
        }
        return Detection(selections: found, condition: try read(condition, found))
    }

    private mutating func read(_ node: YAMLNode, _ selections: [Selection]) throws(RuleError) -> Condition {
        var conditions: [Condition] = []
        var used: Set<Int> = []
        let names = SelectionNames(selections.map(\.name))
        var comparisons = RuleLimits.conditionComparisons
        for element in node.elements {
            var parser = try ConditionParser(element, names: names, comparisons: comparisons)
            conditions.append(try parser.parse())
            used.formUnion(parser.used)
            comparisons = parser.comparisonsLeft
        }
        guard !conditions.isEmpty else { throw RuleError(.emptyCondition, at: node.position) }
        for (number, selection) in selections.enumerated() where !used.contains(number) {
            ownWarnings.append(RuleError(.unusedSelection(selection.name), at: selection.position))
        }
        return conditions.count == 1 ? conditions[0] : .any(conditions)
    }
}
