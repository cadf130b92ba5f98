public import Events

extension LoadedTrail {
    /// Checks the index, that the report says what the index holds, and that records can be read again where rows say
    /// that they lie.
    ///
    /// - Parameter sample: how many rows' records are read again, spread evenly.
    /// - Returns: the rules that are broken. A source that has changed since it was read breaks them too.
    public func checkInvariants(sample: Int = 1_000) -> [InvariantViolation] {
        index.checkInvariants(sourceCount: index.duplicateCounts.count) + checkReport() + checkRecords(sample)
    }

    private func checkReport() -> [InvariantViolation] {
        var violations: [InvariantViolation] = []
        func require(_ condition: Bool, _ rule: String, _ place: @autoclosure () -> String) {
            if !condition { violations.append(InvariantViolation(rule, at: place())) }
        }
        require(report.events == index.count, "the report counts the rows", "\(report.events) of \(index.count)")
        var rows: [Int: Int] = [:]
        var last: [Int: Int] = [:]
        for row in 0..<index.count {
            let location = index.location(row)
            rows[location.source, default: 0] += 1
            last[location.source] = max(last[location.source] ?? 0, location.record)
        }
        let counted = report.sources.filter { $0.sha256 != nil || $0.events > 0 }
        require(
            counted.allSatisfy { $0.events >= 0 && $0.duplicates >= 0 && $0.rejected >= 0 && $0.excluded >= 0 },
            "no count is below zero", counted.first { $0.events < 0 }?.path ?? "a source")
        for (source, count) in rows.sorted(by: { $0.key < $1.key }) {
            let path = library.path(of: source)
            guard let told = report.sources.indices.contains(source) ? report.sources[source] : nil, told.path == path
            else {
                require(false, "sources are reported in the order of their numbers", path)
                continue
            }
            // A copy that wins over the one that is credited leaves its row to the other source.
            require(
                count <= told.events + told.duplicates, "a source's rows are among its events and copies",
                "\(path): \(count) of \(told.events) and \(told.duplicates)")
            let records = told.events + told.duplicates + told.rejected + told.excluded
            require(
                last[source] ?? 0 <= records || told.note != nil, "records are numbered within their source",
                "\(path): \(last[source] ?? 0) of \(records)")
        }
        let paths = Set(report.sources.map(\.path)).union(report.archives.map(\.path)).union(report.missingPaths)
        for rejection in report.rejections where !paths.contains(rejection.path) {
            require(false, "what is rejected belongs to a source", rejection.path)
        }
        return violations
    }

    private func checkRecords(_ sample: Int) -> [InvariantViolation] {
        guard index.count > 0, sample > 0 else { return [] }
        let step = max(1, index.count / sample)
        // Source by source, so that each is decoded once.
        let rows = stride(from: 0, to: index.count, by: step).sorted {
            let (left, right) = (index.location($0), index.location($1))
            return (left.source, left.offset) < (right.source, right.offset)
        }
        for row in rows {
            let location = index.location(row)
            do throws(SourceProblem) {
                let isThere = try library.withText(of: location.source) { text in
                    RecordSlice(in: text, at: location.offset) != nil
                }
                if !isThere {
                    return [InvariantViolation("each row's record is where the row says", at: "\(location)")]
                }
            } catch {
                return [InvariantViolation("each row's source can be read again", at: error.description)]
            }
        }
        return []
    }
}
