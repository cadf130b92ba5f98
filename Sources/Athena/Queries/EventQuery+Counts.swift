public import CloudTrail
public import Events

extension EventQuery {
    /// How many calls there are, for many questions at once: a row for each that has any, with its number and what
    /// ``CallCount`` holds. The files are read once for questions of one kind, however many these are.
    ///
    /// - Parameter questions: of one kind alone: all calls of an account, all of all accounts, those of a name, or changes.
    public static func counts(
        of questions: [(number: Int, CallQuestion)], in table: EventTable, window: EventWindow
    ) -> EventQuery {
        let rows = questions.map { number, question in
            "(\(number), \(text(question.account)), \(text(question.calls.name)), "
                + "\(moment(question.from ?? earliest)), \(moment(question.to ?? latest)))"
        }
        let iac = "events.client = '\(ClientFamily.iac.word)'"
        let within = table.condition(window.narrowed(to: questions.map(\.1))).text
        let join = (questions.first?.1).map(match) ?? []
        let statement = """
            SELECT asked.number, count(DISTINCT events.event) AS total,
            count(DISTINCT IF(events.client <> '\(ClientFamily.service.word)', events.event)) AS bypeople,
            count(DISTINCT IF(\(iac), events.event)) AS bycode, min(events.eventtime) AS earliest,
            max(events.eventtime) AS latest, max(IF(\(iac), events.eventtime)) AS latestbycode
            FROM (SELECT concat(eventid, coalesce(\(CallExpressions.account), '')) AS event, eventtime, eventname, eventsource,
            \(CallExpressions.account) AS home, \(CallExpressions.readWrite) AS kind, \(CallExpressions.client) AS client,
            try(from_iso8601_timestamp(eventtime)) AS moment
            FROM \(table.reference)
            WHERE \(within)) AS events
            JOIN (VALUES
            \(rows.joined(separator: ",\n"))
            ) AS asked (number, home, what, since, until)
            ON \((["events.moment >= asked.since", "events.moment < asked.until"] + join).joined(separator: " AND "))
            GROUP BY asked.number
            """
        return EventQuery("how many calls there are", text: statement, of: table)
    }

    /// The last calls by infrastructure as code among those that were asked for.
    public static func lastByCode(
        _ questions: [(CallQuestion, last: EventTime)], in table: EventTable, window: EventWindow
    ) -> EventQuery {
        let moments = questions.map { question, last -> SQLCondition in
            let account = question.account.map { [$0] } ?? []
            let at = EventWindow(from: last, to: last.advanced(byMilliseconds: 1), accounts: account)
            let call: SQLCondition =
                switch question.calls {
                case .all: .constant(true)
                case .named(let name): .test("eventname = \(text(name))")
                case .changes(let service):
                    .test("eventsource = \(text(service)) AND \(CallExpressions.readWrite) = '\(ReadWrite.write.word)'")
                }
            return .allOf([table.condition(at), call])
        }
        let iac = SQLCondition.test("\(CallExpressions.client) = '\(ClientFamily.iac.word)'")
        return EventQuery(
            "the last calls by infrastructure as code", Bounds(.allOf([iac, .anyOf(moments)])), in: table,
            window: window)
    }

    private static func match(_ question: CallQuestion) -> [String] {
        let account = question.account == nil ? [] : ["events.home = asked.home"]
        switch question.calls {
        case .all: return account
        case .named: return account + ["events.eventname = asked.what"]
        case .changes:
            return account + ["events.eventsource = asked.what", "events.kind = '\(ReadWrite.write.word)'"]
        }
    }

    private static func text(_ text: String?) -> String { text.flatMap(SQLText.literal) ?? "''" }

    private static func moment(_ time: EventTime) -> String { "from_iso8601_timestamp('\(time.iso8601)')" }

    /// Before CloudTrail was, and the end of the year 9999.
    private static let earliest = EventTime(milliseconds: 0)
    private static let latest = EventTime(milliseconds: 253_402_300_799_000)
}

extension CallQuestion.Calls {
    /// The name or the service that it is about; nil for all calls.
    public var name: String? {
        switch self {
        case .all: nil
        case .named(let text), .changes(let text): text
        }
    }
}

extension EventWindow {
    /// No more of the window than questions are about.
    func narrowed(to questions: [CallQuestion]) -> EventWindow {
        var window = self
        let (starts, ends) = (questions.compactMap(\.from), questions.compactMap(\.to))
        if starts.count == questions.count { window.from = max(window.from, starts.min()) }
        if ends.count == questions.count { window.to = min(window.to, ends.max()) }
        let accounts = Set(questions.compactMap(\.account))
        if window.accounts.isEmpty, questions.allSatisfy({ $0.account != nil }) { window.accounts = accounts.sorted() }
        return window
    }

    private func max(_ left: EventTime?, _ right: EventTime?) -> EventTime? {
        [left, right].compactMap(\.self).max()
    }

    private func min(_ left: EventTime?, _ right: EventTime?) -> EventTime? {
        [left, right].compactMap(\.self).min()
    }
}
