/// The views of the console.
public enum ViewKind: String, CaseIterable, Hashable, Sendable {
    case alerts, timeline, keys, addresses, calls, attack, alert, record, hours

    /// The name on the screen.
    public var title: String {
        switch self {
        case .alerts: "Alerts"
        case .timeline: "Timeline"
        case .keys: "Keys"
        case .addresses: "IPs"
        case .calls: "Calls"
        case .attack: "ATT&CK"
        case .alert: "Alert"
        case .record: "Record"
        case .hours: "Hours"
        }
    }

    /// Whether the preview is open when the view is first shown.
    var opensWithPreview: Bool { self == .alerts || self == .attack }
}
