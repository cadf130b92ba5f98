/// The sources of all workers in path order, with segments put together.
struct SourceOrder {
    private(set) var sources: [LoadedSource] = []
    /// For each part the final number of each of its sources. Segments behind one that is missing have the number behind
    /// the last: how many records come before them is not known yet.
    private(set) var numbers: [[UInt32]]
    /// For each part how many records of the same source come before each of its sources.
    private(set) var firstRecords: [[UInt32]]

    init(_ parts: [LoadPart]) {
        numbers = parts.map { [UInt32](repeating: 0, count: $0.sources.count) }
        firstRecords = numbers
        let places = parts.indices.flatMap { part in parts[part].sources.indices.map { (part, $0) } }.sorted {
            let (left, right) = (parts[$0.0].sources[$0.1], parts[$1.0].sources[$1.1])
            return (left.file, left.member, left.segment) < (right.file, right.member, right.segment)
        }
        var early: [(part: Int, source: Int)] = []
        var segment = 0
        for (part, number) in places {
            let source = parts[part].sources[number]
            let isNext = sources.last.map { $0.file == source.file && $0.member == source.member } ?? false
            if !isNext {
                segment = source.segment == 0 ? 0 : -1
                var first = source
                if segment < 0 { first.scan = SourceScan() }
                sources.append(first)
            } else if segment >= 0, source.segment == segment + 1 {
                segment += 1
                firstRecords[part][number] = UInt32(clamping: sources[sources.count - 1].scan.records)
                sources[sources.count - 1].scan.append(source.scan)
            } else {
                segment = -1
            }
            if segment < 0 {
                early.append((part, number))
            } else {
                numbers[part][number] = UInt32(sources.count - 1)
            }
        }
        for (part, number) in early { numbers[part][number] = UInt32(sources.count) }
    }
}
