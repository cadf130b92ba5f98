import CloudTrail

/// A call of the story, as the truth of a training case counts it.
struct Deed: Sendable {
    let time: EventTime
    /// Nil for a sign-in.
    let key: String?
    /// The ARN of the user or role; empty where the record does not name one.
    let principal: String
    let address: String
    let outcome: Outcome

    enum Outcome: Sendable {
        case ok, denied, failed
    }

    init(_ call: Call, by caller: Caller, at time: EventTime) {
        self.time = time
        key = caller.key
        principal = caller.principal
        address = caller.address
        outcome =
            switch call.error?.code {
            case _ where call.error == nil: .ok
            case "AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation", nil: .denied
            default: .failed
            }
    }
}
