public import CloudTrail

/// Digests of one trail and region that follow one another without a break.
public struct DigestChain: Sendable {
    public let line: Digest.Line
    /// The numbers of its digests, by time.
    public let digests: Range<Int>
    /// The hours that it speaks for, from the start of the first to the end of the last.
    public let from: EventTime
    public let to: EventTime
    public let beginning: Beginning
    /// How many of its digests let their logs reach each level.
    public let levels: [DigestLevel: Int]

    /// What comes before its first digest.
    public enum Beginning: String, CaseIterable, Sendable {
        /// Nothing: it is a starting digest, the first after validation was turned on.
        case start
        /// A digest that is not here: earlier than what was copied, or deleted.
        case cut
        /// A digest that is here, in another bucket or folder: the trail's target was changed.
        case continued
        /// A digest that is here, to which the link is broken.
        case broken

        /// What it means, without a full stop.
        public var words: String {
            switch self {
            case .start: "its first digest says that none comes before it: validation was turned on then"
            case .cut: "the digest before its first is not here: it is earlier than what was copied, or was removed"
            case .continued: "the digest before its first is here, in another bucket or folder"
            case .broken: "the digest before its first is here, and is not the one that was named, or was changed"
            }
        }
    }
}

extension DigestChain {
    /// The chains of a collection, in the order of its digests.
    static func all(in collection: DigestCollection) -> [DigestChain] {
        var chains: [DigestChain] = []
        var first = 0
        for index in collection.digests.indices {
            let next = index + 1
            if next == collection.digests.count || !isLinked(next, to: index, in: collection) {
                chains.append(DigestChain(first..<next, of: collection))
                first = next
            }
        }
        return chains
    }

    private static func isLinked(_ index: Int, to before: Int, in collection: DigestCollection) -> Bool {
        let (later, earlier) = (collection.digests[index], collection.digests[before])
        return later.digest.line == earlier.digest.line && later.digest.previous?.object == earlier.digest.object
            && later.digest.previous?.sha256 == earlier.sha256 && !later.isDisproved && !earlier.isDisproved
    }

    private init(_ range: Range<Int>, of collection: DigestCollection) {
        let digests = collection.digests[range]
        let first = collection.digests[range.lowerBound].digest
        line = first.line
        self.digests = range
        from = digests.map(\.digest.start).min() ?? first.start
        to = digests.map(\.digest.end).max() ?? first.end
        if let previous = first.previous {
            let before = collection.places[previous.object].map { collection.digests[$0] }
            beginning =
                before.map { before in
                    before.digest.line != first.line && before.sha256 == previous.sha256 ? .continued : .broken
                } ?? .cut
        } else {
            beginning = .start
        }
        levels = Dictionary(digests.map { ($0.level, 1) }, uniquingKeysWith: +)
    }
}
