internal import ATTACK
internal import CloudTrail
internal import Detections
internal import Events
internal import Intelligence
public import Investigation
public import JSON
internal import Records
internal import Robots
internal import Sigma

/// An investigation as scripts read it.
public struct InvestigationJSON {
    private let investigation: Investigation
    private var index: EventIndex { investigation.trail.index }

    public init(_ investigation: Investigation) {
        self.investigation = investigation
    }

    /// The whole of it, as one object.
    public var value: JSONValue {
        let found = investigation
        return [
            "alerts": .array(found.alerts.map(alert)),
            "robots": .array(found.robots.map(robot)),
            "scope": scope,
            "lineage": lineage,
            "phases": .array(
                found.phases.map { phase in
                    [
                        "name": .string(phase.name), "first": time(phase.first), "last": time(phase.last),
                        "count": .number(phase.rows.count),
                    ]
                }),
            "patterns": .array(found.patterns.map(pattern)),
            "tactics": .array(found.techniques.tactics.filter { !$0.entries.isEmpty }.map(tactic)),
            "matrix": [
                "keys": texts(found.matrix.keys), "calls": texts(found.matrix.calls),
                "cells": .array(
                    found.matrix.cells.map { row in .array(row.map { .string($0?.word ?? "none") }) }),
            ],
            "securityGroupLedger": ledger,
            "changes": .array(found.changes.map(change)),
            "questions": .array(found.answers.map(answer)),
            "hypotheses": .array(found.hypotheses.map(hypothesis)),
            "containment": .array(found.response.map(step)),
            "resilience": .array(
                found.resilience.map { advice in
                    [
                        "id": .string(advice.id), "recommendation": .string(advice.recommendation),
                        "evidence": ids(advice.evidence),
                    ]
                }),
            "blindSpots": .array(
                found.blindSpots.map { spot in
                    ["id": .string(spot.id), "text": .string(spot.text), "evidence": ids(spot.evidence)]
                }),
            "coverage": coverage,
        ]
    }

    // MARK: Values

    private func time(_ time: EventTime?) -> JSONValue { time.map { .string($0.iso8601) } ?? .null }

    private func text(_ text: String?) -> JSONValue { text.map { $0.isEmpty ? .null : .string($0) } ?? .null }

    private func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

    private func id(_ row: Int?) -> JSONValue {
        guard let row, let id = index.eventIDs[row] else { return .null }
        return .string(id)
    }

    private func ids(_ rows: [Int]) -> JSONValue { .array(rows.map { id($0) }.filter { !$0.isNull }) }

    // MARK: Alerts and robots

    private func alert(_ alert: Alert) -> JSONValue {
        let lead = alert.leadRow
        let flags = lead.map { index.flags($0) }
        return [
            "id": .string(alert.id),
            "rule": [
                "id": .string(alert.rule.id), "title": .string(alert.rule.title),
                "level": .string(alert.rule.level.rawValue), "kind": .string(alert.rule.kind.rawValue),
                "tags": texts(alert.rule.tags),
            ],
            "level": .string(alert.rule.level.rawValue), "score": .number(alert.score),
            "reasons": .array(
                alert.reasons.map { reason in
                    [
                        "points": .number(reason.points), "text": .string(reason.text),
                        "evidence": ids(reason.evidence), "events": .number(reason.events),
                    ]
                }),
            "principal": text(lead.flatMap { index.text(.principal, $0) } ?? alert.principals.first),
            "accessKeyId": text(lead.flatMap { index.text(.key, $0) } ?? alert.accessKeys.first),
            "address": text(lead.flatMap { index.text(.ip, $0) } ?? alert.addresses.first),
            "account": text(alert.account), "region": text(alert.region),
            "eventType": text(lead.flatMap { index.text(.eventType, $0) }),
            "mfa": text(flags?.mfa.word), "client": text(flags?.client.word),
            "first": time(alert.first), "last": time(alert.last), "count": .number(alert.count),
            "eventIDs": ids(alert.rows),
        ]
    }

    private func robot(_ answer: RobotAnswer) -> JSONValue {
        [
            "id": .string(answer.robot), "alertId": .string(answer.alertID), "question": .string(answer.question),
            "answer": .string(answer.answer), "verdict": .string(answer.verdict.rawValue),
            "confidence": .string(answer.confidence.rawValue), "evidence": ids(answer.evidence),
            "events": .number(answer.events),
        ]
    }

    // MARK: Scope

    private var scope: JSONValue {
        let scope = investigation.scope
        return [
            "onset": [
                "time": time(scope.onset?.time), "reason": text(scope.onset?.reason),
            ],
            "keys": .array(scope.keys.filter { $0.status != .excluded }.map(key)),
            "addresses": .array(scope.addresses.filter { $0.status != .excluded }.map(address)),
            "principals": .array(
                scope.principals.filter { $0.status != .excluded }.map { principal in
                    [
                        "principal": .string(principal.principal), "status": .string(principal.status.rawValue),
                        "reason": .string(principal.reason),
                    ]
                }),
            "sessions": .array(
                scope.sessions.map { session in
                    [
                        "principal": .string(session.principal), "session": text(session.session),
                        "accessKeyId": text(session.accessKeyID), "created": time(session.created),
                        "status": .string(session.status.rawValue), "calls": .number(session.rows.count),
                    ]
                }),
            "externalAccounts": .array(
                scope.externalAccounts.map { account in
                    [
                        "account": .string(account.account), "how": .string(account.how),
                        "evidence": ids(account.evidence),
                    ]
                }),
            "excluded": .array(
                investigation.bystanders.map { bystander in
                    [
                        "value": .string(bystander.value), "reason": .string(bystander.reason),
                        "evidence": ids(bystander.evidence),
                    ]
                }),
            "decisions": .array(
                investigation.decisions.map { decision in
                    [
                        "decision": .string(decision.kind.rawValue), "value": .string(decision.value),
                        "gained": texts(decision.gained), "lost": texts(decision.lost),
                        "calls": .number(decision.calls),
                    ]
                }),
            "attackerCalls": .number(scope.attackerRows.count),
            "unattributedCalls": .number(scope.unattributedRows.count),
        ]
    }

    private func key(_ key: ScopedKey) -> JSONValue {
        [
            "accessKeyId": .string(key.accessKeyID), "principal": text(key.principal),
            "status": .string(key.status.rawValue), "depth": .number(key.depth), "reason": .string(key.reason),
            "firstAttackerUse": time(key.firstAttackerUse), "lastAttackerUse": time(key.lastAttackerUse),
            "lastOtherUse": time(key.lastOtherUse), "lastOtherUseBefore": time(key.lastOtherUseBefore),
            "idleBefore": .string(key.idleBefore.rawValue), "addresses": texts(key.addresses),
            "calls": .number(key.calls), "denied": .number(key.denied), "parent": text(key.parent),
        ]
    }

    private func address(_ address: ScopedAddress) -> JSONValue {
        [
            "address": .string(address.address), "status": .string(address.status.rawValue),
            "labels": .array(
                investigation.intelligence.labels(of: address.address).map { label in
                    [
                        "kind": .string(label.kind.rawValue), "text": .string(label.text),
                        "source": .string(label.source),
                    ]
                }),
            "keys": texts(address.keys), "firstSeen": time(address.firstSeen), "lastSeen": time(address.lastSeen),
            "depth": .number(address.depth), "reason": .string(address.reason), "calls": .number(address.calls),
            "denied": .number(address.denied),
        ]
    }

    private var lineage: JSONValue {
        [
            "nodes": .array(
                investigation.lineage.nodes.map { node in
                    [
                        "id": .string(node.id), "kind": .string(node.kind.rawValue), "principal": text(node.principal),
                        "status": text(node.status?.rawValue),
                    ]
                }),
            "edges": .array(
                investigation.lineage.edges.map { edge in
                    [
                        "from": .string(edge.from), "to": .string(edge.to), "via": .string(edge.via),
                        "eventID": id(edge.row), "weak": .bool(edge.isWeak), "bond": .string(edge.bond.rawValue),
                    ]
                }),
        ]
    }

    private func tactic(_ found: (tactic: Tactic, entries: [TechniqueTally.Entry])) -> JSONValue {
        [
            "id": .string(found.tactic.id), "name": .string(found.tactic.name),
            "techniques": .array(
                found.entries.map { entry in
                    [
                        "id": .string(entry.technique.id), "name": .string(entry.technique.fullName),
                        "formerly": Crosswalk.former(of: entry.technique, in: found.tactic).map { .string($0) }
                            ?? .null,
                        "count": .number(entry.count), "eventIDs": ids(entry.rows),
                    ]
                }),
        ]
    }

    // MARK: Ledgers

    /// How sure it is that what nothing undid is still there.
    private var stillThere: Confidence {
        switch investigation.coverage.grade {
        case .complete, .shortBaseline: .high
        case .gaps, .broken: .unknown
        }
    }

    private var ledger: JSONValue {
        let ledger = investigation.securityGroups
        return [
            "asOf": time(ledger.asOf), "opened": .number(ledger.opened), "revoked": .number(ledger.revoked),
            "repeated": .number(ledger.repeated), "openBefore": ids(ledger.openBefore),
            "failed": .number(ledger.failed.count),
            "stillOpen": .array(ledger.stillOpen.map(opened)), "coverage": .string(investigation.coverage.told),
            "confidence": .string(stillThere.rawValue),
        ]
    }

    private func opened(_ opened: OpenedRule) -> JSONValue {
        let rule = opened.rule
        return [
            "account": text(opened.account), "region": text(opened.region), "groupId": text(rule.groupID),
            "groupName": text(rule.groupName), "direction": .string(rule.direction.rawValue),
            "protocol": .string(rule.ipProtocol), "fromPort": rule.fromPort.map { .number($0) } ?? .null,
            "toPort": rule.toPort.map { .number($0) } ?? .null, "source": .string(rule.source),
            "ruleId": text(rule.ruleID), "openedBy": id(opened.openedBy.first),
            "exposes": texts(opened.exposes.map(\.name)),
        ]
    }

    private func change(_ change: ResourceChange) -> JSONValue {
        [
            "type": .string(change.kind.rawValue), "id": .string(change.id), "detail": text(change.detail),
            "account": text(change.account), "region": text(change.region), "by": text(change.by),
            "eventID": id(change.row), "removedBy": id(change.removedBy), "putBackBy": id(change.putBackBy),
            "turnedOffBy": id(change.turnedOffBy), "confidence": .string(confidence(in: change).rawValue),
        ]
    }

    /// Of what no table knows nothing says whether it is still there.
    private func confidence(in change: ResourceChange) -> Confidence {
        change.removedBy != nil ? .high : change.kind == .unclassified ? .unknown : stillThere
    }

    // MARK: Answers

    private func answer(_ answer: CaseAnswer) -> JSONValue {
        [
            "id": .string(answer.id), "question": .string(answer.question), "answer": .string(answer.answer),
            "mark": .string(answer.mark.rawValue), "confidence": .string(answer.confidence.rawValue),
            "evidence": ids(answer.evidence),
            "statements": .array(
                answer.statements.map { statement in
                    [
                        "text": .string(statement.text), "mark": .string(statement.mark.rawValue),
                        "confidence": statement.confidence.map { .string($0.rawValue) } ?? .null,
                        "evidence": ids(statement.evidence), "events": .number(statement.events),
                    ]
                }),
        ]
    }

    private func pattern(_ pattern: Pattern) -> JSONValue {
        [
            "kind": .string(pattern.kind.rawValue), "text": .string(pattern.text),
            "mark": .string(pattern.mark.rawValue), "confidence": .string(pattern.confidence.rawValue),
            "evidence": ids(pattern.rows),
        ]
    }

    private func hypothesis(_ hypothesis: Hypothesis) -> JSONValue {
        func signs(_ signs: [Hypothesis.Sign]) -> JSONValue {
            .array(
                signs.map { ["text": .string($0.text), "mark": .string($0.mark.rawValue), "evidence": ids($0.rows)] })
        }
        return [
            "id": .string(hypothesis.id), "text": .string(hypothesis.text),
            "confidence": .string(hypothesis.confidence.rawValue), "for": signs(hypothesis.supporting),
            "against": signs(hypothesis.against),
        ]
    }

    private func step(_ step: ResponseStep) -> JSONValue {
        [
            "order": .number(step.order), "phase": .string(step.phase.rawValue), "action": .string(step.action),
            "target": .string(step.target), "account": text(step.account), "region": text(step.region),
            "command": .string(step.command), "breaks": .string(step.breaks), "undo": .string(step.undo),
            "state": .string(step.state.rawValue), "verifiedBy": ids(step.verifiedBy),
            "takenBackBy": ids(step.takenBackBy), "evidence": ids(step.evidence),
        ]
    }

    private var coverage: JSONValue {
        let coverage = investigation.coverage
        return [
            "grade": .string(coverage.grade.rawValue), "reasons": texts(coverage.reasons),
            "from": time(coverage.from), "to": time(coverage.to), "historyDays": .number(coverage.historyDays),
            "accounts": texts(coverage.accounts), "regions": texts(coverage.regions),
            "gaps": .array(
                coverage.gaps.map { gap in
                    [
                        "from": time(gap.from), "to": time(gap.to), "account": text(gap.account),
                        "region": text(gap.region), "reason": .string(gap.reason),
                    ]
                }),
        ]
    }
}
