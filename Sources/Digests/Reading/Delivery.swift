internal import CloudTrail

/// What a path or an object's key says about a file that CloudTrail delivered: by its name, and by the folders it lies in.
///
/// Source: "CloudTrail log file name format", "Finding your CloudTrail log files" and "CloudTrail digest file structure" in
/// the CloudTrail user guide.
struct Delivery: Hashable, Sendable {
    /// The name without `.gz` and `.json`: of a log file it is unique, wherever the file was moved.
    let baseName: String
    let isJSON: Bool
    let name: Name?
    let folder: Folder?
    /// Whether it lies where digests are delivered, whatever became of the folders below.
    let liesWithDigests: Bool
    /// The path of what all deliveries to one place have in common: what is in front of `AWSLogs`, and of a file that has
    /// lost its folders the folder it is in.
    let root: String
    /// The path of the account's folder without it, with the organisation; of a file that has lost its folders the folder it
    /// is in.
    let top: String

    struct Place: Hashable, Sendable {
        var account: String
        var region: String
    }

    enum Kind: Hashable, Sendable {
        case log, digest
    }

    /// `111122223333_CloudTrail_us-east-1_20260301T1400Z_abc.json.gz`, or
    /// `111122223333_CloudTrail-Digest_us-east-1_trail_us-east-1_20260301T150131Z[_backfill].json.gz`.
    struct Name: Hashable, Sendable {
        var kind: Kind
        var place: Place
        var time: EventTime
        /// Of a digest the name of its trail and the trail's region.
        var trail: String
        var isBackfill: Bool
    }

    /// `.../111122223333/CloudTrail/us-east-1/2026/03/01`, or the same with `CloudTrail-Digest`.
    struct Folder: Hashable, Sendable {
        var kind: Kind
        /// Nil where the folder above does not name it.
        var account: String?
        var region: String
        /// Midnight; nil where the folders of the date are lost.
        var day: EventTime?
    }

    init(_ path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let file = parts.last ?? ""
        baseName = Self.baseName(file)
        isJSON = baseName.utf8.count < file.utf8.count
        name = Name(baseName[...])
        let folders = parts.dropLast()
        let service = folders.lastIndex { $0 == "CloudTrail" || $0 == "CloudTrail-Digest" }
        folder = service.flatMap { Folder(folders, at: $0) }
        liesWithDigests = service.map { folders[$0] == "CloudTrail-Digest" } ?? false
        let account = service.map { $0 > 0 && Self.isAccount(folders[$0 - 1]) ? $0 - 1 : $0 } ?? folders.endIndex
        top = folders.prefix(account).joined(separator: "/")
        root = folders.prefix(folders.prefix(account).lastIndex { $0 == "AWSLogs" } ?? account).joined(separator: "/")
    }

    private static func baseName(_ file: Substring) -> String {
        var base = file
        for ending in [".gz", ".json"] where base.hasSuffix(ending) { base = base.dropLast(ending.count) }
        return String(base)
    }

    fileprivate static func isAccount(_ text: Substring) -> Bool { text.utf8.count == 12 && isNumber(text) }

    fileprivate static func isNumber(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}

extension Delivery {
    /// Whether it should be a digest, by its name or its folder.
    var isDigest: Bool { name.map { $0.kind == .digest } ?? (isJSON && liesWithDigests) }

    /// Where the events come from, as name and folder say: one place, or two that contradict each other.
    var places: [Place] {
        var places = [name?.place].compactMap { $0 }
        if let folder, let account = folder.account ?? name?.place.account {
            let place = Place(account: account, region: folder.region)
            if !places.contains(place) { places.append(place) }
        }
        return places
    }
}

extension Delivery.Name {
    /// Reads a name without its endings.
    fileprivate init?(_ base: Substring) {
        guard let account = base.firstIndex(of: "_").map({ base[..<$0] }), Delivery.isAccount(account) else {
            return nil
        }
        let rest = base.dropFirst(account.count)
        if rest.hasPrefix("_CloudTrail_") {
            let parts = rest.dropFirst("_CloudTrail_".count).split(
                separator: "_", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, !parts[0].isEmpty, let time = EventTime(compact: parts[1]) else { return nil }
            self.init(
                kind: .log, place: .init(account: String(account), region: String(parts[0])), time: time, trail: "",
                isBackfill: false)
        } else if rest.hasPrefix("_CloudTrail-Digest_") {
            var stem = rest.dropFirst("_CloudTrail-Digest_".count)
            let isBackfill = stem.hasSuffix("_backfill")
            if isBackfill { stem = stem.dropLast("_backfill".count) }
            guard let region = stem.firstIndex(of: "_"), let end = stem.lastIndex(of: "_"), region < end,
                let time = EventTime(compact: stem[stem.index(after: end)...])
            else { return nil }
            self.init(
                kind: .digest, place: .init(account: String(account), region: String(stem[..<region])), time: time,
                trail: String(stem[stem.index(after: region)..<end]), isBackfill: isBackfill)
        } else {
            return nil
        }
    }
}

extension Delivery.Folder {
    /// - Parameter service: the index of `CloudTrail` or `CloudTrail-Digest` in the folders.
    fileprivate init?(_ folders: ArraySlice<Substring>, at service: Int) {
        let below = folders[(service + 1)...]
        guard let region = below.first, !region.isEmpty else { return nil }
        kind = folders[service] == "CloudTrail" ? .log : .digest
        self.region = String(region)
        account = service > 0 && Delivery.isAccount(folders[service - 1]) ? String(folders[service - 1]) : nil
        let date = below.dropFirst().prefix(3)
        day = date.count == 3 && date.allSatisfy(Delivery.isNumber) ? EventTime(date.joined(separator: "-")) : nil
    }
}

extension EventTime {
    /// Reads `20260301T1400Z` or `20260301T140131Z`, as names of files have it.
    fileprivate init?(compact text: Substring) {
        let digits = text.utf8.filter { $0 != UInt8(ascii: "T") && $0 != UInt8(ascii: "Z") }
        guard text.utf8.count == digits.count + 2, digits.count == 12 || digits.count == 14, text.hasSuffix("Z"),
            text.utf8.dropFirst(8).first == UInt8(ascii: "T"), digits.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        func number(_ range: Range<Int>) -> Int {
            range.upperBound <= digits.count ? digits[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } : 0
        }
        self.init(
            year: number(0..<4), month: number(4..<6), day: number(6..<8), hour: number(8..<10),
            minute: number(10..<12), second: number(12..<14))
    }
}
