public import CloudTrail

/// A credential in the attacker's hands, and until when it works.
public struct HeldCredential: Hashable, Sendable {
    public enum Kind: Int, Sendable {
        /// A long-lived access key: it works until somebody takes it away.
        case key
        /// The password of an IAM user or of root: so does it.
        case password
        /// Somebody whom an identity provider lets in: no trail shows until when.
        case identity
        /// Credentials that end by themselves, and not when those end which issued them.
        case temporary
    }

    public var kind: Kind
    /// The key's ID; of a password, an identity and a session without a key the principal's canonical name.
    public var id: String
    /// The canonical name of whom it speaks for; empty where the trail does not tell.
    public var principal: String
    /// Whether a call of the attacker made it.
    public var isMade: Bool
    /// When it stopped working, or does at the latest; nil while nothing has ended it.
    public var end: EventTime?
    /// The call that took it away; nil where it ends by itself, or stands.
    public var endedBy: Int?

    public init(
        kind: Kind, id: String, principal: String, isMade: Bool, end: EventTime? = nil, endedBy: Int? = nil
    ) {
        self.kind = kind
        self.id = id
        self.principal = principal
        self.isMade = isMade
        self.end = end
        self.endedBy = endedBy
    }

    /// Whether it still works behind a moment, as far as the trail tells.
    public func works(after moment: EventTime) -> Bool { end.map { $0 > moment } ?? true }

    /// `bob (AKIA...)`; of a password the user's name alone.
    var name: String {
        let name = Wording.name(of: principal)
        if id == principal { return name }
        return name.isEmpty ? id : "\(name) (\(id))"
    }
}

extension EventTime {
    /// How long temporary credentials last at most: of IAM users 36 hours, of roles 12. CloudTrail has the moment in the
    /// response where the call that issued them is in the trail.
    /// Source: the STS API reference, `DurationSeconds` of GetSessionToken, GetFederationToken and AssumeRole.
    static let longestUserSession = 36 * hour
    static let longestRoleSession = 12 * hour

    /// A moment as responses of STS have it in CloudTrail: `Jul 10, 2023, 12:31:14 PM`, in UTC; nil for any other text.
    init?(expiration text: String) {
        if let time = EventTime(text) {
            self = time
            return
        }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let words = text.split { $0 == "," || $0.isWhitespace }.map(String.init)
        guard words.count == 5, let month = months.firstIndex(of: words[0]), let day = Int(words[1]),
            let year = Int(words[2]), ["AM", "PM"].contains(words[4])
        else { return nil }
        let clock = words[3].split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2],
            (1...12).contains(hour)
        else { return nil }
        self.init(
            year: year, month: month + 1, day: day, hour: hour % 12 + (words[4] == "PM" ? 12 : 0), minute: minute,
            second: second)
    }
}
