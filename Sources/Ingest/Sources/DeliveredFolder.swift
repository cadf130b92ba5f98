internal import CloudTrail

/// A folder in which CloudTrail delivers the logs of one account, region and day:
/// `…/AWSLogs/[o-ORGANISATION/]ACCOUNT/CloudTrail/REGION/YYYY/MM/DD`.
///
/// Sources: "Finding your CloudTrail log files" and "CloudTrail log file name format" in the CloudTrail user guide.
struct DeliveredFolder {
    /// As the path spells it. Of an organisation's trail the member whose events they are.
    let account: String
    let region: String
    private let day: EventTime
    /// What the names of its files begin with, and what follows where the trail has given them no name of their own.
    private let stem: [UInt8]
    private let place: [UInt8]

    /// Nil for a path that does not end as CloudTrail's do.
    init?(_ path: SourcePath) {
        let parts = path.bytes.split(separator: UInt8(ascii: "/")).suffix(8).map { $0 }
        guard parts.count >= 7, let day = Self.day(parts.suffix(3)) else { return nil }
        let rest = parts.dropLast(3)
        guard let region = rest.last, Self.isRegion(region),
            rest.dropLast().last?.elementsEqual("CloudTrail".utf8) == true,
            let account = rest.dropLast(2).last, Self.isNumber(account, digits: 12)
        else { return nil }
        var above = rest.dropLast(3)
        if let organisation = above.last, organisation.starts(with: "o-".utf8) { above = above.dropLast() }
        guard above.last?.elementsEqual("AWSLogs".utf8) == true else { return nil }
        self.account = String(decoding: account, as: UTF8.self)
        self.region = String(decoding: region, as: UTF8.self)
        self.day = day
        stem = Array(account) + Array("_CloudTrail".utf8)
        place = Array("_".utf8) + Array(region) + Array("_".utf8)
    }

    /// When CloudTrail delivered a file of the folder, to the minute, by its name
    /// `ACCOUNT_CloudTrail[-NAME]_REGION_YYYYMMDDTHHMMZ_HASH.json.gz`. Nil for every other name, and for one that
    /// contradicts the folder: it may have been given by anybody, and says nothing of what the file holds.
    func delivery(of name: ArraySlice<UInt8>) -> EventTime? {
        guard name.starts(with: stem), name.suffix(Self.ending.count).elementsEqual(Self.ending) else { return nil }
        var rest = name.dropFirst(stem.count).dropLast(Self.ending.count)
        if rest.first == UInt8(ascii: "-") {
            let name = rest.dropFirst().prefix { Self.isLetterOrDigit($0) }
            guard !name.isEmpty else { return nil }
            rest = rest[name.endIndex...]
        }
        guard rest.starts(with: place) else { return nil }
        rest = rest.dropFirst(place.count)
        // `20240703T0005Z_` and at least one sign of the hash.
        guard rest.count > 15, let time = Self.time(rest.prefix(14)), rest[rest.startIndex + 14] == UInt8(ascii: "_"),
            rest.dropFirst(15).allSatisfy(Self.isLetterOrDigit)
        else { return nil }
        // What is delivered as a day ends may stand under either day.
        let apart = time.milliseconds - day.milliseconds
        return (-EventTime.day..<2 * EventTime.day).contains(apart) ? time : nil
    }

    private static let ending = Array(".json.gz".utf8)

    private static func day(_ parts: ArraySlice<ArraySlice<UInt8>>) -> EventTime? {
        guard let year = parts.first, let month = parts.dropFirst().first, let day = parts.last,
            isNumber(year, digits: 4), isNumber(month, digits: 2), isNumber(day, digits: 2)
        else { return nil }
        return EventTime(year: number(year), month: number(month), day: number(day))
    }

    /// Reads `20240703T0005Z`.
    private static func time(_ text: ArraySlice<UInt8>) -> EventTime? {
        let (day, clock) = (text.prefix(8), text.dropFirst(9).prefix(4))
        guard isNumber(day, digits: 8), text.dropFirst(8).first == UInt8(ascii: "T"), isNumber(clock, digits: 4),
            text.last == UInt8(ascii: "Z")
        else { return nil }
        return EventTime(
            year: number(day.prefix(4)), month: number(day.dropFirst(4).prefix(2)), day: number(day.suffix(2)),
            hour: number(clock.prefix(2)), minute: number(clock.suffix(2)))
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private static func isNumber(_ text: ArraySlice<UInt8>, digits: Int) -> Bool {
        text.count == digits && text.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// `us-east-1`, `us-gov-west-1`: small letters and digits, parted by hyphens.
    private static func isRegion(_ text: ArraySlice<UInt8>) -> Bool {
        text.contains(UInt8(ascii: "-"))
            && text.allSatisfy { $0 == UInt8(ascii: "-") || isLetterOrDigit($0) && !(0x41...0x5A).contains($0) }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}
