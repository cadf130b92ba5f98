/// The type of a finding: `ThreatPurpose:ResourceTypeAffected/ThreatFamilyName.DetectionMechanism!Artifact`.
///
/// Source: the GuardDuty user guide, "GuardDuty finding format".
struct GuardDutyType: RawRepresentable, Hashable {
    let rawValue: String

    /// `Persistence` of `Persistence:IAMUser/AnomalousBehavior`.
    var threatPurpose: Substring { rawValue.prefix { $0 != ":" } }

    /// The short name of the ATT&CK tactic that the threat purpose is; nil where it is none, or says several things, as
    /// `UnauthorizedAccess` and `Trojan` do.
    var tactic: String? { Self.tactics[String(threatPurpose)] }

    private static let tactics = [
        "CredentialAccess": "credential-access", "DefenseEvasion": "defense-evasion", "Discovery": "discovery",
        "Execution": "execution", "Exfiltration": "exfiltration", "Impact": "impact",
        "InitialAccess": "initial-access", "LateralMovement": "lateral-movement", "Persistence": "persistence",
        "PrivilegeEscalation": "privilege-escalation", "Recon": "reconnaissance", "Stealth": "defense-evasion",
    ]
}
