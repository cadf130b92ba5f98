import CloudTrail

/// Collects records for a stretch of time, up to a number.
struct Logbook {
    var random: SplitMix64
    private(set) var records: [Record] = []
    /// The same calls, but each once where two accounts receive it.
    private(set) var deeds: [Deed] = []
    /// How many more records are taken; what comes after them is dropped.
    private(set) var room: Int
    let form: RecordForm
    let start: EventTime
    /// Exclusive.
    let end: EventTime

    init(
        from start: EventTime, to end: EventTime, form: RecordForm, room: Int = .max, random: SplitMix64
    ) {
        self.form = form
        self.start = start
        self.end = end
        self.room = room
        self.random = random
    }

    /// The moment itself, or the nearest one within the stretch.
    func within(_ time: EventTime) -> EventTime {
        max(start, min(time, end.adding(seconds: -1)))
    }

    mutating func add(
        _ call: Call, by caller: Caller, at time: EventTime, in region: String, shared: String? = nil
    ) {
        guard room > 0 else { return }
        room -= 1
        let time = within(time)
        if !caller.isForeign { deeds.append(Deed(call, by: caller, at: time)) }
        records.append(
            Record(call, by: caller, at: time, in: region, form: form, shared: shared, random: &random))
    }

    /// Records an AssumeRole that succeeds: in the caller's account and, where the role lives in another, there too.
    ///
    /// - Returns: the session that it opened, used from where the caller is.
    mutating func assume(_ role: Role, session name: String, by caller: Caller, at time: EventTime) -> Caller {
        open(role, session: name, from: caller, at: time) { log, call, time in
            guard role.account != caller.account else {
                log.add(call, by: caller, at: time, in: "us-east-1")
                return
            }
            let shared = log.random.uuid()
            let copy = Caller.foreign(
                principalID: caller.principalID, from: caller.account, in: role.account, address: caller.address,
                agent: caller.agent)
            for caller in [caller, copy] { log.add(call, by: caller, at: time, in: "us-east-1", shared: shared) }
        }
    }

    /// Records the AssumeRole of a visitor from outside, which only the role's account knows of.
    ///
    /// - Returns: the session that it opened, used from where the visitor is.
    mutating func admit(_ visitor: Caller, to role: Role, session name: String, at time: EventTime) -> Caller {
        open(role, session: name, from: visitor, at: time) { log, call, time in
            let shared = log.random.uuid()
            log.add(call, by: visitor, at: time, in: "us-east-1", shared: shared)
        }
    }

    private mutating func open(
        _ role: Role, session name: String, from caller: Caller, at time: EventTime,
        record: (inout Logbook, Call, EventTime) -> Void
    ) -> Caller {
        let time = within(time)
        let key = random.temporaryKey()
        record(&self, STS.assumeRole(role, session: name, key: key, at: time), time)
        return .role(
            role, session: name, key: key, session: Caller.Session(created: time, mfa: false), address: caller.address,
            agent: caller.agent)
    }
}
