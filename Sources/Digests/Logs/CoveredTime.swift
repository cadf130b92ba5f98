internal import CloudTrail

/// When digests list every log file that is delivered, for each account and region.
struct CoveredTime {
    private var spans: [Delivery.Place: [Range<EventTime>]] = [:]

    /// A log file's name has the time of its delivery to some minutes, and an hour's digest may list what was delivered just
    /// around its end. In milliseconds.
    static let edge = 15 * EventTime.minute

    init(_ digests: [CheckedDigest]) {
        var hours: [Delivery.Place: [Range<EventTime>]] = [:]
        for checked in digests where checked.digest.start < checked.digest.end && !checked.digest.line.isBackfill {
            hours[checked.digest.place, default: []].append(checked.digest.start..<checked.digest.end)
        }
        spans = hours.mapValues { hours in
            var merged: [Range<EventTime>] = []
            for hour in hours.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
                if let last = merged.last, hour.lowerBound <= last.upperBound {
                    merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, hour.upperBound)
                } else {
                    merged.append(hour)
                }
            }
            return merged
        }
    }

    /// What an unlisted log is that was delivered to these places, at that time.
    func state(of delivery: Delivery) -> LogState {
        var state = LogState.noDigest
        for spans in delivery.places.compactMap({ spans[$0] }) {
            if let time = delivery.name?.time {
                if spans.contains(where: { Self.inner($0).contains(time) }) { return .added }
                if spans.contains(where: { Self.outer($0).contains(time) }) { state = .atTheEdge }
            } else if let day = delivery.folder?.day {
                let end = day.advanced(byMilliseconds: EventTime.day)
                // CloudTrail delivers nothing under such a name.
                if spans.contains(where: { $0.lowerBound < end && day < $0.upperBound }) { return .added }
            }
            if state == .noDigest { state = .outside }
        }
        return state
    }

    private static func inner(_ span: Range<EventTime>) -> Range<EventTime> {
        let start = span.lowerBound.advanced(byMilliseconds: edge)
        return start..<max(start, span.upperBound.advanced(byMilliseconds: -edge))
    }

    private static func outer(_ span: Range<EventTime>) -> Range<EventTime> {
        span.lowerBound.advanced(byMilliseconds: -edge)..<span.upperBound.advanced(byMilliseconds: edge)
    }
}
