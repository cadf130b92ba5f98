internal import CloudTrail
internal import Detections
internal import Events

/// Whether the calls are those of a known tool: by its user agent, or by the pattern of its calls.
struct AttackTooling: Robot {
    let id = "tooling"
    let question = "Is a known attack tool at work, by its user agent or by the pattern of its calls?"
    let motive = "Tools name themselves, or ask in an order in which no person and no pipeline asks."

    func answer(_ subject: RobotSubject) -> RobotAnswer? {
        let calls = subject.calls
        let named = namedTools(calls, subject)
        let patterns = CallPattern.all(in: calls, of: subject)
        if subject.isCancelled() { return nil }
        guard !named.isEmpty || !patterns.isEmpty else {
            let isWhole = subject.gapsAround.isEmpty
            return answer(
                subject, isWhole ? .clear : .unknown, isWhole ? .medium : .low,
                "No known tool by user agent or pattern of calls \(subject.coverage(of: calls)).", evidence: [])
        }
        let agents = named.map { "\($0.tool) named by the user agent of \(Words.count($0.rows.count, "call"))" }
        let words = agents + patterns.map(\.words)
        let isSure = patterns.allSatisfy { !$0.isUnjudged }
        return answer(
            subject, .finding, isSure ? .medium : .low,
            "\(subject.caller): \(words.joined(separator: "; ")).",
            evidence: named.flatMap(\.rows) + patterns.flatMap(\.rows), reasons: reasons(subject, named, patterns))
    }

    /// The tools that agents name, by name.
    private func namedTools(_ calls: RowSet, _ subject: RobotSubject) -> [(tool: String, rows: [Int])] {
        let index = subject.index
        let code = index.table(.client).code(of: ClientFamily.tool.word)
        guard let code else { return [] }
        var rows: [String: [Int]] = [:]
        var tools: [UInt32: String] = [:]
        calls.forEach { row in
            guard index.code(.client, row) == code else { return }
            let agent = index.code(.agent, row)
            let tool = tools[agent] ?? index.text(.agent, row).flatMap { ClientFamily.attackTool(in: $0) } ?? "a tool"
            tools[agent] = tool
            rows[tool, default: []].append(row)
        }
        return rows.map { (tool: $0.key, rows: $0.value) }.sorted { $0.tool < $1.tool }
    }

    private func reasons(
        _ subject: RobotSubject, _ named: [(tool: String, rows: [Int])], _ patterns: [CallPattern]
    ) -> [ScoreReason] {
        var reasons = subject.context.toolReasons
        if reasons.isEmpty, let rows = named.first?.rows {
            let text = "a known attack tool near the alert, by its user agent"
            reasons.append(ScoreReason(points: 5, text: text, evidence: [rows[0]]))
        }
        for pattern in patterns where !pattern.isUnjudged {
            reasons.append(ScoreReason(points: 5, text: pattern.reason, evidence: [pattern.rows[0]]))
        }
        return reasons
    }
}
