/// All that can be measured. Targets are for one million events on two cores.
extension Measure {
    // MARK: Load

    static let load = Measure("loadSeconds", "load", .seconds)
    static let floor = Measure("floorSeconds", "floor: list, inflate, parse", .seconds)
    static let loadOverFloor = Measure("loadOverFloorRatio", "load / floor", .ratio, must: 1.4, aim: 1.15)
    static let listing = Measure("listingSeconds", "  until the last file was found", .seconds)
    static let reading = Measure("readingSeconds", "  until the last file was read", .seconds)
    static let merging = Measure("mergingSeconds", "  from then on: merge, order, index", .seconds)
    static let workRead = Measure("workReadSeconds", "  workers: read", .seconds)
    static let workHash = Measure("workHashSeconds", "  workers: SHA-256", .seconds)
    static let workDecode = Measure("workDecodeSeconds", "  workers: inflate", .seconds)
    static let workScan = Measure("workScanSeconds", "  workers: scan", .seconds)
    static let eventRate = Measure("eventsPerSecond", "events", .perSecond, better: .higher)
    static let rawRate = Measure("rawGigabytesPerSecond", "raw bytes", .gigabytesPerSecond, better: .higher)
    static let resident = Measure(
        "residentBytesPerEvent", "resident per event", .bytes, must: 150, aim: 110)
    static let peak = Measure("peakBytesPerEvent", "peak per event", .bytes, must: 220, aim: 150)
    static let indexSize = Measure("indexBytesPerEvent", "index per event", .bytes)

    // MARK: Queries

    static let keyPivot = Measure(
        "keyPivotMicroseconds", "key pivot, lookup and walk", .microseconds, must: 50, aim: 20)
    static let twoWayFilter = Measure(
        "twoWayFilterWorstMicroseconds", "two-way filter, the worst", .microseconds, must: 2_000, aim: 1_000)
    static let twoWayFilterMiddle = Measure(
        "twoWayFilterMedianMicroseconds", "two-way filter, the median of all", .microseconds)
    static let groupBy = Measure(
        "groupByWorstMicroseconds", "group by, the worst", .microseconds, must: 2_000, aim: 1_000)
    static let histogram = Measure(
        "hourlyHistogramMicroseconds", "hourly histogram of all rows", .microseconds, must: 2_000, aim: 1_000)
    static let rawRecord = Measure(
        "rawRecordMicroseconds", "one raw record", .microseconds, must: 500, aim: 200)

    // MARK: Search over all raw records

    static let substring = Measure("substringSeconds", "substring, from files", .seconds, must: 0.7)
    static let literalRegex = Measure("literalRegexSeconds", "regex with a literal, from files", .seconds, must: 0.7)
    static let anyRegex = Measure("regexSeconds", "regex without a literal, from files", .seconds, must: 2)
    static let storedSubstring = Measure("substringWithStoreSeconds", "substring, with store", .seconds, aim: 0.2)
    static let storedLiteralRegex = Measure(
        "literalRegexWithStoreSeconds", "regex with a literal, with store", .seconds, aim: 0.2)
    static let storedAnyRegex = Measure("regexWithStoreSeconds", "regex without a literal, with store", .seconds)
    static let storeSize = Measure("storeBytesPerEvent", "store per event", .bytes)

    // MARK: Rules

    static let rules = Measure("rulesSeconds", "all rules, behind the load", .seconds, must: 3)
    static let twiceTheRules = Measure("twiceTheRulesRatio", "all rules to every second one", .ratio, must: 1.5)

    // MARK: Robots

    static let robots = Measure("robotsSeconds", "all robots about an alert", .seconds, must: 0.2)
    static let worstRobots = Measure("robotsWorstSeconds", "all robots, the slowest alert", .seconds, must: 0.2)
    static let scope = Measure("scopeSeconds", "scope and lineage from an alert", .seconds, must: 0.5)
    static let worstScope = Measure("scopeWorstSeconds", "scope and lineage, the slowest alert", .seconds, must: 0.5)

    // MARK: Console

    static let firstFrame = Measure("firstFrameSeconds", "start to a screen that takes keys", .seconds, must: 0.3)
    static let firstRows = Measure("firstRowsSeconds", "start to the first rows", .seconds, must: 0.3)
    static let keyToFrame = Measure("keyToFrameSeconds", "key to frame, the median", .seconds)
    static let slowKey = Measure("keyToFrame99Seconds", "key to frame, 99 of 100", .seconds, must: 0.016)
    static let slowestKey = Measure("keyToFrameWorstSeconds", "key to frame, the worst", .seconds, must: 0.05)
    static let loadingKeyToFrame = Measure("loadingKeyToFrameSeconds", "  while loading, the median", .seconds)
    static let loadingSlowKey = Measure(
        "loadingKeyToFrame99Seconds", "  while loading, 99 of 100", .seconds, aim: 0.016)
    static let loadingSlowestKey = Measure(
        "loadingKeyToFrameWorstSeconds", "  while loading, the worst", .seconds, aim: 0.05)
    static let escapeToFrame = Measure(
        "escapeToFrameSeconds", "  Esc, with 25 ms for what may follow", .seconds, must: 0.05)
    static let answered = Measure("keyToAnswerSeconds", "key to all of its screen, the median", .seconds)
    static let slowestAnswer = Measure("keyToAnswerWorstSeconds", "key to all of its screen, the worst", .seconds)
    static let alertList = Measure("alertListSeconds", "  Alerts, whole", .seconds, aim: 0.3)
    static let timelineList = Measure("timelineListSeconds", "  Timeline, whole", .seconds, aim: 0.3)
    static let keyList = Measure("keyListSeconds", "  Keys, whole", .seconds, aim: 0.3)
    static let addressList = Measure("addressListSeconds", "  IPs, whole", .seconds, aim: 0.3)
    static let callList = Measure("callListSeconds", "  Calls, whole", .seconds, aim: 0.3)
    static let attackList = Measure("attackListSeconds", "  ATT&CK, whole", .seconds, aim: 0.3)
    static let keyBytes = Measure("keyBytes", "drawn for a key, the median", .bytes)
    static let mostKeyBytes = Measure("keyBytesWorst", "drawn for a key, the most", .bytes)
    static let repaintBytes = Measure("repaintBytes", "drawn for the whole screen", .bytes)

    // MARK: Following a folder

    static let followKeyToFrame = Measure("followKeyToFrameSeconds", "key to frame, the median", .seconds)
    static let followSlowKey = Measure("followKeyToFrame99Seconds", "key to frame, 99 of 100", .seconds, aim: 0.016)
    static let followSlowestKey = Measure(
        "followKeyToFrameWorstSeconds", "key to frame, the worst", .seconds, must: 0.05)
    static let followDelay = Measure("followDelaySeconds", "the last file, written to shown", .seconds, aim: 3)
    static let followLost = Measure("followLostEvents", "events that are not shown", .count, must: 0)

    // MARK: One NDJSON file, and peers

    static let lines = Measure("ndjsonSeconds", "one NDJSON file", .seconds)
    static let lineRate = Measure("ndjsonEventsPerSecond", "one NDJSON file, events", .perSecond, better: .higher)
    static let linesDuckDB = Measure("ndjsonDuckDBSeconds", "one NDJSON file, DuckDB", .seconds)
    static let linesChdb = Measure("ndjsonChdbSeconds", "one NDJSON file, chdb", .seconds)
    static let linesOverDuckDB = Measure(
        "ndjsonSpeedToDuckDBRatio", "one NDJSON file, our speed to DuckDB's", .ratio, better: .higher, must: 1.4,
        aim: 2)
    static let linesOverChdb = Measure(
        "ndjsonSpeedToChdbRatio", "one NDJSON file, our speed to chdb's", .ratio, better: .higher)
    static let layoutDuckDB = Measure("layoutDuckDBSeconds", "S3 layout, DuckDB", .seconds)
    static let layoutChdb = Measure("layoutChdbSeconds", "S3 layout, chdb", .seconds)
    static let layoutOverDuckDB = Measure(
        "layoutSpeedToDuckDBRatio", "S3 layout, our speed to DuckDB's", .ratio, better: .higher, must: 25, aim: 35)
    static let layoutOverChdb = Measure(
        "layoutSpeedToChdbRatio", "S3 layout, our speed to chdb's", .ratio, better: .higher, must: 4, aim: 5)

    // MARK: Cold cache

    static let coldLoad = Measure("coldLoadSeconds", "cold load", .seconds)
    static let coldFloor = Measure("coldFloorSeconds", "cold floor: list, inflate, 8 threads", .seconds)
    static let coldLoadOverFloor = Measure(
        "coldLoadOverFloorRatio", "cold load / floor", .ratio, must: 1.6, aim: 1.25)

    // MARK: A snapshot of the index

    static let snapshotWrite = Measure("snapshotWriteSeconds", "snapshot, written", .seconds)
    static let snapshotOpen = Measure("snapshotOpenSeconds", "snapshot, opened", .seconds)
    static let snapshotOverLoad = Measure(
        "snapshotOpenOverLoadRatio", "snapshot, opened / load", .ratio, must: 0.06, aim: 0.04)
    static let snapshotSize = Measure("snapshotBytesPerEvent", "snapshot, size per event", .bytes, must: 110, aim: 90)
    static let snapshotPeak = Measure(
        "snapshotPeakBytesPerEvent", "snapshot, peak per event", .bytes, must: 150, aim: 110)

    // MARK: Ten times the events

    static let tenfoldTime = Measure(
        "tenfoldLoadRatio", "ten times the events, load", .ratio, must: 11, aim: 10)
    static let tenfoldMemory = Measure(
        "tenfoldResidentBytesPerEvent", "ten times the events, resident per event", .bytes, must: 150, aim: 110)
}
