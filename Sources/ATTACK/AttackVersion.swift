/// A release of ATT&CK for Enterprise that the program knows.
public enum AttackVersion: String, CaseIterable, Sendable, Comparable {
    /// v18.1, October 2025.
    case v18
    /// v19, April 2026: Defense Evasion became Stealth and Defense Impairment.
    case v19

    /// The number as MITRE writes it, for exports: `18.1`.
    public var number: String {
        switch self {
        case .v18: "18.1"
        case .v19: "19.0"
        }
    }

    /// As people write it: `v18.1`, `v19`.
    public var label: String {
        switch self {
        case .v18: "v18.1"
        case .v19: "v19"
        }
    }

    public static func < (left: AttackVersion, right: AttackVersion) -> Bool { left.rawValue < right.rawValue }
}

/// The line that MITRE's terms of use ask of whoever reproduces ATT&CK: in the README and in every export.
public let attackAttribution =
    "© 2026 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation."
