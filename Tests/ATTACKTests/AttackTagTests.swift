import ATTACK
import Testing

@Suite struct AttackTagTests {
    /// What a tag says in a version, in one line.
    private func words(_ tag: String, _ version: AttackVersion) -> String {
        switch AttackTag(tag).resolved(in: version) {
        case .tactic(let tactic): "\(tactic.id) \(tactic.name)"
        case .technique(let id, let technique): "\(id) \(technique?.fullName ?? "?")"
        case .unknown(let text): text
        }
    }

    @Test(arguments: [
        (
            "attack.t1562.008", "T1562.008 Impair Defenses: Disable or Modify Cloud Logs",
            "T1685.002 Disable or Modify Tools: Disable or Modify Cloud Log"
        ),
        (
            "attack.t1685.002", "T1562.008 Impair Defenses: Disable or Modify Cloud Logs",
            "T1685.002 Disable or Modify Tools: Disable or Modify Cloud Log"
        ),
        ("attack.t1562", "T1562 Impair Defenses", "T1685 Disable or Modify Tools"),
        ("attack.t1562.001", "T1562.001 Impair Defenses: Disable or Modify Tools", "T1685 Disable or Modify Tools"),
        ("attack.t1562.006", "T1562.006 Impair Defenses: Indicator Blocking", "T1685 Disable or Modify Tools"),
        // Three became one: the one whose name it kept is meant.
        ("attack.t1685", "T1562.001 Impair Defenses: Disable or Modify Tools", "T1685 Disable or Modify Tools"),
        (
            "attack.t1562.007", "T1562.007 Impair Defenses: Disable or Modify Cloud Firewall",
            "T1686.001 Disable or Modify System Firewall: Cloud Firewall"
        ),
        (
            "attack.T1686.001", "T1562.007 Impair Defenses: Disable or Modify Cloud Firewall",
            "T1686.001 Disable or Modify System Firewall: Cloud Firewall"
        ),
        ("attack.t1562.010", "T1562.010 Impair Defenses: Downgrade Attack", "T1689 Downgrade Attack"),
        (
            "attack.t1098.001", "T1098.001 Account Manipulation: Additional Cloud Credentials",
            "T1098.001 Account Manipulation: Additional Cloud Credentials"
        ),
        ("attack.t1211", "T1211 Exploitation for Defense Evasion", "T1211 Exploitation for Stealth"),
        // Without a counterpart it keeps its id, and the name by which the other version knows it.
        ("attack.t1686", "T1686 Disable or Modify System Firewall", "T1686 Disable or Modify System Firewall"),
        ("attack.t9999.123", "T9999.123 ?", "T9999.123 ?"),
    ])
    func techniquesAreNamedInTheWantedVersion(tag: String, v18: String, v19: String) {
        #expect(words(tag, .v18) == v18)
        #expect(words(tag, .v19) == v19)
    }

    @Test(arguments: [
        ("attack.defense-evasion", "TA0005 Defense Evasion", "TA0005 Stealth"),
        ("attack.defense_evasion", "TA0005 Defense Evasion", "TA0005 Stealth"),
        ("attack.Stealth", "TA0005 Defense Evasion", "TA0005 Stealth"),
        ("attack.ta0005", "TA0005 Defense Evasion", "TA0005 Stealth"),
        ("attack.defense-impairment", "TA0005 Defense Evasion", "TA0112 Defense Impairment"),
        ("attack.defense_impairment", "TA0005 Defense Evasion", "TA0112 Defense Impairment"),
        ("attack.TA0112", "TA0005 Defense Evasion", "TA0112 Defense Impairment"),
        ("attack.command_and_control", "TA0011 Command and Control", "TA0011 Command and Control"),
        ("attack.initial-access", "TA0001 Initial Access", "TA0001 Initial Access"),
    ])
    func tacticsAreNamedInTheWantedVersion(tag: String, v18: String, v19: String) {
        #expect(words(tag, .v18) == v18)
        #expect(words(tag, .v19) == v19)
    }

    @Test(arguments: [
        "", "attack", "attack.", "attack.g0016", "attack.t15", "attack.t1562.", "attack.t1562.0080",
        "attack.t1562.008.1",
        "attack.t٣٣٣٣", "cve.2024.1234", "t1562.008", "attack.mitre", "attack.t1562.008 ", "Attack.Ťactic",
    ])
    func whatIsNeitherIsKeptAsWritten(tag: String) {
        for version in AttackVersion.allCases { #expect(AttackTag(tag).resolved(in: version) == .unknown(tag)) }
    }

    @Test func aRulesTagsAreReadTogether() {
        let tags = ["attack.t1562.008", "attack.defense-evasion", "attack.discovery", "attack.t1685.002", "cve.2024.1"]
        let older = AttackMapping(of: tags, in: .v18)
        #expect(older.tactics.map(\.name) == ["Defense Evasion", "Discovery"])
        #expect(older.techniques.map(\.id) == ["T1562.008"])
        #expect(older.unknown == ["cve.2024.1"])
        let newer = AttackMapping(of: tags, in: .v19)
        #expect(newer.techniques.map(\.id) == ["T1685.002"])
    }

    @Test(arguments: [
        (["attack.defense-evasion", "attack.t1562.008"], ["Defense Impairment"]),
        (["attack.defense-evasion", "attack.t1535"], ["Stealth"]),
        (["attack.defense-evasion", "attack.t1535", "attack.t1578"], ["Stealth", "Defense Impairment"]),
        (["attack.defense-evasion", "attack.t1580"], ["Stealth"]),
        (["attack.defense-evasion"], ["Stealth"]),
        (["attack.stealth", "attack.t1562.008"], ["Stealth"]),
    ])
    func defenseEvasionIsDividedByTheTechniques(tags: [String], tactics: [String]) {
        #expect(AttackMapping(of: tags, in: .v19).tactics.map(\.name) == tactics)
    }
}
