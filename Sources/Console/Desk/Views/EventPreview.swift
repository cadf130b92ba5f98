internal import ATTACK
internal import CloudTrail
internal import Detections
internal import Events
internal import JSON
internal import Records

/// What one event says, in a few lines.
struct EventPreview {
    let desk: TrailDesk
    let row: Int
    /// The alert whose events are being read; nil for none.
    var alert: String?

    private var index: EventIndex { desk.index }

    func preview() throws(Problem) -> Preview {
        let record = try read()
        var lines = [what(record), who(record), from(record)]
        if let error = index.text(.error, row) {
            let message = record["errorMessage"]?.stringValue.map { ": \($0)" } ?? ""
            lines.append(StyledText(error + message, index.flags(row).outcome.role))
        }
        lines += [attack].compactMap { $0 } + matches
        for member in ["requestParameters", "responseElements"] {
            guard let value = record[member], !value.isNull else { continue }
            lines.append(StyledText([Span(member + " ", .uiDim), Span(JSONWriter(.compact).string(value))]))
        }
        if let agent = index.text(.agent, row) { lines.append(StyledText([Span("agent ", .uiDim), Span(agent)])) }
        lines.append(
            StyledText([
                Span("next  ", .uiDim), Span("g j record · g k key · g i address · g c call · + keep · - drop"),
            ]))
        return Preview(
            title: StyledText(index.text(.name, row) ?? "event"), note: StyledText(index.time(row).iso8601),
            lines: lines)
    }

    func read() throws(Problem) -> JSONValue {
        do {
            return try desk.trail.record(row).json
        } catch {
            throw Problem("The record cannot be read again: \(error)")
        }
    }

    /// The call, its target, and whether it was a call or a sign-in.
    func what(_ record: JSONValue) -> StyledText {
        let target = CallTarget.summary(of: record)
        let type =
            switch index.text(.eventType, row) {
            case "AwsConsoleSignIn": "sign-in, no API call"
            case "AwsApiCall": "API call, no sign-in"
            case let other: other ?? "type not recorded"
            }
        let place = [index.text(.region, row), index.text(.account, row)].compactMap { $0 }
        return StyledText([
            Span(index.text(.name, row) ?? "?", .uiStrong), Span(target.isEmpty ? "" : " \"\(target)\""),
            Span(" · " + ([type] + place).joined(separator: " · ")),
        ])
    }

    private func who(_ record: JSONValue) -> StyledText {
        let session = index.text(.session, row).map { " · session \($0)" } ?? ""
        let key = index.text(.key, row) ?? "no key"
        return StyledText("\(index.text(.principal, row) ?? "none")\(session) · \(key)")
    }

    private func from(_ record: JSONValue) -> StyledText {
        let flags = index.flags(row)
        return StyledText(
            "\(index.text(.ip, row) ?? "no address") · client \(flags.client.word) · \(Self.words(flags.mfa)) · "
                + "\(flags.readWrite.word) · \(flags.outcome.word)")
    }

    static func words(_ mfa: MFA) -> String {
        switch mfa {
        case .yes: "MFA used"
        case .no: "no MFA"
        case .unrecorded: "MFA not recorded"
        }
    }

    /// Which alerts hold the event, and by what in it: the one at hand first, then the gravest.
    private var matches: [StyledText] {
        guard desk.alertedRows.contains(row) else { return [] }
        let holding = desk.alerts.filter { $0.holds(row) }
        let ordered = holding.filter { $0.id == alert } + holding.filter { $0.id != alert }
        return ordered.prefix(Self.mostAlerts).map { found in
            let explanation = desk.detectors.detectors.explanation(of: row, in: found, of: desk.trail)
            return StyledText([
                Span("alert ", .uiDim), Span(found.rule.title),
                Span(explanation.map { " · \($0.words)" } ?? "", .uiDim),
            ])
        }
    }

    /// Alerts that are named, at most.
    private static let mostAlerts = 3

    private var attack: StyledText? {
        guard
            let call = CallTable.standard.call(
                service: index.text(.service, row) ?? "", name: index.text(.name, row) ?? "")
        else { return nil }
        let techniques = call.techniques(in: desk.attack).map { "\($0.id) \($0.fullName)" }.joined(separator: ", ")
        let condition = call.condition.map { " · counts when: \($0)" } ?? ""
        return StyledText([
            Span("ATT&CK ", .uiDim), Span(techniques), Span(" · interest \(call.interest) of 4\(condition)", .uiDim),
        ])
    }
}
