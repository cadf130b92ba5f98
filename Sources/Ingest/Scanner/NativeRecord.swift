internal import CloudTrail
internal import Events

/// The members of one CloudTrail record that the index keeps, as places in its text; values stay where they are until
/// the whole record has proved sound.
struct NativeRecord {
    /// By `RecordMember`.
    private var places = InlineArray<35, Place>(repeating: Place())
    /// A bit for each of the record's own members that was seen.
    private var seen: UInt64 = 0
    private var hasIdentity = false
    /// The whole object that tells who called; empty where there is none, or more than one.
    private(set) var identityText = Place()
    /// Where it was met before, as a slot of `KnownCallers`: then nothing in it was read.
    private(set) var knownCaller: Int?
    private(set) var callerTrace = KnownCallers.Trace()
    private(set) var isAddendum = false
    /// Whether escapes may stand in what is kept of the record; false only where somebody has looked.
    var mayBeEscaped = true
    /// Where the record begins and ends in the text.
    var range: Range<Int> = 0..<0

    init() {}

    /// Where the value of a member lies.
    @inline(__always)
    func place(of member: RecordMember) -> Place { places[member.rawValue] }

    /// Whether it is a record as CloudTrail writes it, and carries none.
    var isNative: Bool {
        (seen & RecordMember.familiar).nonzeroBitCount >= 2 && seen & RecordMember.foreign.bit == 0
    }

    /// Whether it has an error's code or message, be it empty.
    var hasErrorMembers: Bool { seen & (RecordMember.errorCode.bit | RecordMember.errorMessage.bit) != 0 }

    /// By `IdentityMembers.Member`.
    var identity: IdentityMembers.Places {
        var members = IdentityMembers.Places(repeating: Place())
        for member in members.indices { members[member] = places[RecordMember.firstOfIdentity &+ member] }
        return members
    }

    /// Whether something stands where a path may find it in place of what is kept.
    var isAmbiguous: Bool { !places[RecordMember.dotted.rawValue].isNowhere }

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
    var callerAccount: Place { places[RecordMember.accountID.rawValue] }
    /// Whether a service called for somebody.
    var isInvoked: Bool { !places[RecordMember.invokedBy.rawValue].isEmpty }
    /// The ID of the event of which the record is a copy or an amendment.
    var originalID: Place { isAddendum && !originalEventID.isEmpty ? originalEventID : eventID }

    /// What an escape in the value means that begins at an offset of the text.
    borrowing func escapes(inValueAt offset: Int) -> Escapes {
        var found = Escapes.elsewhere
        for number in places.indices where places[number].begins(at: offset) {
            let member = RecordMember(rawValue: number) ?? .other
            found = max(found, member.isComparedAsWritten ? .inNames : member.isKeptAsText ? .inValues : .elsewhere)
        }
        return found
    }

    // MARK: Reading

    /// Reads the object that comes next.
    ///
    /// - Parameter memory: of the records before.
    /// - Complexity: one pass over its structural characters.
    mutating func read(
        _ walker: inout StructuralWalker, _ memory: inout RecordMemory
    ) throws(StructuralWalker.Damage) {
        self = NativeRecord()
        memory.order.makeRoom()
        var end = readMembers(of: .record, walker.structure, at: walker.position, &memory)
        if isAmbiguous, knownCaller != nil { end = readAnew(walker.structure, at: walker.position, &memory) }
        let start = walker.offset
        try walker.move(to: end)
        // Behind the closing brace, which was the last structural character passed over.
        range = start..<(Int(walker.indexes[end - 1]) + 1)
    }

    /// Reads a record whose caller is none of those that are known: what is ambiguous in the rest of it makes him another.
    private mutating func readAnew(
        _ json: borrowing StructuralText, at start: Int, _ memory: inout RecordMemory
    ) -> Int {
        self = NativeRecord()
        var nobody = RecordMemory()
        swap(&nobody.callers, &memory.callers)
        defer { swap(&nobody.callers, &memory.callers) }
        return readMembers(of: .record, json, at: start, &memory)
    }

    /// Reads the object at a position and returns the position behind it; negative where it is unsound.
    ///
    /// Most of a load's time that is not spent on decompression is spent here: what compact text holds is told with few
    /// comparisons, and all else by functions of their own.
    @inline(__always)
    private mutating func readMembers(
        of level: RecordLevel, _ json: borrowing StructuralText, at start: Int, _ memory: inout RecordMemory
    ) -> Int {
        guard json.byte(start) == UInt8(ascii: "{") else { return StructuralText.failure(start, .object) }
        var position = start &+ 1
        if json.byte(position) == UInt8(ascii: "}") { return position &+ 1 }
        var last = MemberOrder.beginning(of: level)
        while true {
            let step: StructuralText.ValueStep
            let member: RecordMember
            if let match = memory.order.match(json, at: position, after: last) {
                last = match.number
                if match.isString {
                    places[match.member.rawValue] = Place(start: match.value.start &+ 1, end: match.value.next &- 1)
                    seen |= match.bit
                    if match.following == UInt8(ascii: ",") {
                        position &+= 4
                        continue
                    }
                    return match.following == UInt8(ascii: "}")
                        ? position &+ 4 : StructuralText.failure(position &+ 3, .commaOrBrace)
                }
                step = match.value
                member = match.member
            } else {
                let found = json.memberStep(position)
                guard found.keyEnd >= 0 else { return found.keyEnd }
                step = found.value
                member = level.member(unsafe json.text.extracting(unchecked: found.keyStart..<found.keyEnd))
                last = memory.order.note(found, at: position, of: json, level, member, after: last)
            }
            if case .record = level { seen |= member.bit }
            var next = position &+ 3
            if json.isCompactString(step) {
                put(Place(start: step.start &+ 1, end: step.next &- 1), member, level)
            } else if let length = json.compactLiteralLength(step) {
                // An ID that some product turned into a literal is none.
                let end = member == .eventID ? step.start : step.start &+ length
                put(Place(start: step.start, end: end), member, level)
            } else {
                next = readValue(member, level, json, at: position &+ 2, &memory)
                guard next >= 0 else { return next }
            }
            let following = json.byte(next)
            guard following == UInt8(ascii: ",") else {
                return following == UInt8(ascii: "}")
                    ? next &+ 1 : StructuralText.failure(next, .commaOrBrace)
            }
            position = next &+ 1
        }
    }

    private mutating func readIdentity(
        _ json: borrowing StructuralText, at start: Int, _ memory: inout RecordMemory
    ) -> Int {
        readMembers(of: .within(.userIdentity), json, at: start, &memory)
    }

    private mutating func readObject(
        _ object: RecordMember, _ json: borrowing StructuralText, at start: Int, _ memory: inout RecordMemory
    ) -> Int {
        readMembers(of: .within(object), json, at: start, &memory)
    }

    /// Notes where the value of a member lies; an empty place where it has none. What is there instead of an object is no
    /// value of anything.
    @inline(__always)
    private mutating func put(_ place: Place, _ member: RecordMember, _ level: RecordLevel) {
        let number = member.rawValue
        guard number < RecordMember.userIdentity.rawValue else { return forget(member) }
        if case .within(.insight) = level {
            guard places[number].isEmpty else { return }
            // A path looks for it elsewhere.
            if number < RecordMember.valueCount { places[RecordMember.dotted.rawValue] = place }
        }
        places[number] = place
    }

    /// Reads any value, and returns the position behind it; negative where it is unsound.
    private mutating func readValue(
        _ member: RecordMember, _ level: RecordLevel, _ json: borrowing StructuralText, at value: Int,
        _ memory: inout RecordMemory
    ) -> Int {
        let start = json.offset(value)
        let byte = json.byte(value)
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard member.rawValue >= RecordMember.userIdentity.rawValue, byte == UInt8(ascii: "{") else {
                if member.isKept { places[RecordMember.dotted.rawValue] = Place(start..<start) }
                put(Place(start..<start), member, level)
                return json.skipContainer(value)
            }
            return readKnownObject(member, json, at: value, &memory)
        case UInt8(ascii: "\""):
            let end = json.stringEnd(value)
            guard end >= 0 else { return end }
            put(Place(start &+ 1..<end), member, level)
        default:
            let end = json.scalarEnd(value)
            guard end >= 0 else { return end }
            // An ID that some product turned into a number is none.
            let isValue = byte != UInt8(ascii: "n") && member != .eventID
            put(Place(start..<(isValue ? end : start)), member, level)
        }
        return value &+ 1
    }

    private mutating func readKnownObject(
        _ object: RecordMember, _ json: borrowing StructuralText, at value: Int, _ memory: inout RecordMemory
    ) -> Int {
        let isFirst = !hasIdentity
        forget(object)
        if object == .addendum { isAddendum = true }
        guard object == .userIdentity else { return readObject(object, json, at: value, &memory) }
        guard isFirst else { return readIdentity(json, at: value, &memory) }
        let word = memory.callers.word(json, at: value)
        if let slot = memory.callers.slot(of: word, json, at: value) {
            return take(memory.callers[slot], in: slot, json, at: value)
        }
        let end = readIdentity(json, at: value, &memory)
        if end >= 0 {
            // Behind the closing brace.
            identityText = Place(json.offset(value)..<json.offset(end &- 1) &+ 1)
            callerTrace = KnownCallers.Trace(word: word, count: word == 0 ? 0 : UInt32(end &- value))
        }
        return end
    }

    /// Takes over what a caller's text said when it was met before, and returns the position behind it.
    private mutating func take(
        _ caller: KnownCallers.Caller, in slot: Int, _ json: borrowing StructuralText, at value: Int
    ) -> Int {
        let known = caller.places(from: json.offset(value))
        knownCaller = slot
        identityText = known.text
        places[RecordMember.accountID.rawValue] = known.account
        places[RecordMember.mfaAuthenticated.rawValue] = known.mfaAuthenticated
        places[RecordMember.invokedBy.rawValue] = known.invokedBy
        return value &+ Int(caller.count)
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
            identityText = Place()
            knownCaller = nil
            callerTrace = KnownCallers.Trace()
            for member in RecordMember.firstOfIdentity..<RecordMember.dotted.rawValue { places[member] = Place() }
            places[RecordMember.key.rawValue] = Place()
            forget(.attributes)
        case .sessionContext:
            forget(.sessionIssuer)
            forget(.attributes)
        case .sessionIssuer:
            places[RecordMember.issuerARN.rawValue] = Place()
            places[RecordMember.issuerName.rawValue] = Place()
            places[RecordMember.issuerType.rawValue] = Place()
        case .onBehalfOf: places[RecordMember.onBehalfOfUserID.rawValue] = Place()
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
