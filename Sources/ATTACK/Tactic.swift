/// Why an adversary acts: a column of the matrix.
public struct Tactic: Hashable, Sendable {
    /// As in `TA0005`.
    public let id: String
    /// As in `Defense Evasion`.
    public let name: String

    /// As in `defense-evasion`: the name in STIX, Sigma tags and Navigator layers.
    public var shortName: String { name.lowercased().replacing(" ", with: "-") }

    /// The tactics of a version, in the order of its matrix.
    public static func all(in version: AttackVersion) -> [Tactic] {
        switch version {
        case .v18: v18
        case .v19: v19
        }
    }

    private static let beforeEvasion = [
        Tactic(id: "TA0043", name: "Reconnaissance"),
        Tactic(id: "TA0042", name: "Resource Development"),
        Tactic(id: "TA0001", name: "Initial Access"),
        Tactic(id: "TA0002", name: "Execution"),
        Tactic(id: "TA0003", name: "Persistence"),
        Tactic(id: "TA0004", name: "Privilege Escalation"),
    ]

    private static let afterEvasion = [
        Tactic(id: "TA0006", name: "Credential Access"),
        Tactic(id: "TA0007", name: "Discovery"),
        Tactic(id: "TA0008", name: "Lateral Movement"),
        Tactic(id: "TA0009", name: "Collection"),
        Tactic(id: "TA0011", name: "Command and Control"),
        Tactic(id: "TA0010", name: "Exfiltration"),
        Tactic(id: "TA0040", name: "Impact"),
    ]

    private static let v18 = beforeEvasion + [Tactic(id: "TA0005", name: "Defense Evasion")] + afterEvasion

    private static let v19 =
        beforeEvasion
        + [Tactic(id: "TA0005", name: "Stealth"), Tactic(id: "TA0112", name: "Defense Impairment")]
        + afterEvasion
}

extension Tactic {
    /// Whether `text` is this tactic's id, name or short name, without case; words may be joined by spaces, `-` or `_`.
    public func isCalled(_ text: String) -> Bool {
        let wanted = text.lowercased()
        return wanted == id.lowercased()
            || wanted.replacing(" ", with: "-").replacing("_", with: "-") == shortName
    }
}
