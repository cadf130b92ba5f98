internal import Events

/// What the scanner found in one source.
struct SourceScan {
    /// What holds the elements.
    enum Container: Equatable {
        /// Values one behind the other, each an element.
        case values
        /// An array at the top.
        case array
        /// An array within an object, under this key.
        case object(String)
    }

    private(set) var container: Container?
    /// Elements read, sound or not.
    var records = 0
    private(set) var events = 0
    private(set) var excluded = 0
    private(set) var rejections: [(record: Int, offset: Int, reason: String)] = []
    var findings: [Finding] = []
    /// The shape that the elements told; nil for records as CloudTrail writes them.
    var shape: Shape?
    /// Why something in the source is no event; the first reason found.
    private(set) var notEventReason: String?
    private(set) var notEvents = 0
    private var values = 0
    private var lastValue: Int?
    private var isOnOwnLines = true
    /// Where the text ends, if that is between two elements and before what holds them closes.
    var cutOff: Int?
    /// Where reading ended early, as somebody or the bound of memory wanted; nil where the text was read to its end.
    var stoppedAt: Int?
    /// Whether the text was taken apart where it is damaged: what closes its containers may be lost with what was rejected.
    var isTakenApart = false

    mutating func note(container: Container) {
        if self.container == nil { self.container = container }
    }

    /// Notes a value at the top, and whether it begins a line. One that did not fit into a window is met again.
    mutating func noteSeparation(at offset: Int, isNewLine: Bool) {
        guard offset != lastValue else { return }
        lastValue = offset
        values += 1
        if !isNewLine { isOnOwnLines = false }
    }

    mutating func reject(record: Int, offset: Int, _ reason: String) {
        rejections.append((record, offset, reason))
    }

    /// - Parameter shape: what carries the bad record; it tells the source's shape where no event did.
    mutating func reject(record: Int, offset: Int, _ reason: String, of shape: Shape) {
        if self.shape == nil, !holdsEvents { self.shape = shape }
        reject(record: record, offset: offset, reason)
    }

    private var holdsEvents: Bool { events + excluded > 0 }

    mutating func notEvent(_ shape: Shape, _ reason: String) {
        notEvents += 1
        if notEventReason == nil { notEventReason = reason }
        if self.shape == nil, !holdsEvents { self.shape = shape }
    }

    mutating func count(_ result: RowWriter.Result, shape: Shape?, _ location: RecordLocation) {
        switch result {
        case .kept: events += 1
        case .excluded: excluded += 1
        case .rejected(let reason): reject(record: location.record, offset: location.offset, reason)
        }
        // The first event tells the shape; what stood before it and was no event does not.
        if shape != nil || self.shape?.isEventShape == false { self.shape = shape ?? nativeShape }
    }

    /// Whether there was nothing but sound records as CloudTrail writes them, each in lines of its own.
    var isPlainLines: Bool {
        (container == .values || container == nil) && isOnOwnLines && cutOff == nil && shape == nil && notEvents == 0
            && rejections.isEmpty && findings.isEmpty
    }

    /// Adds what was found in the lines that follow.
    mutating func append(_ other: SourceScan) {
        container = container ?? other.container
        records += other.records
        events += other.events
        excluded += other.excluded
        values += other.values
        stoppedAt = other.stoppedAt
    }

    /// The shape of the whole source.
    var finalShape: Shape {
        if let shape { return shape }
        if records == 0, rejections.isEmpty { return .empty }
        return nativeShape
    }

    private var nativeShape: Shape {
        switch container {
        case .object("Records"): .records
        case .array, .object: .array
        case .values, nil: values <= 1 ? .object : isOnOwnLines ? .ndjson : .concatenated
        }
    }
}
