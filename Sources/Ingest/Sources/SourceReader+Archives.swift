internal import Crypto

extension SourceReader {
    /// Damaged places one behind the other, after which an archive is given up.
    private static let damageLimit = 10_000

    /// Takes each member of an archive down to text.
    func members(
        of bytes: Span<UInt8>, _ format: ArchiveMembers.Format, _ item: SourceVisit.Item, depth: Int,
        _ visit: inout SourceVisit, _ body: Body
    ) rethrows {
        if item.members.isEmpty { visit.summary.isArchive = true }
        guard depth < limits.nesting else { return visit.report(.nestedTooDeep(limit: limits.nesting), item) }
        // Its members carry on without it: what is missing behind the damage belongs to none of them.
        if let damage = item.damage { visit.report(.damagedArchive(damage.description), item) }
        let wanted = visit.target?.first
        visit.target = visit.target?.dropFirst()
        let reason: SourceProblem.Reason? = try ArchiveMembers.open(bytes, format) { archive in
            var index = -1
            var damagedPlaces = 0
            while true {
                switch archive.next() {
                case .end: return nil
                case .failed(let message): return .damagedArchive(message)
                case .damaged(let message):
                    // A damaged stretch is reported once, however many blocks it has.
                    if damagedPlaces == 0 { visit.report(.damagedArchive(message), item) }
                    damagedPlaces += 1
                    if damagedPlaces > Self.damageLimit { return nil }
                case .member(let member):
                    damagedPlaces = 0
                    index += 1
                    guard index < limits.members else { return .tooManyMembers(limit: limits.members) }
                    guard wanted == nil || wanted == index, member.kind != .folder else { continue }
                    guard visit.isWanted else {
                        visit.summary.isCutShort = true
                        return nil
                    }
                    try read(member, index, of: archive, in: item, depth: depth, &visit, body)
                    if wanted != nil { return nil }
                }
            }
        } failed: { message in
            .damagedArchive(message)
        }
        // What is known to be cut off cannot but end too early as an archive.
        if let reason, item.damage == nil { visit.report(reason, item) }
    }

    private func read(
        _ member: ArchiveMembers.Member, _ index: Int, of archive: borrowing ArchiveMembers,
        in parent: SourceVisit.Item,
        depth: Int, _ visit: inout SourceVisit, _ body: Body
    ) rethrows {
        var item = SourceVisit.Item(
            path: parent.path + "!/" + Self.shown(member.name, index), members: parent.members + [index], sha256: "",
            byteCount: 0)
        guard member.kind == .file else { return visit.report(.memberWithoutContent, item) }
        guard !member.isEncrypted else { return visit.report(.encrypted, item) }
        let content = level(depth).member
        defer { content.removeAll() }
        let limit = min(limits.textBytes, visit.allowance)
        let outcome = archive.read(into: content, limit: limit)
        visit.expand(by: content.count)
        item.byteCount = content.count
        switch outcome {
        case .whole: break
        // Its size is not known: reading ended.
        case .limit:
            item.byteCount = 0
            return visit.report(tooMuch(visit), item)
        case .noMemory: return visit.report(.noMemory, item)
        case .damaged(let message):
            guard content.count > 0 else { return visit.report(.damagedArchive(message), item) }
            item.damage = SourceDamage(offset: content.count, reason: .archive(message))
        }
        try content.withBytes { bytes in
            if visit.isHashed { item.sha256 = SHA256.hexadecimal(of: bytes) }
            try self.read(bytes, item, depth: depth + 1, &visit, body)
        }
    }

    private static func shown(_ name: [UInt8], _ index: Int) -> String {
        let name = name.starts(with: "./".utf8) ? Array(name.dropFirst(2)) : name
        return name.isEmpty ? "member-\(index + 1)" : SourcePath.shown(name)
    }
}
