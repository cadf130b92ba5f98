internal import ATTACK
internal import YAML

/// Checks tags of the namespace `attack`; others are nobody's business here.
/// Source: the Sigma specification 2.1, "Sigma tags".
enum TagLint {
    static func warning(_ node: YAMLNode) -> RuleError? {
        guard let tag = node.text?.lowercased(), tag.hasPrefix("attack.") else { return nil }
        let name = String(tag.dropFirst("attack.".count))
        if isTechniqueID(name) {
            let id = name.uppercased()
            let isKnown = AttackVersion.allCases.contains { AttackMatrix.of($0).technique(id: id) != nil }
            return isKnown ? nil : RuleError(.unknownTechnique(id), at: node.position)
        }
        // Groups, software, campaigns and data sources are no part of the matrix.
        if isID(name, prefixes: ["g", "s", "c", "ds", "m"]) { return nil }
        if !AttackMatrix.tactics(called: name).isEmpty { return nil }
        let names = AttackVersion.allCases.flatMap { AttackMatrix.of($0).tactics.map(\.shortName) }
        return RuleError(.unknownTactic(name, near: Wording.suggestion(for: name, among: names)), at: node.position)
    }

    private static func isTechniqueID(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count <= 2 && isID(String(parts[0]), prefixes: ["t"]) && parts.dropFirst().allSatisfy(isNumber)
    }

    private static func isID(_ name: String, prefixes: [String]) -> Bool {
        prefixes.contains { name.hasPrefix($0) && isNumber(name.dropFirst($0.count)) }
    }

    private static func isNumber(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
