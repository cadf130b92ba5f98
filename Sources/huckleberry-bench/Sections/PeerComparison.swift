/// The same records in one plain file and in S3 layout, loaded by us and by what people would use instead.
struct PeerComparison {
    let bench: Bench
    let contents: Floor.Pass

    /// What one of the peers took, or why there is no figure.
    private struct Times {
        var samples: [Double] = []
        /// Our own, taken beside each of them.
        var ours: [Double] = []
        var note: String?
    }

    func figures() throws -> [Figure] {
        let lines = try LineFile(folder: bench.folder, trail: bench.path, contents: contents)
            .path(saying: bench.saying)
        var loads: [LoadRun] = []
        var duckDB = Times()
        var chdb = Times()
        for run in 1...bench.runs {
            bench.saying("one NDJSON file, \(run) of \(bench.runs)")
            let load = try bench.child.load(lines)
            guard load.events + load.duplicates + load.rejected == contents.records else {
                throw BenchError.eventCount(path: lines, loaded: load.events, floor: contents.records)
            }
            loads.append(load)
            try add(.duckDB, .lines, lines, beside: load, to: &duckDB)
            try add(.chdb, .lines, lines, beside: load, to: &chdb)
        }
        let own = [
            Figure(.lines, loads.map(\.seconds)),
            Figure(.lineRate, loads.map { Double($0.events) / $0.seconds }),
        ]
        guard bench.python != nil else { return own }
        return own + figures(duckDB, .linesDuckDB, .linesOverDuckDB) + figures(chdb, .linesChdb, .linesOverChdb)
            + (try layout())
    }

    /// Once: DuckDB takes the better part of a minute for it.
    private func layout() throws -> [Figure] {
        bench.saying("S3 layout")
        let load = try bench.child.load(bench.path)
        var duckDB = Times()
        var chdb = Times()
        try add(.chdb, .layout, bench.path, beside: load, to: &chdb)
        try add(.duckDB, .layout, bench.path, beside: load, to: &duckDB)
        return figures(chdb, .layoutChdb, .layoutOverChdb) + figures(duckDB, .layoutDuckDB, .layoutOverDuckDB)
    }

    private func figures(_ times: Times, _ measure: Measure, _ ratio: Measure) -> [Figure] {
        [
            Figure(measure, times.samples, note: times.note),
            // Of speeds: how many times longer the peer takes.
            Figure(ratio, times.samples.ratios(to: times.ours), note: times.samples.isEmpty ? times.note : nil),
        ]
    }

    private func add(
        _ peer: Peer, _ form: Peer.Form, _ path: String, beside load: LoadRun, to times: inout Times
    ) throws {
        guard let python = bench.python, times.note == nil || !times.samples.isEmpty else { return }
        switch try peer.load(path, form, python: python, threads: bench.child.threads) {
        case .loaded(let seconds, let rows, let version):
            times.samples.append(seconds)
            times.ours.append(load.seconds)
            times.note = rows == contents.records ? version : "\(version), loaded \(rows) rows"
        case .absent: times.note = "not installed"
        case .failed: times.note = "failed"
        }
    }
}
