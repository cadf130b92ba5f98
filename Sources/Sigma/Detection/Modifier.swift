/// What a field's name may be followed by, behind `|`.
/// Source: the Sigma specification 2.1, "Sigma modifiers".
enum Modifier: String, CaseIterable {
    case contains, startswith, endswith
    case all, cased, neq
    case re
    case ignoreCase = "i"
    case multiline = "m"
    case dotAll = "s"
    case cidr, exists, fieldref, expand, windash
    case gt, gte, lt, lte
    case minute, hour, day, week, month, year
    case base64, base64offset
    case utf16, utf16le, utf16be, wide

    /// The relation of `gt`, `gte`, `lt` and `lte`.
    var relation: NumberRelation? {
        switch self {
        case .gt, .gte, .lt, .lte: NumberRelation(rawValue: rawValue)
        default: nil
        }
    }

    var timePart: TimePart? { TimePart(rawValue: rawValue) }

    /// What `startswith`, `endswith` and `contains` are between two fields.
    var fieldRelation: FieldRelation? {
        switch self {
        case .contains: .contains
        case .startswith: .startswith
        case .endswith: .endswith
        default: nil
        }
    }
}

extension TimePart {
    /// The numbers that the part can be.
    var range: ClosedRange<Int> {
        switch self {
        case .minute: 0...59
        case .hour: 0...23
        case .day: 1...31
        case .week: 1...53
        case .month: 1...12
        case .year: 0...9999
        }
    }
}
