internal import CloudTrail
internal import Events

/// The members of one CloudTrail record that the index keeps, as places in its text; values stay where they are until
/// the whole record has proved sound.
struct NativeRecord {
    var eventTime = Place()
    var eventName = Place()
    var eventSource = Place()
    var eventType = Place()
    var eventCategory = Place()
    var eventID = Place()
    var region = Place()
    var address = Place()
    var agent = Place()
    var errorCode = Place()
    var recipientAccount = Place()
    var endpoint = Place()
    var readOnly = Place()
    var managementEvent = Place()
    var fromConsole = Place()
    var originalEventID = Place()
    var key = Place()
    var mfaAuthenticated = Place()
    var mfaUsed = Place()
    var consoleLogin = Place()
    /// By `IdentityTable.Member`.
    var identity = IdentityPlaces(repeating: Place())
    var isAddendum = false
    /// Whether escapes may stand in the record; false only where somebody has looked.
    var mayBeEscaped = true
    /// How many of the members that every CloudTrail record has were seen.
    var familiarMembers = 0
    /// A member that belongs to a wrapper or to a flattened record.
    var hasForeignMembers = false
    /// Where the record begins and ends in the text.
    var range: Range<Int> = 0..<0

    init() {}

    /// Reads the object that comes next.
    ///
    /// - Complexity: one pass over its structural characters.
    mutating func read(_ walker: inout StructuralWalker) throws(StructuralWalker.Damage) {
        self = NativeRecord()
        let start = walker.offset
        try walker.forEachMember { (walker, key) throws(StructuralWalker.Damage) in
            try self.member(&walker, key)
        }
        // Behind the closing brace, which was the last structural character passed over.
        range = start..<(Int(walker.indexes[walker.position - 1]) + 1)
    }

    private mutating func member(
        _ walker: inout StructuralWalker, _ key: Range<Int>
    ) throws(StructuralWalker.Damage) {
        let name = walker.text.extracting(key)
        switch name.count {
        case 7 where name.equals("eventID"):
            familiarMembers += 1
            eventID = try Self.string(&walker)
        case 8 where name.equals("readOnly"): readOnly = try Self.place(&walker)
        case 8 where name.equals("addendum"): try addendum(&walker)
        case 9 where name.equals("eventTime"):
            familiarMembers += 1
            eventTime = try Self.place(&walker)
        case 9 where name.equals("eventName"):
            familiarMembers += 1
            eventName = try Self.place(&walker)
        case 9 where name.equals("awsRegion"):
            familiarMembers += 1
            region = try Self.place(&walker)
        case 9 where name.equals("eventType"): eventType = try Self.place(&walker)
        case 9 where name.equals("userAgent"): agent = try Self.place(&walker)
        case 9 where name.equals("errorCode"): errorCode = try Self.place(&walker)
        case 11 where name.equals("eventSource"):
            familiarMembers += 1
            eventSource = try Self.place(&walker)
        case 12 where name.equals("userIdentity"):
            familiarMembers += 1
            try userIdentity(&walker)
        case 12 where name.equals("eventVersion"):
            familiarMembers += 1
            try walker.skipValue()
        case 13 where name.equals("eventCategory"): eventCategory = try Self.place(&walker)
        case 13 where name.equals("vpcEndpointId"): endpoint = try Self.place(&walker)
        case 14 where name.equals("insightDetails"): try insightDetails(&walker)
        case 15 where name.equals("sourceIPAddress"): address = try Self.place(&walker)
        case 15 where name.equals("managementEvent"): managementEvent = try Self.place(&walker)
        case 16 where name.equals("responseElements"): consoleLogin = try Self.find("ConsoleLogin", &walker)
        case 18 where name.equals("recipientAccountId"): recipientAccount = try Self.place(&walker)
        case 19 where name.equals("additionalEventData"): mfaUsed = try Self.find("MFAUsed", &walker)
        case 28 where name.equals("sessionCredentialFromConsole"): fromConsole = try Self.place(&walker)
        default:
            if RecordMembers.isForeign(name) { hasForeignMembers = true }
            try walker.skipValue()
        }
    }

    /// The place of a string or scalar; empty for null, objects and arrays.
    private static func place(_ walker: inout StructuralWalker) throws(StructuralWalker.Damage) -> Place {
        switch walker.byte {
        case UInt8(ascii: "\""): return Place(try walker.string())
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            try walker.skipValue()
            return Place()
        default:
            let scalar = try walker.scalar()
            return walker.text[scalar.lowerBound] == UInt8(ascii: "n") ? Place() : Place(scalar)
        }
    }

    /// The place of a string; empty for anything else, such as an ID that some product turned into a number.
    private static func string(_ walker: inout StructuralWalker) throws(StructuralWalker.Damage) -> Place {
        guard walker.byte == UInt8(ascii: "\"") else {
            try walker.skipValue()
            return Place()
        }
        return Place(try walker.string())
    }

    /// The place of one member of an object; empty where the value is no object or has no such member.
    private static func find(
        _ name: StaticString, _ walker: inout StructuralWalker
    ) throws(StructuralWalker.Damage) -> Place {
        guard walker.byte == UInt8(ascii: "{") else {
            try walker.skipValue()
            return Place()
        }
        var found = Place()
        try walker.forEachMember { (walker, key) throws(StructuralWalker.Damage) in
            if walker.text.extracting(key).equals(name) {
                found = try place(&walker)
            } else {
                try walker.skipValue()
            }
        }
        return found
    }

    private mutating func addendum(_ walker: inout StructuralWalker) throws(StructuralWalker.Damage) {
        isAddendum = walker.byte == UInt8(ascii: "{")
        originalEventID = try Self.find("originalEventID", &walker)
    }

    /// An Insights record names the call it is about here, and nowhere else.
    private mutating func insightDetails(_ walker: inout StructuralWalker) throws(StructuralWalker.Damage) {
        guard walker.byte == UInt8(ascii: "{") else {
            try walker.skipValue()
            return
        }
        try walker.forEachMember { (walker, key) throws(StructuralWalker.Damage) in
            let name = walker.text.extracting(key)
            if name.equals("eventName"), self.eventName.isEmpty {
                self.eventName = try Self.place(&walker)
            } else if name.equals("eventSource"), self.eventSource.isEmpty {
                self.eventSource = try Self.place(&walker)
            } else {
                try walker.skipValue()
            }
        }
    }

    private mutating func userIdentity(_ walker: inout StructuralWalker) throws(StructuralWalker.Damage) {
        guard walker.byte == UInt8(ascii: "{") else {
            try walker.skipValue()
            return
        }
        try walker.forEachMember { (walker, key) throws(StructuralWalker.Damage) in
            let name = walker.text.extracting(key)
            if name.equals("sessionContext") {
                try self.sessionContext(&walker)
            } else if name.equals("accessKeyId") {
                self.key = try Self.place(&walker)
            } else if name.equals("onBehalfOf") {
                self.set(.onBehalfOfUserID, try Self.find("userId", &walker))
            } else if let member = Self.identityMember(name) {
                self.set(member, try Self.place(&walker))
            } else {
                try walker.skipValue()
            }
        }
    }

    private mutating func set(_ member: IdentityTable.Member, _ place: Place) {
        identity[member.rawValue] = place
    }

    private static func identityMember(_ name: Span<UInt8>) -> IdentityTable.Member? {
        if name.equals("type") { return .type }
        if name.equals("principalId") { return .principalID }
        if name.equals("arn") { return .arn }
        if name.equals("accountId") { return .accountID }
        if name.equals("userName") { return .userName }
        if name.equals("invokedBy") { return .invokedBy }
        if name.equals("identityProvider") { return .identityProvider }
        return nil
    }

    private mutating func sessionContext(_ walker: inout StructuralWalker) throws(StructuralWalker.Damage) {
        guard walker.byte == UInt8(ascii: "{") else {
            try walker.skipValue()
            return
        }
        try walker.forEachMember { (walker, key) throws(StructuralWalker.Damage) in
            let name = walker.text.extracting(key)
            if name.equals("sessionIssuer"), walker.byte == UInt8(ascii: "{") {
                try walker.forEachMember { (walker, key) throws(StructuralWalker.Damage) in
                    let name = walker.text.extracting(key)
                    if name.equals("arn") {
                        self.set(.issuerARN, try Self.place(&walker))
                    } else if name.equals("userName") {
                        self.set(.issuerName, try Self.place(&walker))
                    } else {
                        try walker.skipValue()
                    }
                }
            } else if name.equals("attributes") {
                self.mfaAuthenticated = try Self.find("mfaAuthenticated", &walker)
            } else {
                try walker.skipValue()
            }
        }
    }
}
