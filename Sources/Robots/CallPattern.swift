internal import CloudTrail
internal import Detections
internal import Events
internal import JSON
internal import Records

/// Calls in an order or a breadth in which tools make them.
struct CallPattern {
    /// What was seen, for a sentence.
    var words: String
    /// The same as a reason of the score.
    var reason: String
    /// In time order, at least one.
    var rows: [Int]
    /// Whether the history is too short to say that the principal does not do so every day.
    var isUnjudged: Bool

    /// All patterns among a caller's calls. Calls through the console, by infrastructure as code and by services are left
    /// out: a page of the console and a plan ask for as much.
    static func all(in calls: RowSet, of subject: RobotSubject) -> [CallPattern] {
        let index = subject.index
        var rows: [Int] = []
        calls.forEach { row in
            switch index.flags(row).client {
            case .cli, .sdk, .tool, .other: rows.append(row)
            case .console, .iac, .service: break
            }
        }
        return [breadth(rows, subject), keySweep(rows, subject), authorization(rows, subject), backdoor(rows, subject)]
            .compactMap { $0 }
    }

    /// What happens within this time belongs together.
    private static let span = 10 * EventTime.minute

    // MARK: Enumeration

    private static let leastNames = 10
    private static let leastServices = 5

    /// Reads of many kinds over many services within minutes, most of them new to the principal.
    private static func breadth(_ rows: [Int], _ subject: RobotSubject) -> CallPattern? {
        let index = subject.index
        let reads = rows.filter { index.flags($0).readWrite == .read }
        guard reads.count >= leastNames, let widest = widest(reads, index) else { return nil }
        let found = Array(reads[widest])
        let names = Set(found.map { index.value(.name, of: $0) })
        let services = Set(found.map { index.code(.service, $0) }).count
        guard names.count >= leastNames, services >= leastServices else { return nil }
        let (unseen, isUnjudged) = unseen(names, subject)
        guard unseen * 2 > names.count else { return nil }
        let opens = index.table(.name).code(of: "GetCallerIdentity").map { code in
            rows.contains {
                index.code(.name, $0) == code && $0 <= found[found.count - 1]
                    && index.times[found[0]] - index.times[$0] <= span
            }
        }
        let asked = opens == true ? ", with GetCallerIdentity before them" : ""
        return CallPattern(
            words: "\(names.count) different reads over \(services) services within "
                + "\(Words.duration(index.times[found[found.count - 1]] - index.times[found[0]]))\(asked)",
            reason: "enumeration of many services within minutes", rows: found, isUnjudged: isUnjudged)
    }

    /// The span of time with most different calls, the first of such; nil where no span reaches enough services.
    private static func widest(_ rows: [Int], _ index: EventIndex) -> Range<Int>? {
        var names: [UInt32: Int] = [:]
        var services: [UInt32: Int] = [:]
        var start = 0
        var best: (range: Range<Int>, names: Int)?
        for end in rows.indices {
            names[index.code(.name, rows[end]), default: 0] += 1
            services[index.code(.service, rows[end]), default: 0] += 1
            while index.times[rows[end]] - index.times[rows[start]] > span {
                forget(index.code(.name, rows[start]), &names)
                forget(index.code(.service, rows[start]), &services)
                start += 1
            }
            if services.count >= leastServices, names.count > best?.names ?? 0 { best = (start..<end + 1, names.count) }
        }
        return best?.range
    }

    private static func forget(_ code: UInt32, _ counts: inout [UInt32: Int]) {
        let count = counts[code, default: 0]
        counts[code] = count > 1 ? count - 1 : nil
    }

    /// How many calls the principal had not made before, and whether that rests on too short a history.
    private static func unseen(_ names: Set<FieldValue>, _ subject: RobotSubject) -> (count: Int, isUnjudged: Bool) {
        let history = subject.history
        let count = names.count {
            switch history.novelty(of: $0, among: subject.value(.principal)) {
            case .new, .insufficientHistory: true
            case .rare, .usual: false
            }
        }
        return (count, !history.isSufficient)
    }

    /// The three questions with which keys are tried out, by one key within minutes.
    private static func keySweep(_ rows: [Int], _ subject: RobotSubject) -> CallPattern? {
        let index = subject.index
        let codes = KeySweep.calls.compactMap { index.table(.name).code(of: $0) }
        guard codes.count == KeySweep.calls.count else { return nil }
        var last: [UInt32: Int] = [:]
        for row in rows where codes.contains(index.code(.name, row)) {
            last[index.code(.name, row)] = row
            let latest = codes.compactMap { last[$0] }.sorted()
            guard latest.count == codes.count, index.times[row] - index.times[latest[0]] <= span else { continue }
            let (unseen, isUnjudged) = unseen(Set(latest.map { index.value(.name, of: $0) }), subject)
            guard unseen > 0 else { return nil }
            return CallPattern(
                words: "\(Words.list(KeySweep.calls)) within "
                    + Words.duration(index.times[row] - index.times[latest[0]]),
                reason: "the sweep with which keys are tried out", rows: latest, isUnjudged: isUnjudged)
        }
        return nil
    }

    /// All of IAM in one call.
    private static func authorization(_ rows: [Int], _ subject: RobotSubject) -> CallPattern? {
        let index = subject.index
        let name = "GetAccountAuthorizationDetails"
        guard let code = index.table(.name).code(of: name) else { return nil }
        let found = rows.filter { index.code(.name, $0) == code }
        let (unseen, isUnjudged) = unseen([FieldValue(.name, code: code)], subject)
        guard !found.isEmpty, unseen > 0 else { return nil }
        return CallPattern(
            words: "\(name), which dumps all of IAM, \(Words.count(found.count, "time"))",
            reason: "all of IAM read in one call", rows: found, isUnjudged: isUnjudged)
    }

    // MARK: Security groups

    private static let leastRules = 10
    private static let leastGroups = 5
    private static let mostRecords = 100

    /// One identical rule opened on group after group by name, with Boto: how public scripts backdoor security groups.
    private static func backdoor(_ rows: [Int], _ subject: RobotSubject) -> CallPattern? {
        let index = subject.index
        guard let code = index.table(.name).code(of: "AuthorizeSecurityGroupIngress") else { return nil }
        let opened = rows.filter { index.code(.name, $0) == code && isBoto(index.text(.agent, $0)) }
        guard let burst = opened.indices.first(where: { isBurst(opened, from: $0, index) }) else { return nil }
        var groups: [Permission: Set<String>] = [:]
        var rowsOf: [Permission: [Int]] = [:]
        subject.trail.records.forEach(opened[burst...].prefix(mostRecords)) { row, record in
            guard let group = record.json[path: ["requestParameters", "groupName"]]?.stringValue else { return }
            for rule in SecurityGroupRule.rules(in: record.json) {
                let permission = Permission(rule)
                groups[permission, default: []].insert(group)
                rowsOf[permission, default: []].append(row)
            }
        }
        let most = groups.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
        guard let most, most.value.count >= leastGroups, let found = rowsOf[most.key] else { return nil }
        return CallPattern(
            words: "one identical rule (\(most.key.text)) opened on \(most.value.count) security groups by name, with "
                + "Boto",
            reason: "security groups opened as public scripts do it", rows: found.sorted(), isUnjudged: false)
    }

    private static func isBoto(_ agent: String?) -> Bool { agent?.lowercased().contains("boto") ?? false }

    private static func isBurst(_ rows: [Int], from start: Int, _ index: EventIndex) -> Bool {
        let end = start + leastRules - 1
        return end < rows.count && index.times[rows[end]] - index.times[rows[start]] <= span
    }

    /// A rule without its group.
    private struct Permission: Hashable, Comparable {
        var text: String

        init(_ rule: SecurityGroupRule) { text = rule.summary }

        static func < (left: Permission, right: Permission) -> Bool { left.text < right.text }
    }
}
