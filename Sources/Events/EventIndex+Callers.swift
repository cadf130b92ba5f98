// What records say of their callers, without any record being read: for all rows of one identity at once.
extension EventIndex {
    /// A number for what a row's record says of its caller: rows with the same number say the same. 0 where it says
    /// nothing.
    public func identity(_ row: Int) -> UInt32 { columns[EventShard.CodedColumn.identity.rawValue][row] }

    /// Numbers of identities, 0 included.
    public var identityCount: Int { callers.count }

    /// A member's text in all records of an identity; nil where it has none.
    public func text(_ member: IdentityMembers.Member, of identity: UInt32) -> String? {
        callers.text(member, of: Int(identity))
    }

    /// The rows of which only the record says what a path leads to: an array, an object or a key with dots in it stands
    /// where a path would find what the index keeps, or that was found elsewhere. Of CloudTrail's records these are those
    /// of Insights.
    public var ambiguousRows: RowSet {
        let accepted = callers.traitCodes.map { callers.traits[Int($0)].isAmbiguous }
        return columns[EventShard.CodedColumn.identity.rawValue].rows(accepting: accepted, crew: crew)
    }

    /// The rows whose callers have a member that passes.
    ///
    /// - Parameters:
    ///   - isAbsentWanted: whether those pass that do not have it.
    ///   - isBlankWanted: whether those do of which only the record tells: that are ambiguous, or have the member without
    ///     a text of its own (null, empty, an object or array).
    ///   - passes: asked of each distinct text, which is not empty.
    /// - Complexity: a text for each identity at most, and a pass over the rows.
    public func rows(
        _ member: IdentityMembers.Member, whereAbsent isAbsentWanted: Bool = false,
        whereBlank isBlankWanted: Bool = false, passes: (Span<UInt8>) -> Bool = { _ in false }
    ) -> RowSet {
        var known = [Bool?](repeating: nil, count: callers.traits.count)
        var text: [UInt8] = []
        let accepted = callers.traitCodes.indices.map { identity in
            let number = Int(callers.traitCodes[identity])
            if let isAccepted = known[number] { return isAccepted }
            let traits = callers.traits[number]
            guard !traits.isAmbiguous, traits.present.contains(member) else {
                let isAccepted = traits.isAmbiguous ? isBlankWanted : isAbsentWanted
                known[number] = isAccepted
                return isAccepted
            }
            let code = traits.texts[member.rawValue]
            if traits.endingWithSession.contains(member) {
                text.removeAll(keepingCapacity: true)
                callers.texts.withBytes(of: code) { text.append(contentsOf: $0) }
                callers.table(.session).withBytes(of: callers.session(of: identity)) { text.append(contentsOf: $0) }
                return text.isEmpty ? isBlankWanted : passes(text.span)
            }
            let isAccepted =
                code == StringTable.missing ? isBlankWanted : callers.texts.withBytes(of: code, passes)
            known[number] = isAccepted
            return isAccepted
        }
        return columns[EventShard.CodedColumn.identity.rawValue].rows(accepting: accepted, crew: crew)
    }
}

extension [UInt8] {
    fileprivate mutating func append(contentsOf bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
