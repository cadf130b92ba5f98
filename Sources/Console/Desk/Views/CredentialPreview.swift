internal import CloudTrail
internal import Events
internal import Investigation

/// What is known of one node of a lineage.
struct CredentialPreview {
    let node: Lineage.Node
    let lineage: Lineage
    let words: CredentialWords

    private static let most = 3

    var preview: Preview {
        let rows = words.rows(node)
        let issuers = lineage.edges.filter { $0.to == node.id }
        var lines = [status(issuers)]
        lines += issuers.prefix(Self.most).map(issuer)
        if issuers.count > Self.most {
            lines.append(StyledText("and \(issuers.count - Self.most) more issuers", .uiDim))
        }
        lines += [issued, attackerUse].compactMap { $0 }
        if !rows.isEmpty {
            lines += [GroupWords.calls(of: rows, words.index), GroupWords.addresses(of: rows, words.index)]
        }
        return Preview(
            title: StyledText("\(words.kindWord(node)) \(node.id)"), note: StyledText(counted(rows.count, "event")),
            lines: lines)
    }

    private func status(_ issuers: [Lineage.Edge]) -> StyledText {
        let reason = words.reason(node.id).map { ": \($0)" } ?? ""
        let since = words.firstUse(node.id).map { " since \(EventIndex.moment($0))" } ?? ""
        return StyledText(words.statusWord(node, issuers) + since + reason)
    }

    private func issuer(_ edge: Lineage.Edge) -> StyledText {
        if edge.via == Lineage.Edge.owner {
            return StyledText([
                Span("belongs to ", .uiDim), Span("\(EventIndex.shortName(edge.from)): no call of the trail issued it"),
            ])
        }
        let address = words.index.text(.ip, edge.row).map { " from \($0)" } ?? ""
        return StyledText([
            Span(edge.isWeak ? "joined to " : "issued by ", .uiDim),
            Span(
                "\(EventIndex.shortName(edge.from)), \(edge.via) at \(words.index.moment(edge.row))\(address)\(edge.isWeak ? ", a weak sign" : "")"
            ),
        ])
    }

    /// `issued 2 keys, 1 user`.
    private var issued: StyledText? {
        let kinds = Dictionary(
            lineage.nodes.map { ($0.id, words.kindWord($0)) }, uniquingKeysWith: { first, _ in first })
        let own = Set(lineage.edges.filter { $0.from == node.id }.map(\.to)).compactMap { kinds[$0] }
        guard !own.isEmpty else { return nil }
        let counts = Dictionary(grouping: own) { $0 }.mapValues(\.count).sorted {
            ($1.value, $0.key) < ($0.value, $1.key)
        }
        return StyledText([
            Span("below it ", .uiDim), Span(counts.map { counted($0.value, $0.key) }.joined(separator: ", ")),
        ])
    }

    private var attackerUse: StyledText? {
        guard let key = words.key(node.id), let first = key.firstAttackerUse else { return nil }
        return StyledText([
            Span("attacker ", .uiDim),
            Span(
                "\(EventIndex.moment(first)) to \(EventIndex.moment(key.lastAttackerUse)) · "
                    + "\(counted(key.calls, "call")), \(key.denied.grouped) denied, \(key.writes.grouped) changes"),
        ])
    }
}
