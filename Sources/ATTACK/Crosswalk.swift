/// What became of the techniques that v19 withdrew. Ids that are not listed are the same in both versions.
public enum Crosswalk {
    /// Pairs of a v18.1 id and the v19 id that replaces it, in the order of the v18.1 ids.
    public static let replacements: [(v18: String, v19: String)] = [
        ("T1562", "T1685"),
        ("T1562.001", "T1685"),
        ("T1562.006", "T1685"),
        ("T1562.007", "T1686.001"),
        ("T1562.008", "T1685.002"),
        ("T1562.010", "T1689"),
    ]

    /// The id that a technique of v18.1 has in `version`.
    public static func id(ofV18 id: String, in version: AttackVersion) -> String {
        guard version == .v19 else { return id }
        return replacements.first { $0.v18 == id }?.v19 ?? id
    }

    /// The ids of v18.1 that a technique of v19 stands for: several where techniques were merged.
    public static func idsInV18(ofV19 id: String) -> [String] {
        let replaced = replacements.filter { $0.v19 == id }.map(\.v18)
        return replaced.isEmpty ? [id] : replaced
    }

    /// The id that a technique of either version has in `version`; the same id where it has no counterpart there. Of
    /// several techniques of v18.1 that were merged it is the one with the name that v19 kept.
    public static func id(of id: String, in version: AttackVersion) -> String {
        guard version == .v18 else { return self.id(ofV18: id, in: version) }
        let older = idsInV18(ofV19: id)
        let name = AttackMatrix.of(.v19).technique(id: id)?.name
        return older.first { AttackMatrix.of(.v18).technique(id: $0)?.name == name } ?? older[0]
    }

    /// The id under which older reports know a technique of persistence: of Redundant Access, which ATT&CK withdrew before
    /// v18, when other accounts and credentials took its place. Nil for other techniques and tactics.
    public static func former(of technique: Technique, in tactic: Tactic) -> String? {
        let isTaken = ["T1098", "T1136"].contains(technique.parentID ?? technique.id)
        return isTaken && tactic.id == "TA0003" ? "T1108" : nil
    }

    /// The tactic of v18.1 that v19 calls Stealth, and from which it took Defense Impairment.
    static let defenseEvasionID = "TA0005"

    /// The tactic of `version` that a tactic of either version is, or was taken from.
    public static func tactic(_ tactic: Tactic, in version: AttackVersion) -> Tactic {
        let all = Tactic.all(in: version)
        return all.first { $0.id == tactic.id } ?? all.first { $0.id == defenseEvasionID } ?? tactic
    }
}
