import Foundation

/// Measures one trail, part by part.
struct Bench {
    /// The trail's folder.
    let path: String
    /// Where files are kept that are made of it.
    let folder: URL
    let child: ChildProcess
    /// Sigma rules to measure; those that come with the program where there are none.
    let rules: [String]
    /// The peers to compare with; nil for none.
    let python: String?
    let saying: (String) -> Void

    var runs: Int { child.runs }

    /// What the trail holds. Brings its files into the cache on the way.
    func contents() throws -> Floor.Pass {
        let pass = try Floor.run(path, .parse, threads: child.threads)
        guard pass.records > 0 else { throw BenchError.noEvents(path: path) }
        return pass
    }

    func figures(of section: Section, _ contents: Floor.Pass) async throws -> [Figure] {
        switch section {
        case .load: try load(contents)
        case .queries:
            try figures(
                [.keyPivot, .twoWayFilter, .twoWayFilterMiddle, .groupBy, .histogram, .rawRecord],
                of: ask("queries") { try child.queries(path) })
        case .search:
            try figures(
                [
                    .substring, .literalRegex, .anyRegex, .storedSubstring, .storedLiteralRegex, .storedAnyRegex,
                    .storeSize,
                ], of: ask("search") { try child.search(path) })
        case .rules:
            try figures([.rules, .twiceTheRules], of: ask("rules") { try child.rules(path, rules: rules) })
        case .robots:
            try figures([.robots, .worstRobots, .scope, .worstScope], of: ask("robots") { try child.robots(path) })
        case .console: try console()
        case .follow:
            try figures(
                [.followKeyToFrame, .followSlowKey, .followSlowestKey, .followDelay, .followLost],
                of: ask("1,000 files within a minute") { try child.follow(path) })
        case .ndjson: try PeerComparison(bench: self, contents: contents).figures()
        case .cold: try cold()
        case .snapshot: try snapshot()
        case .tenfold: try await tenfold(contents)
        }
    }

    private func ask(_ what: String, _ body: () throws -> [Answer]) rethrows -> [Answer] {
        saying(what)
        return try body()
    }

    private func figures(_ measures: [Measure], of answers: [Answer]) -> [Figure] {
        measures.map { measure in
            guard let answer = answers.first(where: { $0.key == measure.key }) else {
                return Figure(measure, [], note: "not measured")
            }
            return Figure(measure, answer.samples, note: answer.note)
        }
    }

    // MARK: Load

    private func load(_ contents: Floor.Pass) throws -> [Figure] {
        var loads: [LoadRun] = []
        var floors: [Double] = []
        for run in 1...runs {
            saying("load and floor, \(run) of \(runs)")
            loads.append(try child.load(path))
            floors.append(try child.floor(.parse, path).seconds)
        }
        let seconds = loads.map(\.seconds)
        let ratio = seconds.ratios(to: floors)
        func each(_ value: (LoadRun) -> Double) -> [Double] { loads.map(value) }
        func perEvent(_ bytes: (LoadRun) -> Int) -> [Double] { loads.map { Double(bytes($0)) / Double($0.events) } }
        /// A phase that is always 0 is one that the load does not measure.
        func phase(_ measure: Measure, _ value: (LoadRun.Phases) -> Double) -> Figure {
            let samples = loads.map { value($0.phases) }
            let isMeasured = samples.contains { $0 > 0 }
            return Figure(measure, isMeasured ? samples : [], note: isMeasured ? nil : "not measured by the load")
        }
        let rejected = loads[0].rejected
        let events = loads[0].events
        let difference = contents.records - events - loads[0].duplicates - rejected
        return [
            Figure(.load, seconds, note: rejected > 0 ? "\(rejected) records rejected" : nil),
            Figure(.floor, floors, note: difference == 0 ? nil : "the floor counts \(contents.records) records"),
            Figure(.loadOverFloor, ratio),
            phase(.listing, \.listing), phase(.reading, \.reading), phase(.merging, \.merging),
            phase(.workRead, \.workRead), phase(.workHash, \.workHash), phase(.workDecode, \.workDecode),
            phase(.workScan, \.workScan),
            Figure(.eventRate, each { Double($0.events) / $0.seconds }),
            Figure(.rawRate, each { Double(contents.rawBytes) / $0.seconds / 1e9 }),
            Figure(.resident, perEvent(\.residentBytes)), Figure(.peak, perEvent(\.peakBytes)),
            Figure(.indexSize, perEvent(\.indexBytes)),
        ]
    }

    // MARK: Console

    private func console() throws -> [Figure] {
        var starts: [Answer] = []
        for run in 1...runs {
            saying("start of the console, \(run) of \(runs)")
            starts += try child.consoleStart(path)
        }
        let answers = try ask("console, some hundred keys") { try child.console(path) }
        let started = [Measure.firstFrame, .firstRows].map { measure in
            Figure(measure, starts.filter { $0.key == measure.key }.flatMap(\.samples))
        }
        return started
            + figures(
                [
                    .keyToFrame, .slowKey, .slowestKey, .loadingKeyToFrame, .loadingSlowKey, .loadingSlowestKey,
                    .escapeToFrame, .answered, .slowestAnswer, .alertList, .timelineList, .keyList, .addressList,
                    .callList, .attackList, .keyBytes, .mostKeyBytes, .repaintBytes,
                ], of: answers)
    }

    // MARK: Cold cache

    /// Readers that the floor uses with a cold cache: more than cores, as reads wait for the disk.
    private static let coldThreads = 8

    private func cold() throws -> [Figure] {
        var loads: [Double] = []
        var floors: [Double] = []
        var dropsAll = true
        for run in 1...runs {
            saying("cold load and floor, \(run) of \(runs)")
            dropsAll = try PageCache.drop(path) && dropsAll
            loads.append(try child.load(path).seconds)
            dropsAll = try PageCache.drop(path) && dropsAll
            floors.append(try child.floor(.inflate, path, threads: Self.coldThreads).seconds)
        }
        return [
            Figure(.coldLoad, loads, note: dropsAll ? nil : "files were dropped from the cache, folders were not"),
            Figure(.coldFloor, floors), Figure(.coldLoadOverFloor, loads.ratios(to: floors)),
        ]
    }

    // MARK: A snapshot of the index

    private func snapshot() throws -> [Figure] {
        saying("a snapshot of the index")
        let snapshot = try SnapshotFile(of: path, threads: child.threads)
        var loads: [LoadRun] = []
        var opened: [LoadRun] = []
        for run in 1...runs {
            saying("snapshot and load, \(run) of \(runs)")
            opened.append(try child.load(snapshot.url.path))
            loads.append(try child.load(path))
        }
        guard opened[0].events == loads[0].events else {
            throw BenchError.eventCount(path: snapshot.url.path, loaded: opened[0].events, floor: loads[0].events)
        }
        let events = Double(loads[0].events)
        return [
            Figure(.snapshotWrite, [snapshot.seconds]), Figure(.snapshotOpen, opened.map(\.seconds)),
            Figure(.snapshotOverLoad, opened.map(\.seconds).ratios(to: loads.map(\.seconds))),
            Figure(.snapshotSize, [Double(snapshot.byteCount) / events]),
            Figure(.snapshotPeak, opened.map { Double($0.peakBytes) / events }),
        ]
    }

    // MARK: Ten times the events

    private func tenfold(_ contents: Floor.Pass) async throws -> [Figure] {
        // Both of one kind: other trails may have records of another size, or other numbers of distinct values.
        let once = try await SyntheticTrail(folder: folder, events: contents.records).path(saying: saying)
        let large = try await SyntheticTrail(folder: folder, events: contents.records * 10).path(saying: saying)
        for path in [once, large] { _ = try child.floor(.inflate, path) }
        var small: [LoadRun] = []
        var loads: [LoadRun] = []
        for run in 1...runs {
            saying("once and ten times the events, \(run) of \(runs)")
            small.append(try child.load(once))
            loads.append(try child.load(large))
        }
        return [
            Figure(.tenfoldTime, loads.map(\.seconds).ratios(to: small.map(\.seconds))),
            Figure(.tenfoldMemory, loads.map { Double($0.residentBytes) / Double($0.events) }),
        ]
    }
}
