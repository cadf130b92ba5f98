internal import CloudTrail
internal import Events
internal import Robots

extension Pattern {
    /// Bursts of openings (P3): stretches in which every opening lies in a window with enough rules on enough groups.
    static func bursts(_ openings: [Opening], _ calls: AttackerCalls, _ options: PhaseOptions) -> [Pattern] {
        let index = calls.index
        let opened = openings.filter(\.isOK)
        var window = OpeningWindow()
        var start = 0
        // One behind the last opening that is known to be in a burst.
        var end = 0
        var inBurst: [Opening] = []
        for (place, opening) in opened.enumerated() {
            window.add(opening)
            while index.times[opening.row] - index.times[opened[start].row] > options.burst {
                window.remove(opened[start])
                start += 1
            }
            if window.ruleCount >= options.burstRules, window.groupCount >= options.burstGroups {
                inBurst += opened[max(start, end)...place]
                end = place + 1
            }
        }
        guard let first = inBurst.first?.row, let last = inBurst.last?.row else { return [] }
        let look = calls.named(FirewallCalls.looks).last {
            $0 < first && index.times[first] - index.times[$0] <= options.look
        }
        let rules = Set(inBurst.flatMap { opening in opening.rules.map { opening.group + [$0] } })
        let groups = Set(inBurst.map(\.group))
        return [
            Pattern(
                kind: .openingBurst,
                text: "\(Wording.counted(rules.count, "rule")) of \(Wording.counted(groups.count, "security group")) "
                    + "opened in bursts, \(Wording.span(index.time(first), index.time(last)))"
                    + (look.map { ", after \(index.text(.name, $0) ?? "") at \(index.time($0).clock)" } ?? "") + ".",
                mark: .observed, confidence: .high, rows: (look.map { [$0] } ?? []) + inBurst.map(\.row))
        ]
    }

    /// One identical permission for each of many groups (P4): nobody types that.
    static func signatures(_ openings: [Opening], in index: EventIndex, _ options: PhaseOptions) -> [Pattern] {
        struct Signature: Hashable {
            var caller: UInt64
            var rules: [String]
        }
        let alike = Dictionary(grouping: openings.filter { !$0.rules.isEmpty }) {
            Signature(caller: index.caller($0.row), rules: $0.rules)
        }
        return alike.compactMap { signature, openings -> Pattern? in
            let groups = Set(openings.map(\.group)).count
            guard groups >= options.signatureGroups, let first = openings.first else { return nil }
            let isByName = openings.allSatisfy(\.isByName)
            let isBoto = openings.allSatisfy { Self.isBoto(index.text(.agent, $0.row) ?? "") }
            var signs = [
                "\(Wording.counted(groups, "group")) got the same permission, \(Wording.list(signature.rules))"
            ]
            if isByName { signs.append("addressed by name") }
            if isBoto { signs.append("by a program that uses Boto") }
            let reach = Self.reach(of: first.sources)
            return Pattern(
                kind: .toolSignature,
                text: signs.joined(separator: ", ") + ": a script, as public attack tools do it."
                    + (reach.map { " " + $0 } ?? ""),
                mark: .inferred, confidence: isByName && isBoto ? .high : isByName || isBoto ? .medium : .low,
                rows: openings.map(\.row))
        }
    }

    /// Boto itself: the AWS CLI, which is built on it, names itself first.
    private static func isBoto(_ agent: String) -> Bool {
        let agent = agent.lowercased()
        return agent.contains("boto") && !agent.contains("aws-cli")
    }

    private static func reach(of sources: [String]) -> String? {
        let blocks = sources.compactMap { AddressBlock($0) }
        if blocks.contains(where: { $0.prefixLength == 0 }) { return "It lets in any source." }
        guard let block = blocks.first, blocks.count == sources.count else { return nil }
        let width = block.base.family == .v4 ? 32 : 128
        if blocks.allSatisfy({ $0.base.family == .v4 && $0.base.bits >> 24 == 127 }) {
            return "Its source is a loopback address, which opens nothing: the tool's default, left as it was."
        }
        return blocks.allSatisfy { $0.prefixLength == width } ? "It lets in single addresses." : nil
    }
}

/// How many rules and groups lie in a stretch of openings.
private struct OpeningWindow {
    private var rules: [[String]: Int] = [:]
    private var groups: [[String]: Int] = [:]

    var ruleCount: Int { rules.count }
    var groupCount: Int { groups.count }

    mutating func add(_ opening: Opening) {
        groups[opening.group, default: 0] += 1
        for rule in opening.rules { rules[opening.group + [rule], default: 0] += 1 }
    }

    mutating func remove(_ opening: Opening) {
        Self.lower(&groups, opening.group)
        for rule in opening.rules { Self.lower(&rules, opening.group + [rule]) }
    }

    private static func lower(_ counts: inout [[String]: Int], _ key: [String]) {
        guard let count = counts[key] else { return }
        counts[key] = count > 1 ? count - 1 : nil
    }
}
