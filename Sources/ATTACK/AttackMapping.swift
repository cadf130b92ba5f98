/// What all tags of a rule say of ATT&CK, in the words of one version.
public struct AttackMapping: Hashable, Sendable {
    /// A technique that a rule names.
    public struct NamedTechnique: Hashable, Sendable {
        public let id: String
        /// Nil where neither version's table has it.
        public let technique: Technique?
    }

    public let version: AttackVersion
    /// Each once, in the order of the matrix.
    public let tactics: [Tactic]
    /// Each once, in the order of the tags.
    public let techniques: [NamedTechnique]
    /// Tags that name neither, as they were written.
    public let unknown: [String]

    public init(of tags: [String], in version: AttackVersion) {
        self.version = version
        var tactics: Set<Tactic> = []
        var techniques: [NamedTechnique] = []
        var unknown: [String] = []
        let resolved = tags.map { AttackTag($0).resolved(in: version) }
        for tag in resolved {
            switch tag {
            case .tactic(let tactic): tactics.insert(tactic)
            case .technique(let id, let technique):
                if !techniques.contains(where: { $0.id == id }) {
                    techniques.append(NamedTechnique(id: id, technique: technique))
                }
            case .unknown(let text): unknown.append(text)
            }
        }
        if version == .v19, tags.contains(where: { AttackTag($0).isDefenseEvasion }) {
            Self.divide(&tactics, by: techniques)
        }
        self.tactics = Tactic.all(in: version).filter(tactics.contains)
        self.techniques = techniques
        self.unknown = unknown
    }

    /// v19 made two tactics of Defense Evasion. A rule that only says Defense Evasion means those of the two that its
    /// techniques serve, and Stealth, which kept the id, where they serve neither.
    private static func divide(_ tactics: inout Set<Tactic>, by techniques: [NamedTechnique]) {
        let halves = Tactic.all(in: .v19).filter { Crosswalk.tactic($0, in: .v18).id == Crosswalk.defenseEvasionID }
        let served = halves.filter { half in techniques.contains { $0.technique?.tacticIDs.contains(half.id) ?? false }
        }
        guard !served.isEmpty else { return }
        tactics.subtract(halves)
        tactics.formUnion(served)
    }
}

extension AttackTag {
    /// Whether the tag names the tactic that only v18.1 calls so.
    fileprivate var isDefenseEvasion: Bool {
        guard case .tactic(let tactic) = meaning else { return false }
        return tactic == Crosswalk.tactic(tactic, in: .v18) && tactic.id == Crosswalk.defenseEvasionID
    }
}
