/// The techniques of one version of ATT&CK that matter to a cloud account: all with the IaaS platform, and those
/// others that a call of the ``CallTable`` is mapped to.
public struct AttackMatrix: Sendable {
    public let version: AttackVersion
    /// In the order of the matrix.
    public let tactics: [Tactic]
    /// In the order of their ids.
    public let techniques: [Technique]

    private static let v18 = AttackMatrix(.v18)
    private static let v19 = AttackMatrix(.v19)

    /// The matrix of a version. It is read once, on first use.
    public static func of(_ version: AttackVersion) -> AttackMatrix {
        switch version {
        case .v18: v18
        case .v19: v19
        }
    }

    private init(_ version: AttackVersion) {
        self.version = version
        tactics = Tactic.all(in: version)
        let own = version == .v18 ? Self.v18Text : Self.v19Text
        techniques =
            (Lines(Self.sharedText).map { Self.technique($0, in: version) }
            + Lines(own).map { Self.technique($0, in: version) })
            .sorted { $0.id < $1.id }
    }

    private static func technique(_ columns: [String], in version: AttackVersion) -> Technique {
        let names = columns[3].split(separator: ": ", maxSplits: 1)
        let tactics = version == .v19 && columns.count > 4 ? columns[4] : columns[2]
        return Technique(
            id: columns[0],
            name: String(names[names.count - 1]),
            parentName: names.count == 2 ? String(names[0]) : nil,
            tacticIDs: tactics.split(separator: " ").map(String.init),
            isIaaS: columns[1] == "I")
    }

    /// The technique with this id, in upper case as ATT&CK writes it.
    /// - Complexity: O(log n).
    public func technique(id: String) -> Technique? {
        var low = 0
        var high = techniques.count
        while low < high {
            let middle = (low + high) / 2
            if techniques[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < techniques.count && techniques[low].id == id ? techniques[low] : nil
    }

    /// The tactics that a technique serves, in the order of the matrix.
    public func tactics(of technique: Technique) -> [Tactic] {
        tactics.filter { technique.tacticIDs.contains($0.id) }
    }

    /// The techniques that serve a tactic, in the order of their ids.
    public func techniques(serving tactic: Tactic) -> [Technique] {
        techniques.filter { $0.tacticIDs.contains(tactic.id) }
    }

    /// The tactics called `text` (id, name or short name, without case) in either version, each with its version.
    public static func tactics(called text: String) -> [(version: AttackVersion, tactic: Tactic)] {
        AttackVersion.allCases.flatMap { version in
            Tactic.all(in: version).filter { $0.isCalled(text) }.map { (version, $0) }
        }
    }

    /// The techniques called `text` (id, name or full name, without case) in either version, each with its version.
    /// Names are not unique: there are two called `Cloud Account`.
    public static func techniques(called text: String) -> [(version: AttackVersion, technique: Technique)] {
        AttackVersion.allCases.flatMap { version in
            of(version).techniques.filter { $0.isCalled(text) }.map { (version, $0) }
        }
    }
}
