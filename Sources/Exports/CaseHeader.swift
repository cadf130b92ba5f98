public import ATTACK
public import CloudTrail

/// What the head of every export says of the case.
public struct CaseHeader: Hashable, Sendable {
    /// What tells this case from others; nil for one that is kept in no file.
    public var caseID: String?
    /// What the person named: a file, a folder.
    public var name: String
    /// Who may read it, by the Traffic Light Protocol 2.0: `TLP:AMBER`.
    public var tlp: String
    /// Who writes.
    public var analyst: String
    /// The version of the program.
    public var version: String
    public var attack: AttackVersion
    /// The moment that the export carries: the only thing in it that the case does not decide.
    public var generated: EventTime
    /// Whether it is the sample case, which every export says.
    public var isSample: Bool
    /// What of the trail was not loaded, in a sentence; nil where everything was.
    public var partial: String?

    public init(
        caseID: String? = nil, name: String = "", tlp: String = "TLP:AMBER", analyst: String = "", version: String = "",
        attack: AttackVersion = .v18, generated: EventTime, isSample: Bool = false, partial: String? = nil
    ) {
        self.caseID = caseID
        self.name = name
        self.tlp = tlp
        self.analyst = analyst
        self.version = version
        self.attack = attack
        self.generated = generated
        self.isSample = isSample
        self.partial = partial
    }
}
