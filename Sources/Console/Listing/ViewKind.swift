/// The views of the console.
public enum ViewKind: String, CaseIterable, Hashable, Sendable {
    case alerts, timeline, keys, addresses, calls, attack, questions, response, notes, evidence
    case alert, record, lineage, occurrences, hours, script, debrief, log

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
        case .hours: "Hours"
        case .lineage: "Lineage"
        case .occurrences: "Where else"
        case .script: "Script"
        case .debrief: "Debrief"
        case .log: "Log"
        }
    }

    /// Whether it has prose or commands that are wrapped to the width of the screen.
    var isPage: Bool {
        switch self {
        case .alert, .questions, .response, .script, .debrief: true
        default: false
        }
    }

    /// Whether the preview is open when the view is first shown.
    var opensWithPreview: Bool { self == .alerts || self == .attack || self == .response }
}
