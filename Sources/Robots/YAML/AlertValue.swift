internal import CloudTrail
internal import Detections
internal import Events
internal import Records

/// What of an alert a robot's texts may name in braces: `{principal}`. The raw value is the name.
///
/// Values are those of the match that says most. They are the attacker's to choose.
enum AlertValue: String, CaseIterable, Sendable {
    case principal, key, ip, account, region, service, name, session, user, role
    /// When that match was made, and the alert's first and last match.
    case time, first, last

    /// Whether it is a moment rather than a text.
    var isMoment: Bool { [.time, .first, .last].contains(self) }

    /// The value for an alert; nil where nothing is recorded that tells one caller or place from others.
    func text(of subject: RobotSubject) -> String? {
        if let moment = moment(of: subject) { return moment.iso8601 }
        guard let text = field.flatMap({ subject.trail.index.text($0, subject.row) }) else { return nil }
        switch self {
        // An AWS service calls for many: its name in place of an address leads nowhere.
        case .ip: return IPAddress(text) == nil ? nil : text
        // All calls without a caller have this one in common.
        case .principal: return text == "none" ? nil : text
        default: return text
        }
    }

    /// The time for an alert; nil for what is no moment.
    func moment(of subject: RobotSubject) -> EventTime? {
        switch self {
        case .time: subject.trail.index.time(subject.row)
        case .first: subject.alert.first
        case .last: subject.alert.last
        default: nil
        }
    }

    private var field: IndexField? {
        switch self {
        case .principal: .principal
        case .key: .key
        case .ip: .ip
        case .account: .account
        case .region: .region
        case .service: .service
        case .name: .name
        case .session: .session
        case .user: .user
        case .role: .role
        case .time, .first, .last: nil
        }
    }
}
