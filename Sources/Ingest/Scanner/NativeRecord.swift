internal import CloudTrail
internal import Events

/// The members of one CloudTrail record that the index keeps, as places in its text; values stay where they are until
/// the whole record has proved sound.
struct NativeRecord {
    /// By `IdentityMembers.Member`.
    private(set) var identity = IdentityMembers.Places(repeating: Place())
    /// By `RecordMember`.
    private var places = InlineArray<22, Place>(repeating: Place())
    /// A bit for each of the members that every CloudTrail record has and that was seen.
    private var familiar: UInt64 = 0
    /// A member that belongs to a wrapper or to a flattened record.
    private var hasForeignMembers = false
    private var hasIdentity = false
    private(set) var isAddendum = false
    /// An error's code or message, be it empty.
    private(set) var hasErrorMembers = false
    /// Whether escapes may stand in what is kept of the record; false only where somebody has looked.
    var mayBeEscaped = true
    /// Where the record begins and ends in the text.
    var range: Range<Int> = 0..<0

    init() {}

    /// Whether it is a record as CloudTrail writes it, and carries none.
    var isNative: Bool { familiar.nonzeroBitCount >= 2 && !hasForeignMembers }

    var eventTime: Place { places[RecordMember.eventTime.rawValue] }
    var eventName: Place { places[RecordMember.eventName.rawValue] }
    var eventSource: Place { places[RecordMember.eventSource.rawValue] }
    var eventType: Place { places[RecordMember.eventType.rawValue] }
    var eventCategory: Place { places[RecordMember.eventCategory.rawValue] }
    var eventID: Place { places[RecordMember.eventID.rawValue] }
    var region: Place { places[RecordMember.region.rawValue] }
    var address: Place { places[RecordMember.address.rawValue] }
    var agent: Place { places[RecordMember.agent.rawValue] }
    var errorCode: Place { places[RecordMember.errorCode.rawValue] }
    var recipientAccount: Place { places[RecordMember.recipientAccount.rawValue] }
    var endpoint: Place { places[RecordMember.endpoint.rawValue] }
    var readOnly: Place { places[RecordMember.readOnly.rawValue] }
    var fromConsole: Place { places[RecordMember.fromConsole.rawValue] }
    var originalEventID: Place { places[RecordMember.originalEventID.rawValue] }
    var key: Place { places[RecordMember.key.rawValue] }
    var mfaAuthenticated: Place { places[RecordMember.mfaAuthenticated.rawValue] }
    var mfaUsed: Place { places[RecordMember.mfaUsed.rawValue] }
    var consoleLogin: Place { places[RecordMember.consoleLogin.rawValue] }
    /// The account of who called.
    var callerAccount: Place { identity[IdentityMembers.Member.accountID.rawValue] }
    /// Whether a service called for somebody.
    var isInvoked: Bool { !identity[IdentityMembers.Member.invokedBy.rawValue].isEmpty }
    /// The ID of the event of which the record is a copy or an amendment.
    var originalID: Place { isAddendum && !originalEventID.isEmpty ? originalEventID : eventID }

    /// Whether a value that is kept begins at an offset of the text.
    func keepsValue(at offset: Int) -> Bool {
        let (own, callers) = (places, identity)
        let (ownSpan, callerSpan) = (own.span, callers.span)
        for member in 0..<RecordMember.eventVersion.rawValue where ownSpan[member].begins(at: offset) { return true }
        for member in callerSpan.indices where callerSpan[member].begins(at: offset) { return true }
        return false
    }

    // MARK: Reading

    /// Reads the object that comes next.
    ///
    /// - Complexity: one pass over its structural characters.
    mutating func read(_ walker: inout StructuralWalker) throws(StructuralWalker.Damage) {
        self = NativeRecord()
        let end = read(.record, walker.structure, at: walker.position)
        let start = walker.offset
        try walker.move(to: end)
        // Behind the closing brace, which was the last structural character passed over.
        range = start..<(Int(walker.indexes[end - 1]) + 1)
    }

    /// Reads the object at a position and returns the position behind it; negative where it is unsound.
    private mutating func read(_ level: RecordLevel, _ json: borrowing StructuralText, at start: Int) -> Int {
        guard json.byte(start) == UInt8(ascii: "{") else { return StructuralText.failure(start, .object) }
        var position = start &+ 1
        if json.byte(position) == UInt8(ascii: "}") { return position &+ 1 }
        while true {
            let step = json.memberStep(position)
            guard step.keyEnd >= 0 else { return step.keyEnd }
            let name = json.text.extracting(step.keyStart..<step.keyEnd)
            let member = level.member(name)
            if case .record = level { note(member, name) }
            var next = position &+ 3
            var following = step.following
            switch step.valueByte {
            case UInt8(ascii: "\""):
                let end = json.stringEnd(position &+ 2, start: step.valueStart, next: step.next)
                guard end >= 0 else { return end }
                put(Place(step.valueStart &+ 1..<end), member, level)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                next = container(
                    member, level, json, at: position &+ 2, start: step.valueStart,
                    isObject: step.valueByte == UInt8(ascii: "{"))
                guard next >= 0 else { return next }
                following = json.byte(next)
            default:
                let end = json.scalarEnd(position &+ 2)
                guard end >= 0 else { return end }
                // An ID that some product turned into a number is none.
                let isValue = step.valueByte != UInt8(ascii: "n") && member != .eventID
                put(Place(step.valueStart..<(isValue ? end : step.valueStart)), member, level)
            }
            guard following == UInt8(ascii: ",") else {
                return following == UInt8(ascii: "}")
                    ? next &+ 1 : StructuralText.failure(next, .commaOrBrace)
            }
            position = next &+ 1
        }
    }

    @inline(__always)
    private mutating func note(_ member: RecordMember, _ name: Span<UInt8>) {
        if member.isFamiliar {
            familiar |= 1 << UInt64(member.rawValue)
        } else if member == .other {
            if RecordMembers.isForeign(name) { hasForeignMembers = true }
        } else if member == .errorCode || member == .errorMessage {
            hasErrorMembers = true
        }
    }

    /// Notes where the value of a member lies; an empty place where it has none. What is there instead of an object is no
    /// value of anything.
    @inline(__always)
    private mutating func put(_ place: Place, _ member: RecordMember, _ level: RecordLevel) {
        let number = member.rawValue
        if number < RecordMember.valueCount {
            if case .within(.insight) = level {
                guard places[number].isEmpty else { return }
                // A path looks for it elsewhere.
                identity[IdentityMembers.ambiguity] = place
            }
            places[number] = place
        } else if number < RecordMember.userIdentity.rawValue {
            identity[number &- RecordMember.firstOfIdentity] = place
        } else {
            forget(member)
        }
    }

    /// Reads an object or an array, and returns the position behind it; negative where it is unsound.
    private mutating func container(
        _ member: RecordMember, _ level: RecordLevel, _ json: borrowing StructuralText, at value: Int, start: Int,
        isObject: Bool
    ) -> Int {
        guard member.rawValue >= RecordMember.userIdentity.rawValue, isObject else {
            if member.isKept { identity[IdentityMembers.ambiguity] = Place(start..<start) }
            put(Place(start..<start), member, level)
            return json.skipContainer(value)
        }
        forget(member)
        if member == .addendum { isAddendum = true }
        return read(.within(member), json, at: value)
    }

    /// Forgets what an object of the same name said that came before.
    private mutating func forget(_ object: RecordMember) {
        switch object {
        case .response: places[RecordMember.consoleLogin.rawValue] = Place()
        case .additionalData: places[RecordMember.mfaUsed.rawValue] = Place()
        case .attributes: places[RecordMember.mfaAuthenticated.rawValue] = Place()
        case .userIdentity:
            guard hasIdentity else {
                hasIdentity = true
                return
            }
            let ambiguity = identity[IdentityMembers.ambiguity]
            identity = IdentityMembers.Places(repeating: Place())
            identity[IdentityMembers.ambiguity] = ambiguity
            places[RecordMember.key.rawValue] = Place()
            forget(.attributes)
        case .sessionContext:
            forget(.sessionIssuer)
            forget(.attributes)
        case .sessionIssuer:
            identity[IdentityMembers.Member.issuerARN.rawValue] = Place()
            identity[IdentityMembers.Member.issuerName.rawValue] = Place()
            identity[IdentityMembers.Member.issuerType.rawValue] = Place()
        case .onBehalfOf: identity[IdentityMembers.Member.onBehalfOfUserID.rawValue] = Place()
        case .addendum:
            isAddendum = false
            places[RecordMember.originalEventID.rawValue] = Place()
        default: break
        }
    }
}

extension Place {
    /// Whether it is not empty and begins at an offset.
    @inline(__always)
    fileprivate func begins(at offset: Int) -> Bool { !isEmpty && range.lowerBound == offset }
}
