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
}
