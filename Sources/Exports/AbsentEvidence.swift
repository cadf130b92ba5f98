/// An event that an analyst numbered as evidence, and that is not among the records that were read: its number goes on
/// standing for it, and for nothing else.
public struct AbsentEvidence: Hashable, Sendable {
    /// 12 of `E12`.
    public var number: Int
    /// The call and its time, as a person would say it.
    public var event: String
    /// Nil where the event was known by its place alone.
    public var eventID: String?
    public var account: String?

    public init(number: Int, event: String, eventID: String? = nil, account: String? = nil) {
        self.number = number
        self.event = event
        self.eventID = eventID
        self.account = account
    }
}
