internal import CloudTrail
internal import Events
public import Records

/// What to do now: containment, eradication and recovery of exactly what the attacker holds, made, opened and shared.
/// Generated for review, never run.
public enum ResponsePlan {
    /// The steps, in the order in which they are taken.
    ///
    /// By stage: restart what records, preserve, keys, users, roles, other doors, security groups, instances, what was
    /// made, terminate, keys for good, principals that were made, rebuild, verify. Within a stage by account, region,
    /// target, rank and operation. Only confirmed members of the scope have steps.
    ///
    /// - Parameters:
    ///   - changes: the attacker's, in any order.
    ///   - done: the identities of the steps that the analyst says are done.
    /// - Complexity: reads the records of the changes, and of later calls that may show that a step was taken.
    public static func steps(
        scope: Scope, lineage: Lineage, ledger: SecurityGroupLedger, changes: [ResourceChange], in trail: Trail,
        done: Set<ResponseStep.ID> = []
    ) -> [ResponseStep] {
        guard !scope.attackerRows.isEmpty || !scope.confirmedKeys.isEmpty || !changes.isEmpty || !ledger.rules.isEmpty
        else { return [] }
        var planner = ResponsePlanner(scope: scope, lineage: lineage, ledger: ledger, changes: changes, trail: trail)
        planner.plan()
        return planner.drafts.merged().enumerated().map { number, draft in
            let state: ResponseStep.State =
                !draft.verifiedBy.isEmpty ? .verified : done.contains(draft.id) ? .done : .proposed
            return ResponseStep(
                id: draft.id, order: number + 1, phase: draft.stage.phase,
                action: draft.action + planner.relapse(draft.takenBackBy), target: draft.target,
                account: draft.account, region: draft.region, commands: draft.commands, breaks: draft.breaks,
                undo: draft.undo, state: state, verifiedBy: draft.verifiedBy, takenBackBy: draft.takenBackBy,
                evidence: draft.evidence)
        }
    }
}

/// Where in the response a step has its place.
enum ResponseStage: Int, CaseIterable {
    /// First of all, so that what follows is on record, and can be verified.
    case recording
    case preserve, keys, users, roles, doors, firewall, instances, made, termination, keysForGood
    /// Users and roles that were made: IAM deletes neither while anything hangs on it.
    case principals
    case rebuild, verify

    var phase: ResponseStep.Phase {
        switch self {
        case .recording, .preserve: .preserve
        case .keys, .users, .roles, .doors, .firewall, .instances: .containment
        case .made, .termination, .keysForGood, .principals: .eradication
        case .rebuild: .recovery
        case .verify: .verification
        }
    }
}

/// A step before it has its number.
struct ResponseDraft {
    var stage: ResponseStage
    /// What it does, in a word that never changes: part of its identity.
    var operation: String
    /// Its place among the steps of one target.
    var rank = 0
    /// Whether it comes behind the steps of all targets of its stage, account and region.
    var isLast = false
    var action: String
    var target: String
    var account: String
    var region: String?
    var commands: [AWSCommand]
    var breaks = "Nothing."
    var undo = "Nothing to undo."
    var verifiedBy: [Int] = []
    /// The calls that took it back after it was done.
    var takenBackBy: [Int] = []
    var evidence: [Int]

    /// Orders the steps of one target.
    fileprivate var key: String { "\(rank)" + operation }

    var id: String { [operation, account, region ?? "-", target].joined(separator: "/") }

    /// Of two that are one step and of which one alone is done: what the other is for, where that came later. The attacker
    /// did the same again.
    fileprivate func relapses(beside other: ResponseDraft) -> [Int] {
        guard verifiedBy.isEmpty != other.verifiedBy.isEmpty else { return [] }
        let (done, open) = verifiedBy.isEmpty ? (other, self) : (self, other)
        return open.evidence.filter { row in done.verifiedBy.contains { $0 < row } }
    }
}

extension [ResponseDraft] {
    /// In the order of the plan, those of one identity as one.
    func merged() -> [ResponseDraft] {
        var places: [String: Int] = [:]
        var result: [ResponseDraft] = []
        for draft in self {
            guard let place = places[draft.id] else {
                places[draft.id] = result.count
                result.append(draft)
                continue
            }
            result[place].evidence += draft.evidence
            result[place].commands = (result[place].commands + draft.commands).onceEach()
            result[place].takenBackBy += draft.takenBackBy + result[place].relapses(beside: draft)
            // What is said twice counts as done only where both are.
            let isDone = !result[place].verifiedBy.isEmpty && !draft.verifiedBy.isEmpty
            result[place].verifiedBy = isDone ? result[place].verifiedBy + draft.verifiedBy : []
        }
        for place in result.indices {
            result[place].takenBackBy = Set(result[place].takenBackBy).sorted()
            result[place].evidence = Set(result[place].evidence).sorted()
            result[place].verifiedBy = Set(result[place].verifiedBy).sorted()
        }
        return result.sorted {
            ($0.stage.rawValue, $0.account, $0.region ?? "", $0.isLast ? 1 : 0, $0.target, $0.key)
                < ($1.stage.rawValue, $1.account, $1.region ?? "", $1.isLast ? 1 : 0, $1.target, $1.key)
        }
    }
}
