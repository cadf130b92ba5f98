/// The views of the console.
public enum ViewKind: String, CaseIterable, Hashable, Sendable {
    case alerts, timeline, keys, addresses, calls, attack, questions, response, notes, evidence
    case alert, record, lineage, occurrences, debrief

    /// The name on the screen.
    public var title: String {
        switch self {
        case .alerts: "Alerts"
        case .timeline: "Timeline"
        case .keys: "Keys"
        case .addresses: "IPs"
        case .calls: "Calls"
        case .attack: "ATT&CK"
        case .questions: "Questions"
        case .response: "Response"
        case .notes: "Notes"
        case .evidence: "Evidence"
        case .alert: "Alert"
        case .record: "Record"
        case .lineage: "Lineage"
        case .occurrences: "Where else"
        case .debrief: "Debrief"
        }
    }

    /// Whether it is a page of prose, wrapped to the width of the screen.
    var isPage: Bool { self == .alert || self == .questions || self == .debrief }

    /// Whether the preview is open when the view is first shown.
    var opensWithPreview: Bool { self == .alerts || self == .attack || self == .response }
}
