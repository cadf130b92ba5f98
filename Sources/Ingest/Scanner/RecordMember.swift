/// A member of a record, or of an object in it, of which something is kept.
enum RecordMember: Int {
    // Values. Those of the version and of what is not kept have a place too, so that every value is put down in the same
    // way.
    case eventTime, eventName, eventSource, eventType, eventCategory, eventID, region, address, agent, errorCode
    case recipientAccount, endpoint, readOnly, fromConsole, originalEventID, key, mfaAuthenticated, mfaUsed
    case consoleLogin
    case eventVersion, errorMessage, other
    /// What belongs to a wrapper, or to a record that was taken apart into columns.
    case foreign

    // Members of an identity, in the order of `IdentityMembers.Member`.
    case type, principalID, arn, accountID, userName, invokedBy, issuerARN, issuerName, issuerType
    case identityProvider, onBehalfOfUserID
    /// A key with dots in it that may be a path to one of them.
    case dotted

    // Objects, of whose members some are kept.
    case userIdentity, onBehalfOf, sessionContext, sessionIssuer, attributes, response, additionalData, addendum
    case insight

    /// Values of a record's own.
    static let valueCount = RecordMember.foreign.rawValue + 1

    /// The first of an identity's members.
    static let firstOfIdentity = RecordMember.type.rawValue

    /// Whether a path that leads here finds what the index keeps.
    var isKept: Bool {
        switch self {
        case .eventVersion, .errorMessage, .other, .foreign, .attributes, .response, .additionalData, .addendum,
            .insight:
            false
        default: true
        }
    }

    /// Whether its value is compared with some words as it stands.
    var isComparedAsWritten: Bool {
        switch self {
        case .eventTime, .readOnly, .mfaAuthenticated, .mfaUsed, .consoleLogin, .fromConsole: true
        default: false
        }
    }

    /// Whether its value becomes that of a column.
    var isKeptAsText: Bool { rawValue < Self.eventVersion.rawValue || rawValue >= Self.firstOfIdentity }

    /// A bit of its own.
    @inline(__always)
    var bit: UInt64 { 1 << UInt64(rawValue) }

    /// The bits of the members that every CloudTrail record has.
    @inline(__always)
    static var familiar: UInt64 {
        eventTime.bit | eventName.bit | eventSource.bit | eventID.bit | region.bit | eventVersion.bit | userIdentity.bit
    }
}

/// Objects of a record, by what their members mean.
enum RecordLevel {
    case record
    case within(RecordMember)

    /// How many levels there are, numbered from 0.
    static let count = RecordMember.insight.rawValue + 2

    @inline(__always)
    var number: Int {
        switch self {
        case .record: 0
        case .within(let object): object.rawValue &+ 1
        }
    }

    /// Whether its members are named by whoever is called, and not by CloudTrail; or mean something else than elsewhere.
    @inline(__always)
    var isOpen: Bool {
        switch self {
        case .within(.response), .within(.additionalData), .within(.insight): true
        default: false
        }
    }

    /// What a member of an object on this level is; `other` where nothing of it is kept.
    @inline(__always)
    func member(_ name: Span<UInt8>) -> RecordMember {
        switch self {
        case .record: Self.ofRecord(name)
        case .within(.userIdentity): Self.ofIdentity(name)
        case .within(let object): Self.ofObject(object, name)
        }
    }

    @inline(__always)
    private static func ofRecord(_ name: Span<UInt8>) -> RecordMember {
        switch name.count {
        case 7 where name.equals("eventID"): .eventID
        case 8 where name.equals("readOnly"): .readOnly
        case 8 where name.equals("addendum"): .addendum
        case 9 where name.equals("eventTime"): .eventTime
        case 9 where name.equals("eventName"): .eventName
        case 9 where name.equals("awsRegion"): .region
        case 9 where name.equals("userAgent"): .agent
        case 9 where name.equals("eventType"): .eventType
        case 9 where name.equals("errorCode"): .errorCode
        case 11 where name.equals("eventSource"): .eventSource
        case 12 where name.equals("eventVersion"): .eventVersion
        case 12 where name.equals("userIdentity"): .userIdentity
        case 12 where name.equals("errorMessage"): .errorMessage
        case 13 where name.equals("eventCategory"): .eventCategory
        case 13 where name.equals("vpcEndpointId"): .endpoint
        case 14 where name.equals("insightDetails"): .insight
        case 15 where name.equals("sourceIPAddress"): .address
        case 16 where name.equals("responseElements"): .response
        case 18 where name.equals("recipientAccountId"): .recipientAccount
        case 19 where name.equals("additionalEventData"): .additionalData
        case 28 where name.equals("sessionCredentialFromConsole"): .fromConsole
        default: RecordMembers.isForeign(name) ? .foreign : .other
        }
    }

    @inline(__always)
    private static func ofIdentity(_ name: Span<UInt8>) -> RecordMember {
        switch name.count {
        case 3 where name.equals("arn"): .arn
        case 4 where name.equals("type"): .type
        case 8 where name.equals("userName"): .userName
        case 9 where name.equals("accountId"): .accountID
        case 9 where name.equals("invokedBy"): .invokedBy
        case 10 where name.equals("onBehalfOf"): .onBehalfOf
        case 11 where name.equals("accessKeyId"): .key
        case 11 where name.equals("principalId"): .principalID
        case 14 where name.equals("sessionContext"): .sessionContext
        case 16 where name.equals("identityProvider"): .identityProvider
        case 17... where name.begins(with: "onBehalfOf.") || name.begins(with: "sessionContext."): .dotted
        default: .other
        }
    }

    @inline(__always)
    private static func ofObject(_ object: RecordMember, _ name: Span<UInt8>) -> RecordMember {
        switch object {
        case .sessionContext where name.equals("sessionIssuer"): .sessionIssuer
        case .sessionContext where name.equals("attributes"): .attributes
        case .sessionContext where name.begins(with: "sessionIssuer."): .dotted
        case .sessionIssuer where name.equals("arn"): .issuerARN
        case .sessionIssuer where name.equals("userName"): .issuerName
        case .sessionIssuer where name.equals("type"): .issuerType
        case .attributes where name.equals("mfaAuthenticated"): .mfaAuthenticated
        case .onBehalfOf where name.equals("userId"): .onBehalfOfUserID
        case .response where name.equals("ConsoleLogin"): .consoleLogin
        case .additionalData where name.equals("MFAUsed"): .mfaUsed
        case .addendum where name.equals("originalEventID"): .originalEventID
        // An Insights record names the call it is about here, and nowhere else.
        case .insight where name.equals("eventName"): .eventName
        case .insight where name.equals("eventSource"): .eventSource
        default: .other
        }
    }
}
