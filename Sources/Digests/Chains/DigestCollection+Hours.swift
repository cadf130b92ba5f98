internal import CloudTrail

extension DigestCollection {
    /// Looks at the hours of each line: whether they follow one another, and which digests are not where they should be.
    mutating func checkHours() {
        for index in digests.indices where digests[index].digest.end <= digests[index].digest.start {
            add(.clockOrder(before: nil), at: index)
        }
        for index in digests.indices.dropFirst() where digests[index - 1].digest.line == digests[index].digest.line {
            checkHours(of: index, after: index - 1)
        }
    }

    /// - Parameter before: the digest of the same line that ends before.
    private mutating func checkHours(of index: Int, after before: Int) {
        let (earlier, later) = (digests[before].digest, digests[index].digest)
        let from = min(earlier.end, later.start)
        let to = max(earlier.end, later.start)
        let place = later.previous.flatMap { places[$0.object] }
        if let previous = later.previous, place == nil {
            findings.append(
                DigestFinding(
                    .digestMissing(
                        successor: digests[index].path, from: from, to: to,
                        isUnreadable: unreadable.contains(Delivery(previous.object.key).baseName)),
                    object: previous.object))
        }
        // Digests that were delivered late need not follow one another.
        guard !later.line.isBackfill else { return }
        if later.start < earlier.end { add(.clockOrder(before: digests[before].path), at: index) }
        guard later.previous != nil else { return add(.chainRestarted(from: from, to: to), at: index) }
        if place == before {
            if later.start > earlier.end { add(.hoursUncovered(from: from, to: to), at: index) }
        } else if successors[before].isEmpty, place != nil || later.start <= earlier.end {
            // It stands where another digest is named, and nobody names it.
            add(.digestUnlinked(successor: digests[index].path), at: before)
        }
    }
}
