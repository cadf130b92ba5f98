/// How a call ended. The three are disjoint.
public enum Outcome: UInt8, CaseIterable, Sendable {
    case ok, denied, error

    /// The word that filters, tables and JSON use.
    public var word: String {
        switch self {
        case .ok: "ok"
        case .denied: "denied"
        case .error: "error"
        }
    }

    /// Judges an `errorCode`; nil or empty is success.
    ///
    /// Services spell denial in many ways (`AccessDenied`, `AccessDeniedException`, `Client.UnauthorizedOperation`,
    /// `UnauthorizedAccess`, `NotAuthorized`): the last dotted part decides. Configuration errors such as
    /// `NoSuchBucketPolicy`, and credentials that are invalid or expired, are errors and not denials.
    public init(errorCode: String?) {
        guard let errorCode, !errorCode.isEmpty else {
            self = .ok
            return
        }
        let last = errorCode.split(separator: ".").last.map(String.init) ?? errorCode
        let denied =
            last.hasPrefix("AccessDenied") || last.hasPrefix("Unauthorized") || last.hasPrefix("NotAuthorized")
            || last == "AuthorizationError" || last.hasPrefix("Forbidden") || last.hasSuffix("UnauthorizedOperation")
        self = denied ? .denied : .error
    }
}

/// Whether a call reads or changes.
public enum ReadWrite: UInt8, CaseIterable, Sendable {
    case read, write

    /// The word that filters, tables and JSON use.
    public var word: String { self == .read ? "read" : "write" }

    /// Judges by the verb of the call's name, for records without `readOnly`.
    public init(eventName: String) {
        let verbs = ["Get", "List", "Describe", "Head", "Lookup"]
        self = verbs.contains { eventName.hasPrefix($0) } ? .read : .write
    }
}

/// Whether multi-factor authentication stood behind a call. Long-lived keys usually record nothing, which is not "false".
public enum MFA: UInt8, CaseIterable, Sendable {
    case unrecorded, yes, no

    /// The word that filters, tables and JSON use.
    public var word: String {
        switch self {
        case .unrecorded: "unrecorded"
        case .yes: "true"
        case .no: "false"
        }
    }
}
