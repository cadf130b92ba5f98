public import Intelligence
public import Records

/// What the answers to the four questions are drafted from.
public struct CaseFacts: Sendable {
    public var scope: Scope
    public var coverage: Coverage
    /// How far back answers about "before" look.
    public var baselineDays: Int
    public var phases: [Phase]
    public var patterns: [Pattern]
    /// Nil without calls of the attacker.
    public var dwell: Dwell?
    public var hypotheses: [Hypothesis]
    /// What the attacker was after, by keys and attempts.
    public var services: [Interest]
    public var resources: [Interest]
    /// Secrets and parameters that were read.
    public var secrets: [SecretRead]
    /// What else is known, where it has been worked out.
    public var matrix: KeyCallMatrix?
    public var lineage: Lineage?
    public var securityGroups: SecurityGroupLedger?
    public var changes: [ResourceChange]

    /// Works out all that is not given.
    public init(
        _ scope: Scope, in trail: Trail, baselineDays: Int = 30, options: PhaseOptions = PhaseOptions(),
        coverage: Coverage? = nil, phases: [Phase]? = nil, matrix: KeyCallMatrix? = nil, lineage: Lineage? = nil,
        securityGroups: SecurityGroupLedger? = nil, changes: [ResourceChange] = [],
        intelligence: AddressIntelligence = AddressIntelligence()
    ) {
        self.scope = scope
        self.baselineDays = baselineDays
        self.coverage = coverage ?? Coverage(of: scope, in: trail, baselineDays: baselineDays)
        self.phases = phases ?? Phase.all(of: scope, in: trail, options: options)
        patterns = Pattern.all(of: scope, in: trail, options: options)
        dwell = Dwell(of: scope, in: trail)
        hypotheses = Hypothesis.all(of: scope, in: trail, coverage: self.coverage, intelligence: intelligence)
        services = Interest.services(of: scope, in: trail.index)
        resources = Interest.resources(of: scope, in: trail)
        secrets = SecretRead.all(of: scope, in: trail)
        self.matrix = matrix
        self.lineage = lineage
        self.securityGroups = securityGroups
        self.changes = changes
    }
}
