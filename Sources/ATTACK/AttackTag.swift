/// A tag of a rule as Sigma writes it: `attack.t1098.001`, `attack.defense-evasion`, in the words of either version.
///
/// Source: the tags appendix of the Sigma specification, namespace `attack`.
public struct AttackTag: Hashable, Sendable {
    /// What a tag names.
    public enum Meaning: Hashable, Sendable {
        /// A tactic that one of the versions knows.
        case tactic(Tactic)
        /// A technique by its id, in upper case; whether any version knows it is another question.
        case technique(id: String)
        /// Something else: a group, a campaign, another namespace, a slip of the pen.
        case unknown
    }

    /// The tag as the rule writes it.
    public let text: String
    public let meaning: Meaning

    /// Case does not matter, and the words of a tactic may be joined by `-` or `_`.
    public init(_ text: String) {
        self.text = text
        meaning = Self.meaning(of: text)
    }

    private static func meaning(of text: String) -> Meaning {
        let lower = text.lowercased()
        guard lower.hasPrefix(namespace) else { return .unknown }
        let name = String(lower.dropFirst(namespace.count))
        if isTechniqueID(name) { return .technique(id: name.uppercased()) }
        return AttackMatrix.tactics(called: name).first.map { .tactic($0.tactic) } ?? .unknown
    }

    private static let namespace = "attack."

    /// `t1098` or `t1098.001`.
    private static func isTechniqueID(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Array($0.utf8) }
        let isDigit = { (byte: UInt8) in byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
        guard let technique = parts.first, technique.count == 5, technique[0] == UInt8(ascii: "t"),
            technique.dropFirst().allSatisfy(isDigit)
        else { return false }
        return parts.count == 1 || parts.count == 2 && parts[1].count == 3 && parts[1].allSatisfy(isDigit)
    }
}

extension AttackTag {
    /// What a tag names in one version.
    public enum Resolved: Hashable, Sendable {
        case tactic(Tactic)
        /// The technique is nil where neither version's table has it; the id stands then as the rule writes it.
        case technique(id: String, Technique?)
        /// The tag as the rule writes it.
        case unknown(String)
    }

    /// The tag in the words of a version. What the version withdrew is named by what took its place; what has no
    /// counterpart in it keeps its id.
    public func resolved(in version: AttackVersion) -> Resolved {
        switch meaning {
        case .tactic(let tactic): return .tactic(Crosswalk.tactic(tactic, in: version))
        case .technique(let id):
            let wanted = Crosswalk.id(of: id, in: version)
            let known = AttackMatrix.of(version).technique(id: wanted)
            return .technique(id: wanted, known ?? AttackMatrix.techniques(called: wanted).first?.technique)
        case .unknown: return .unknown(text)
        }
    }
}
