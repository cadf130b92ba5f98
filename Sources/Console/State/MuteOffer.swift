internal import Cases
public import Detections

/// Something of an alert that could be muted.
public struct MuteOffer: Hashable, Sendable {
    public var ruleID: String
    public var ruleTitle: String
    /// Nil for the whole rule.
    public var value: Mute.Value?
    /// The value as it is shown: a short name instead of an ARN.
    public var label: String

    public init(ruleID: String, ruleTitle: String, value: Mute.Value? = nil, label: String = "") {
        self.ruleID = ruleID
        self.ruleTitle = ruleTitle
        self.value = value
        self.label = label
    }

    /// `principal svc-backup`; for a whole rule `every match`.
    public var scope: String {
        value.map { "\($0.field.rawValue) \(label)" } ?? "every match"
    }

    /// What a row offers: its rule, and that for each value that stands beside it.
    static func offers(of row: Row) -> [MuteOffer] {
        guard let rule = row.entities[.rule], let id = rule.value else { return [] }
        let values = Mute.Field.allCases.compactMap { field -> MuteOffer? in
            guard let entity = row.entities[field.kind], let text = entity.value else { return nil }
            return MuteOffer(
                ruleID: id, ruleTitle: rule.label, value: Mute.Value(field, text), label: entity.label)
        }
        return [MuteOffer(ruleID: id, ruleTitle: rule.label)] + values
    }
}

extension Mute.Field {
    /// What holds such a value in a row.
    var kind: Entity.Kind {
        switch self {
        case .principal: .principal
        case .key: .key
        case .address: .address
        case .account: .account
        }
    }
}
