internal import JSON

/// What an element turned out to be that is not a record as CloudTrail writes it.
enum Unwrapped: Equatable {
    /// It carries a record, here as JSON text: the very bytes where they travelled as text, rebuilt where they did not.
    case record([UInt8], Shape)
    /// It is or carries a GuardDuty finding, here as JSON text with member names in camel case.
    case finding([UInt8])
    /// It is something known that holds no event; the reason completes "this is ...".
    case notEvent(Shape, String)
    /// It should hold an event and does not, for a reason that reads as a sentence without an end.
    case rejected(String, Shape)
}

/// One way in which services and products carry records, one record to an element.
protocol Envelope {
    /// What the element carries; nil where it is not of this kind.
    ///
    /// - Parameter depth: how many envelopes are already open around it.
    static func open(_ element: JSONObject, depth: Int) -> Unwrapped?
}
