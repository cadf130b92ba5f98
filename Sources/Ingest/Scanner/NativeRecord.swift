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
    var fromConsole = Place()
    var originalEventID = Place()
    var key = Place()
    var mfaAuthenticated = Place()
    var mfaUsed = Place()
    var consoleLogin = Place()
    /// By `IdentityMembers.Member`.
    var identity = IdentityMembers.Places(repeating: Place())
    var isAddendum = false
    /// Whether escapes may stand in what is kept of the record; false only where somebody has looked.
    var mayBeEscaped = true
    /// How many of the members that every CloudTrail record has were seen.
    var familiarMembers = 0
    /// A member that belongs to a wrapper or to a flattened record.
    var hasForeignMembers = false
    /// Where the record begins and ends in the text.
    var range: Range<Int> = 0..<0

    init() {}

    /// Whether it is a record as CloudTrail writes it, and carries none.
    var isNative: Bool { familiarMembers >= 2 && !hasForeignMembers }

    /// Reads the object that comes next.
    ///
    /// - Complexity: one pass over its structural characters.
    mutating func read(_ walker: inout StructuralWalker) throws(StructuralWalker.Damage) {
        self = NativeRecord()
        let end = read(walker.structure, at: walker.position)
        let start = walker.offset
        try walker.move(to: end)
        // Behind the closing brace, which was the last structural character passed over.
        range = start..<(Int(walker.indexes[end - 1]) + 1)
    }

    /// Reads the object at a position and returns the position behind it; negative where it is unsound.
    private mutating func read(_ json: borrowing StructuralText, at start: Int) -> Int {
        var position = json.firstKey(ofObject: start)
        if json.byte(position) == UInt8(ascii: "}") { return position &+ 1 }
        while position >= 0 {
            let end = json.keyEnd(position)
            guard end >= 0 else { return end }
            let name = json.key(position, until: end)
            let value = position &+ 2
            let next: Int
            switch name.count {
            case 7 where name.equals("eventID"):
                familiarMembers += 1
                next = Self.string(json, value, &eventID)
            case 8 where name.equals("readOnly"): next = Self.place(json, value, &readOnly)
            case 8 where name.equals("addendum"):
                isAddendum = json.byte(value) == UInt8(ascii: "{")
                next = Self.find("originalEventID", json, value, &originalEventID)
            case 9 where name.equals("eventTime"):
                familiarMembers += 1
                next = Self.place(json, value, &eventTime)
            case 9 where name.equals("eventName"):
                familiarMembers += 1
                next = Self.place(json, value, &eventName)
            case 9 where name.equals("awsRegion"):
                familiarMembers += 1
                next = Self.place(json, value, &region)
            case 9 where name.equals("eventType"): next = Self.place(json, value, &eventType)
            case 9 where name.equals("userAgent"): next = Self.place(json, value, &agent)
            case 9 where name.equals("errorCode"): next = Self.place(json, value, &errorCode)
            case 11 where name.equals("eventSource"):
                familiarMembers += 1
                next = Self.place(json, value, &eventSource)
            case 12 where name.equals("userIdentity"):
                familiarMembers += 1
                next = userIdentity(json, value)
            case 12 where name.equals("eventVersion"):
                familiarMembers += 1
                next = json.skip(value)
            case 13 where name.equals("eventCategory"): next = Self.place(json, value, &eventCategory)
            case 13 where name.equals("vpcEndpointId"): next = Self.place(json, value, &endpoint)
            case 14 where name.equals("insightDetails"): next = insightDetails(json, value)
            case 15 where name.equals("sourceIPAddress"): next = Self.place(json, value, &address)
            case 16 where name.equals("responseElements"):
                next = Self.find("ConsoleLogin", json, value, &consoleLogin)
            case 18 where name.equals("recipientAccountId"): next = Self.place(json, value, &recipientAccount)
            case 19 where name.equals("additionalEventData"): next = Self.find("MFAUsed", json, value, &mfaUsed)
            case 28 where name.equals("sessionCredentialFromConsole"):
                next = Self.place(json, value, &fromConsole)
            default:
                if RecordMembers.isForeign(name) { hasForeignMembers = true }
                next = json.skip(value)
            }
            guard next >= 0 else { return next }
            guard json.isNextKey(next) else { return json.end(ofObject: next) }
            position = next &+ 1
        }
        return position
    }

    // Each of these reads the value at a position and returns the position behind it; negative where it is unsound.

    /// The place of a string or scalar; empty for null, objects and arrays.
    @inline(__always)
    private static func place(_ json: borrowing StructuralText, _ value: Int, _ place: inout Place) -> Int {
        switch json.byte(value) {
        case UInt8(ascii: "\""): return string(json, value, &place)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            place = Place()
            return json.skipContainer(value)
        default:
            let end = json.scalarEnd(value)
            guard end >= 0 else { return end }
            place = json.byte(value) == UInt8(ascii: "n") ? Place() : Place(json.offset(value)..<end)
            return value &+ 1
        }
    }

    /// The place of a string; empty for anything else, such as an ID that some product turned into a number.
    @inline(__always)
    private static func string(_ json: borrowing StructuralText, _ value: Int, _ place: inout Place) -> Int {
        guard json.byte(value) == UInt8(ascii: "\"") else {
            place = Place()
            return json.skip(value)
        }
        let end = json.stringEnd(value)
        guard end >= 0 else { return end }
        place = Place(json.offset(value) &+ 1..<end)
        return value &+ 1
    }

    /// The place of one member of an object; empty where the value is no object or has no such member.
    private static func find(
        _ wanted: StaticString, _ json: borrowing StructuralText, _ value: Int, _ found: inout Place
    ) -> Int {
        found = Place()
        guard json.byte(value) == UInt8(ascii: "{") else { return json.skip(value) }
        return json.forEachMember(of: value) { name, value in
            name.equals(wanted) ? place(json, value, &found) : json.skip(value)
        }
    }

    /// An Insights record names the call it is about here, and nowhere else.
    private mutating func insightDetails(_ json: borrowing StructuralText, _ value: Int) -> Int {
        guard json.byte(value) == UInt8(ascii: "{") else { return json.skip(value) }
        return json.forEachMember(of: value) { name, value in
            if name.equals("eventName"), eventName.isEmpty { return Self.place(json, value, &eventName) }
            if name.equals("eventSource"), eventSource.isEmpty { return Self.place(json, value, &eventSource) }
            return json.skip(value)
        }
    }

    private mutating func userIdentity(_ json: borrowing StructuralText, _ value: Int) -> Int {
        guard json.byte(value) == UInt8(ascii: "{") else { return json.skip(value) }
        var position = json.firstKey(ofObject: value)
        if json.byte(position) == UInt8(ascii: "}") { return position &+ 1 }
        while position >= 0 {
            let end = json.keyEnd(position)
            guard end >= 0 else { return end }
            let name = json.key(position, until: end)
            let value = position &+ 2
            let next: Int
            switch name.count {
            case 3 where name.equals("arn"): next = Self.place(json, value, &identity[Member.arn.rawValue])
            case 4 where name.equals("type"): next = Self.place(json, value, &identity[Member.type.rawValue])
            case 8 where name.equals("userName"):
                next = Self.place(json, value, &identity[Member.userName.rawValue])
            case 9 where name.equals("accountId"):
                next = Self.place(json, value, &identity[Member.accountID.rawValue])
            case 9 where name.equals("invokedBy"):
                next = Self.place(json, value, &identity[Member.invokedBy.rawValue])
            case 10 where name.equals("onBehalfOf"):
                next = Self.find("userId", json, value, &identity[Member.onBehalfOfUserID.rawValue])
            case 11 where name.equals("accessKeyId"): next = Self.place(json, value, &key)
            case 11 where name.equals("principalId"):
                next = Self.place(json, value, &identity[Member.principalID.rawValue])
            case 14 where name.equals("sessionContext"): next = sessionContext(json, value)
            case 16 where name.equals("identityProvider"):
                next = Self.place(json, value, &identity[Member.identityProvider.rawValue])
            default: next = json.skip(value)
            }
            guard next >= 0 else { return next }
            guard json.isNextKey(next) else { return json.end(ofObject: next) }
            position = next &+ 1
        }
        return position
    }

    private typealias Member = IdentityMembers.Member

    private mutating func sessionContext(_ json: borrowing StructuralText, _ value: Int) -> Int {
        guard json.byte(value) == UInt8(ascii: "{") else { return json.skip(value) }
        return json.forEachMember(of: value) { name, value in
            if name.equals("sessionIssuer"), json.byte(value) == UInt8(ascii: "{") {
                return json.forEachMember(of: value) { name, value in
                    if name.equals("arn") {
                        return Self.place(json, value, &identity[Member.issuerARN.rawValue])
                    }
                    if name.equals("userName") {
                        return Self.place(json, value, &identity[Member.issuerName.rawValue])
                    }
                    return json.skip(value)
                }
            }
            if name.equals("attributes") {
                return Self.find("mfaAuthenticated", json, value, &mfaAuthenticated)
            }
            return json.skip(value)
        }
    }
}
