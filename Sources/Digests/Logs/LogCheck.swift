internal import CloudTrail

/// Compares files with what digests list.
struct LogCheck {
    private let digests: [CheckedDigest]
    private let listed: ListedLogs
    private let covered: CoveredTime
    private(set) var logs: [CheckedLog] = []
    private(set) var findings: [DigestFinding] = []

    init(_ files: [StoredText], _ digests: [CheckedDigest], unreadable: Set<String>) {
        self.digests = digests
        listed = ListedLogs(digests)
        covered = CoveredTime(digests)
        let served = servedFolders(files)
        var isFound = Set<Int>()
        for file in files {
            let same = listed.hashed(file.sha256)
            let named = listed.named(file.delivery.baseName)
            isFound.formUnion(same)
            isFound.formUnion(named)
            logs.append(check(file, same: same, named: named, served))
            if let damage = file.damage {
                findings.append(DigestFinding(.damaged(damage), path: file.path, object: logs.last?.object))
            }
        }
        // What could not be read is told as such.
        for path in unreadable { isFound.formUnion(listed.named(Delivery(path).baseName)) }
        reportMissing(isFound)
        reportOthers()
    }

    // MARK: One file

    private mutating func check(
        _ file: StoredText, same: [Int], named: [Int], _ served: [Delivery.Place: Set<String>]
    ) -> CheckedLog {
        let both = named.filter { same.contains($0) }
        if let best = listed.best(of: both) {
            reportDispute(file, named)
            reportPlace(file, both)
            return checked(file, .intact, best)
        }
        if let first = named.first {
            let entry = listed.entries[first].log
            let reason =
                listed.best(of: same).map { DigestFinding.Reason.logReplaced(by: listed.entries[$0].log.object) }
                ?? .logTampered(listed: entry.sha256, found: file.sha256)
            findings.append(DigestFinding(reason, path: file.path, object: entry.object))
            return checked(file, .tampered, first, level: .unlisted)
        }
        if let best = listed.best(of: same) {
            findings.append(DigestFinding(.logRenamed(object: listed.entries[best].log.object), path: file.path))
            return checked(file, .renamed, best)
        }
        let state = unlistedState(file, served)
        if state == .added { findings.append(DigestFinding(.logAdded, path: file.path)) }
        return CheckedLog(
            path: file.path, storedSHA256: file.storedSHA256, sha256: file.sha256, state: state, level: .unlisted,
            object: nil, digest: nil)
    }

    private func checked(
        _ file: StoredText, _ state: LogState, _ entry: Int, level: DigestLevel? = nil
    ) -> CheckedLog {
        CheckedLog(
            path: file.path, storedSHA256: file.storedSHA256, sha256: file.sha256, state: state,
            level: level ?? listed.entries[entry].level, object: listed.entries[entry].log.object,
            digest: listed.entries[entry].digest)
    }

    private mutating func reportDispute(_ file: StoredText, _ named: [Int]) {
        guard let other = named.first(where: { listed.entries[$0].log.sha256 != file.sha256 }) else { return }
        let log = listed.entries[other].log
        findings.append(DigestFinding(.logDisputed(other: log.sha256), path: file.path, object: log.object))
    }

    /// A file in the folder of another account passes for that account's.
    private mutating func reportPlace(_ file: StoredText, _ entries: [Int]) {
        guard let here = file.delivery.folder else { return }
        let isDelivered = entries.contains { index in
            guard let there = listed.entries[index].log.delivery.folder else { return true }
            return here.region == there.region
                && (here.account == nil || there.account == nil || here.account == there.account)
        }
        guard !isDelivered, let first = entries.first else { return }
        findings.append(
            DigestFinding(.logMisplaced, path: file.path, object: listed.entries[first].log.object))
    }

    // MARK: Files in no digest

    private func unlistedState(_ file: StoredText, _ served: [Delivery.Place: Set<String>]) -> LogState {
        guard file.isLog else { return .notNamed }
        let state = covered.state(of: file.delivery)
        guard state == .added else { return state }
        let isServed = file.delivery.places.contains { served[$0]?.contains(file.delivery.root) ?? false }
        return isServed ? .added : .elsewhere
    }

    /// The folders to which the digests' trails deliver, as far as the files here show: those of the digests themselves,
    /// and those with a log that is listed by name. Another trail's folder has nothing to do with them.
    private func servedFolders(_ files: [StoredText]) -> [Delivery.Place: Set<String>] {
        var served: [Delivery.Place: Set<String>] = [:]
        for checked in digests {
            let place = checked.digest.place
            for path in [checked.path] + checked.copies { served[place, default: []].insert(Delivery(path).root) }
        }
        for file in files where !listed.named(file.delivery.baseName).isEmpty {
            for place in file.delivery.places { served[place, default: []].insert(file.delivery.root) }
        }
        return served
    }

    // MARK: Listed files

    private mutating func reportMissing(_ isFound: Set<Int>) {
        var reported = Set<S3Object>()
        for (index, entry) in listed.entries.enumerated()
        where !isFound.contains(index) && reported.insert(entry.log.object).inserted {
            findings.append(
                DigestFinding(.logMissing(digest: digests[entry.digest].path), object: entry.log.object))
        }
    }

    private mutating func reportOthers() {
        for entry in listed.entries {
            let own = digests[entry.digest].digest.place
            guard entry.log.delivery.places.contains(where: { $0 != own }) else { continue }
            findings.append(
                DigestFinding(.logOfOthers(digest: digests[entry.digest].path), object: entry.log.object))
        }
    }
}
