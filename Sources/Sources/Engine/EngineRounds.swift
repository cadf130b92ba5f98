public import Athena
internal import CloudTrail
public import Detections
public import Events
public import Investigation
internal import Records
internal import Robots

/// An investigation over a trail that is too large to load: an engine is asked for slices of it, in rounds, until what has
/// been loaded holds all events of everybody in the scope.
///
/// The investigation itself is the one that runs over whole trails. Each round works it out over the slices so far; members
/// whose events are not all there yet are asked for, and so are calls that speak of what the attacker changed.
public struct EngineRounds {
    /// What has been worked out.
    public struct Finding {
        public var investigation: Investigation
        /// All alerts of the trail, the gravest first.
        public var alerts: [Alert]

        public init(investigation: Investigation, alerts: [Alert]) {
            self.investigation = investigation
            self.alerts = alerts
        }
    }

    public private(set) var folder: SliceFolder
    /// Whether it was given up before all events of everybody concerned were here.
    public private(set) var isCut = false
    /// Knows of the calls that are not here; for the trail that is worked on.
    public let counter = CallCounter()
    private let questions: EngineQuestions
    /// Whose events are all there.
    private var complete = Members()
    /// What calls that speak of it are all there.
    private var mentioned: Set<String> = []

    /// More rounds than any chain of credentials is long.
    private static let mostRounds = 12
    /// Alerts whose callers are looked into before one of them is taken for the lead.
    private static let leads = 5

    public init(_ folder: SliceFolder, questions: EngineQuestions) {
        self.folder = folder
        self.questions = questions
    }

    /// Asks what is to be known first.
    public mutating func open(_ queries: [EventQuery]) async throws(SliceFailure) {
        for query in queries { try await folder.add(query) }
    }

    /// Works it out over the slices, asks for what is missing, and so on until nothing is.
    ///
    /// - Parameter work: loads the folder and investigates.
    public mutating func close(_ work: (String) throws -> Finding) async throws -> Finding {
        var finding = try work(folder.path)
        for _ in 0..<Self.mostRounds {
            let members = Self.members(of: finding).subtracting(complete)
            let names = Self.names(in: finding.investigation).subtracting(mentioned)
            if members.isEmpty, names.isEmpty {
                guard try await count() else { break }
                finding = try work(folder.path)
                continue
            }
            if !members.isEmpty { try await folder.add(questions.events(of: members)) }
            if !names.isEmpty { try await folder.add(questions.events(mentioning: names)) }
            complete.formUnion(members)
            mentioned.formUnion(names)
            finding = try work(folder.path)
        }
        isCut = !Self.members(of: finding).subtracting(complete).isEmpty
        return finding
    }

    /// The same for alerts alone: the history of their callers is asked for, on which their scores rest.
    ///
    /// - Parameter work: loads the folder and detects.
    public mutating func judge(_ work: (String) throws -> [Alert]) async throws -> [Alert] {
        var alerts = try work(folder.path)
        for _ in 0..<Self.mostRounds {
            let members = Self.members(of: alerts).subtracting(complete)
            if members.isEmpty {
                guard try await count() else { break }
                alerts = try work(folder.path)
                continue
            }
            try await folder.add(questions.events(of: members))
            complete.formUnion(members)
            alerts = try work(folder.path)
        }
        isCut = !Self.members(of: alerts).subtracting(complete).isEmpty
        return alerts
    }

    /// Finds out how many calls there are, where somebody wanted to know; false where nobody did.
    private mutating func count() async throws -> Bool {
        let open = counter.open
        guard !open.isEmpty else { return false }
        var answers: [CallQuestion: CallCount] = [:]
        for question in open { answers[question] = CallCount() }
        for (query, asked) in questions.counts(of: open) {
            for row in try await folder.rows(of: query) {
                guard let number = row.first.flatMap({ Int($0) }), asked.indices.contains(number),
                    let count = CallCount(row.dropFirst())
                else { throw SliceFailure.file(folder.path, "the engine's count \(row) is none") }
                answers[asked[number]] = count
            }
        }
        let habits = answers.compactMap { question, count in
            count.byCode * 2 > count.byPeople ? count.lastByCode.map { (question, last: $0) } : nil
        }
        if !habits.isEmpty { try await folder.add(questions.lastByCode(habits.sorted { $0.last < $1.last })) }
        counter.note(answers)
        return true
    }

    // MARK: What is missing

    /// Everybody in the scope, decided or proposed, and the callers of the alerts that may lead, and of those that robots
    /// answer questions about.
    private static func members(of finding: Finding) -> Members {
        let scope = finding.investigation.scope
        let asked = Set(finding.investigation.robots.map(\.alertID))
        let alerts = finding.alerts.enumerated().filter { $0 < leads || asked.contains($1.id) }.map(\.element)
        var members = members(of: alerts)
        members.keys.formUnion(scope.keys.map(\.accessKeyID))
        members.keys.formUnion(scope.sessions.compactMap(\.accessKeyID))
        members.addresses.formUnion(scope.addresses.map(\.address))
        members.principals.formUnion(scope.principals.map(\.principal))
        return members
    }

    private static func members(of alerts: [Alert]) -> Members {
        Members(
            keys: Set(alerts.flatMap(\.accessKeys)), addresses: Set(alerts.flatMap(\.addresses)),
            principals: Set(alerts.flatMap(\.principals)))
    }

    /// Resources that the attacker's writing calls named, and the credentials in the scope: what others do to them is part
    /// of the story.
    private static func names(in investigation: Investigation) -> Set<String> {
        let trail = investigation.trail
        let scope = investigation.scope
        var names = Set(scope.keys.map(\.accessKeyID))
        names.formUnion(scope.principals.map { name(of: $0.principal) })
        for row in scope.attackerRows where trail.index.flags(row).readWrite == .write {
            guard let record = try? trail.record(row) else { continue }
            for resource in NamedResource.named(in: record.json) { names.insert(name(of: resource.name)) }
        }
        return names.filter { $0.utf8.count >= 3 }
    }

    /// The last part of an ARN or a path: what requests name.
    private static func name(of text: String) -> String {
        text.split(whereSeparator: { $0 == "/" || $0 == ":" }).last.map(String.init) ?? text
    }
}

extension CallCount {
    /// - Parameter row: what a row of a query for counts holds behind the number; nil where it is none.
    fileprivate init?(_ row: ArraySlice<String>) {
        let cells = Array(row)
        guard cells.count == 6, let total = Int(cells[0]), let byPeople = Int(cells[1]), let byCode = Int(cells[2])
        else {
            return nil
        }
        self.init()
        (self.total, self.byPeople, self.byCode) = (total, byPeople, byCode)
        (first, last, lastByCode) = (EventTime(cells[3]), EventTime(cells[4]), EventTime(cells[5]))
    }
}
