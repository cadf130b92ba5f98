internal import CloudTrail
internal import Detections
internal import Events
internal import Intelligence

/// Whether the caller was at two places between which nobody travels in the time.
struct ImpossibleTravel: Robot {
    let id = "impossible-travel"
    let question = "Did the caller call from two places that nobody can travel between in the time?"
    let motive = "Nobody is in two places at once: one of them is somebody else."

    /// An airliner's speed, in kilometres an hour.
    private static let speed = 900.0
    /// What databases of addresses may be wrong by, in kilometres: nearer places are one.
    private static let nearest = 100.0
    /// Calls from two countries within this time are a sign, where no coordinates are known.
    private static let countryReach = EventTime.hour

    func answer(_ subject: RobotSubject) -> RobotAnswer? {
        let path = Path(subject, subject.calls)
        if subject.isCancelled() { return nil }
        guard path.addresses > 1 else {
            let words = path.addresses == 0 ? "no Internet address" : "one address, \(path.first)"
            let isWhole = path.addresses == 1
            return answer(
                subject, isWhole ? .clear : .unknown, isWhole ? .high : .unknown,
                "All calls of \(subject.caller) around the alert came from \(words).", evidence: [])
        }
        let jumps = path.legs.filter { leg in
            leg.distance > Self.nearest && leg.distance > Double(leg.milliseconds) / Double(EventTime.hour) * Self.speed
        }
        if let jump = jumps.first(where: { $0.from.address == subject.address || $0.to.address == subject.address })
            ?? jumps.first
        {
            return found(jump, of: jumps.count, subject)
        }
        guard path.placed > 1 else { return withoutCoordinates(path, subject) }
        let unplaced = path.addresses - path.placed
        let missing = unplaced > 0 ? "; of \(Words.count(unplaced, "address", "addresses")) no place is known" : ""
        return answer(
            subject, .clear, unplaced > 0 ? .medium : .high,
            "The places of \(Words.count(path.placed, "address", "addresses")) that \(subject.caller) called from can be "
                + "travelled between in the time\(missing).", evidence: [])
    }

    private func found(_ jump: Leg, of count: Int, _ subject: RobotSubject) -> RobotAnswer {
        let isShared = Path.isShared(subject)
        let distance = Int(jump.distance.rounded())
        let more = count > 1 ? "; so \(count) times" : ""
        let doubt = isShared ? ", but it is used from several addresses at once anyway" : ""
        return answer(
            subject, .finding, isShared ? .low : .high,
            "\(subject.caller) called from \(words(jump.from.address, subject)) at \(jump.from.time.iso8601) and from "
                + "\(words(jump.to.address, subject)) at \(jump.to.time.iso8601): \(distance) km in "
                + "\(Words.duration(jump.milliseconds))\(more)\(doubt).",
            evidence: [jump.from.row, jump.to.row],
            reasons: [
                ScoreReason(
                    points: isShared ? 3 : 10, text: "two places in a time that nobody travels in",
                    evidence: [jump.from.row, jump.to.row])
            ])
    }

    private func withoutCoordinates(_ path: Path, _ subject: RobotSubject) -> RobotAnswer {
        let addresses = Words.count(path.addresses, "address", "addresses")
        guard let step = path.countryChange(within: Self.countryReach) else {
            return answer(
                subject, .unknown, .unknown,
                "\(subject.caller) called from \(addresses), of which no places are known.", evidence: [])
        }
        return answer(
            subject, .finding, .low,
            "\(subject.caller) called from \(words(step.from.address, subject)) at \(step.from.time.iso8601) and from "
                + "\(words(step.to.address, subject)) at \(step.to.time.iso8601): two countries, of which no closer places "
                + "are known.", evidence: [step.from.row, step.to.row])
    }

    /// `198.51.100.7 in Utrecht (places.mmdb)`.
    private func words(_ address: String, _ subject: RobotSubject) -> String {
        let label = subject.intelligence.label(.city, of: address) ?? subject.intelligence.label(.country, of: address)
        return address + (label.map { " in \(SourceAddress.words($0))" } ?? "")
    }
}

/// A call from somewhere.
private struct Stop {
    var row: Int
    var time: EventTime
    var address: String
    var coordinates: Coordinates?
    var country: String?
}

/// From one place to the next.
private struct Leg {
    var from: Stop
    var to: Stop
    /// In kilometres.
    var distance: Double

    var milliseconds: Int64 { to.time.milliseconds - from.time.milliseconds }
}

/// The caller's calls in time order, by where they came from.
private struct Path {
    /// Distinct Internet addresses, and those of which a place is known.
    private(set) var addresses = 0
    private(set) var placed = 0
    private(set) var first = ""
    /// From each placed address to the next.
    private(set) var legs: [Leg] = []
    private var countryChanges: [(from: Stop, to: Stop)] = []

    init(_ subject: RobotSubject, _ rows: RowSet) {
        let index = subject.index
        var known: [UInt32: Stop?] = [:]
        var lastPlaced: Stop?
        var lastCountry: Stop?
        var addresses: [String] = []
        var placed = 0
        var legs: [Leg] = []
        var changes: [(from: Stop, to: Stop)] = []
        rows.forEach { row in
            let code = index.code(.ip, row)
            if known[code] == nil {
                let stop = Self.stop(row, subject)
                known[code] = .some(stop)
                if let stop { addresses.append(stop.address) }
                if stop?.coordinates != nil { placed += 1 }
            }
            guard var stop = known[code] ?? nil else { return }
            (stop.row, stop.time) = (row, index.time(row))
            if let here = stop.coordinates {
                if let last = lastPlaced, let there = last.coordinates, last.address != stop.address,
                    legs.count < Self.mostLegs
                {
                    legs.append(Leg(from: last, to: stop, distance: there.distance(to: here)))
                }
                lastPlaced = stop
            }
            if let country = stop.country {
                if let last = lastCountry, last.country != country, changes.count < Self.mostLegs {
                    changes.append((last, stop))
                }
                lastCountry = stop
            }
        }
        self.addresses = addresses.count
        self.placed = placed
        self.legs = legs
        first = addresses.first ?? ""
        countryChanges = changes
    }

    /// Somebody who changes address at every call tells no more by the next change.
    private static let mostLegs = 10_000

    private static func stop(_ row: Int, _ subject: RobotSubject) -> Stop? {
        guard let address = subject.index.text(.ip, row), IPAddress(address) != nil else { return nil }
        return Stop(
            row: row, time: subject.index.time(row), address: address,
            coordinates: subject.intelligence.coordinates(of: address),
            country: subject.intelligence.label(.country, of: address)?.text)
    }

    /// The first change of country between calls no further apart.
    func countryChange(within reach: Int64) -> (from: Stop, to: Stop)? {
        countryChanges.first { $0.to.time.milliseconds - $0.from.time.milliseconds <= reach }
    }

    /// Whether the caller came from several addresses within one hour on several days of the baseline: several people, or
    /// a network with several ways out.
    static func isShared(_ subject: RobotSubject) -> Bool {
        let index = subject.index
        var days: Set<Int64> = []
        var isAddress: [UInt32: Bool] = [:]
        var last: (hour: Int64, address: UInt32) = (.min, 0)
        subject.calls(in: subject.history.window).forEach { row in
            let address = index.code(.ip, row)
            let isKnown = isAddress[address] ?? (index.text(.ip, row).flatMap { IPAddress($0) } != nil)
            isAddress[address] = isKnown
            guard isKnown else { return }
            let hour = index.times[row] / EventTime.hour
            if hour == last.hour, address != last.address { days.insert(hour / 24) }
            last = (hour, address)
        }
        return days.count >= 3
    }
}
