/// The sources of all workers in path order, with segments put together.
struct SourceOrder {
    private(set) var sources: [LoadedSource] = []
    /// For each part the final number of each of its sources. What is outdated has the number behind the last, and so have
    /// segments behind one that is missing: how many records come before them is not known yet.
    private(set) var numbers: [[UInt32]]
    /// For each part how many records of the same source come before each of its sources.
    private(set) var firstRecords: [[UInt32]]

    /// Where a source is found, and its place in the order.
    private struct Place {
        var file: Int
        var member: Int
        var segment: Int
        var part: Int
        var source: Int
    }

    init(_ parts: [LoadPart]) {
        numbers = parts.map { [UInt32](repeating: 0, count: $0.sources.count) }
        firstRecords = numbers
        // Sorted by small keys: the sources themselves are large.
        var places: [Place] = []
        for part in parts.indices {
            for (number, source) in parts[part].sources.enumerated() {
                places.append(
                    Place(
                        file: source.file, member: source.member, segment: source.segment, part: part, source: number))
            }
        }
        places.sort { ($0.file, $0.member, $0.segment) < ($1.file, $1.member, $1.segment) }
        sources.reserveCapacity(places.count)
        var leftOut: [(part: Int, source: Int)] = []
        var last: Place?
        var segment = 0
        for place in places {
            let (part, number) = (place.part, place.source)
            if parts[part].sources[number].isOutdated {
                leftOut.append((part, number))
                continue
            }
            if last?.file != place.file || last?.member != place.member {
                last = place
                segment = place.segment == 0 ? 0 : -1
                sources.append(parts[part].sources[number])
                if segment < 0 {
                    sources[sources.count - 1].scan = SourceScan()
                    sources[sources.count - 1].scan.stoppedAt = 0
                }
            } else if segment >= 0, place.segment == segment + 1 {
                segment += 1
                firstRecords[part][number] = UInt32(clamping: sources[sources.count - 1].scan.records)
                sources[sources.count - 1].scan.append(parts[part].sources[number].scan)
            } else {
                segment = -1
            }
            if segment < 0 {
                leftOut.append((part, number))
            } else {
                numbers[part][number] = UInt32(sources.count - 1)
            }
        }
        for (part, number) in leftOut { numbers[part][number] = UInt32(sources.count) }
    }
}
