internal import CloudTrail
internal import Events

/// Judges records: outcome, reading or writing, MFA, client. What depends on a text alone is judged once for each.
struct RowFlags {
    /// By the codes of errors and of names.
    private var outcomes: [Outcome] = [.ok]
    private var readsByName: [ReadWrite] = [.write]
    /// By agent code; for each, side by side, the combinations of "invoked by a service" and "from the console".
    private var clients: [ClientFamily?] = []

    /// What the members of one record say.
    struct Marks {
        /// A sign-in that failed: its error is not in `errorCode`.
        fileprivate var isFailedSignIn = false
        fileprivate var mfa = MFA.unrecorded
        /// Nil where the record does not say; then the name does.
        fileprivate var readWrite: ReadWrite?
        fileprivate var clientVariant = 0
        fileprivate let hasErrorMembers: Bool

        init(_ record: borrowing NativeRecord, _ text: Span<UInt8>) {
            hasErrorMembers = record.hasErrorMembers
            if text.extracting(record.eventName).equals("ConsoleLogin") {
                isFailedSignIn = text.extracting(record.consoleLogin).equals("Failure")
                let used = text.extracting(record.mfaUsed)
                if used.equals("Yes") { mfa = .yes } else if used.equals("No") { mfa = .no }
            }
            let authenticated = text.extracting(record.mfaAuthenticated)
            if mfa == .unrecorded {
                if authenticated.equals("true") { mfa = .yes } else if authenticated.equals("false") { mfa = .no }
            }
            let readOnly = text.extracting(record.readOnly)
            if readOnly.equals("true") { readWrite = .read } else if readOnly.equals("false") { readWrite = .write }
            if record.isInvoked { clientVariant += 1 }
            if text.extracting(record.fromConsole).equals("true") { clientVariant += 2 }
        }
    }

    /// Judges the names and errors that are new in a shard.
    mutating func learn(from shard: borrowing EventShard) {
        while outcomes.count < shard.errors.codeCount {
            outcomes.append(Outcome(errorCode: shard.errors[UInt32(outcomes.count)]))
        }
        while readsByName.count < shard.names.codeCount {
            readsByName.append(ReadWrite(eventName: shard.names.text(UInt32(readsByName.count))))
        }
    }

    /// - Parameters:
    ///   - name: the code of the call's name; so of its error and its client.
    mutating func flags(
        _ marks: Marks, name: UInt32, error: UInt32, agent: UInt32, _ agents: borrowing StringTable
    ) -> EventFlags {
        EventFlags(
            outcome: marks.isFailedSignIn ? .denied : outcomes[Int(error)],
            readWrite: marks.readWrite ?? readsByName[Int(name)], mfa: marks.mfa,
            client: client(marks.clientVariant, agent, agents), hasErrorMembers: marks.hasErrorMembers)
    }

    private mutating func client(_ variant: Int, _ agent: UInt32, _ agents: borrowing StringTable) -> ClientFamily {
        let place = Int(agent) * Self.variants + variant
        if place < clients.count, let known = clients[place] { return known }
        while clients.count <= place { clients.append(nil) }
        let family = ClientFamily(
            userAgent: agents[agent], invokedByService: variant & 1 != 0, fromConsole: variant & 2 != 0)
        clients[place] = family
        return family
    }

    private static let variants = 4
}
