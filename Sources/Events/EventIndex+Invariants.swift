internal import CloudTrail

/// The rules that hold for every index. They are held against what readers can see, not against how it is stored.
extension EventIndex {
    /// Checks every rule and returns those that are broken, each with the first place found.
    ///
    /// - Parameter sourceCount: how many sources the index was made of.
    /// - Complexity: several passes over all rows and dictionaries, and one over the rows for each distinct value of a
    ///   field that has no posting lists and few values.
    public func checkInvariants(sourceCount: Int) -> [InvariantViolation] {
        checkOrder() + checkLocations(sourceCount: sourceCount) + IndexField.allCases.flatMap { checkField($0) }
            + checkCallers() + checkPostings() + checkSums(sourceCount: sourceCount)
    }

    /// The first element for which there is something to say.
    private static func first<Element>(
        _ rule: String, in elements: some Sequence<Element>, where isBroken: (Element) -> String?
    ) -> [InvariantViolation] {
        for element in elements {
            if let place = isBroken(element) { return [InvariantViolation(rule, at: place)] }
        }
        return []
    }

    private func checkOrder() -> [InvariantViolation] {
        let ids = (0..<count).map { eventIDs[$0] }
        return Self.first("rows ascend by time, then ID, then account", in: (0..<count).dropFirst()) { row in
            let (left, right) = (times[row - 1], times[row])
            if left != right { return left < right ? nil : "rows \(row - 1) and \(row): \(left), \(right)" }
            let (leftID, rightID) = (ids[row - 1] ?? "", ids[row] ?? "")
            if leftID != rightID {
                let isBefore = leftID.utf8.lexicographicallyPrecedes(rightID.utf8)
                return isBefore ? nil : "rows \(row - 1) and \(row): \(leftID), \(rightID)"
            }
            let (leftAccount, rightAccount) = (text(.account, row - 1) ?? "", text(.account, row) ?? "")
            return rightAccount.utf8.lexicographicallyPrecedes(leftAccount.utf8)
                ? "rows \(row - 1) and \(row): \(leftAccount), \(rightAccount)" : nil
        }
    }

    private func checkLocations(sourceCount: Int) -> [InvariantViolation] {
        var seen: Set<RecordLocation> = []
        return Self.first("each row lies at a place of its own, in a source that was read", in: 0..<count) { row in
            let location = location(row)
            let isWithin =
                (0..<sourceCount).contains(location.source) && location.record >= 1 && location.offset >= 0
            return isWithin && seen.insert(location).inserted ? nil : "row \(row): \(location)"
        }
    }

    private func checkField(_ field: IndexField) -> [InvariantViolation] {
        let table = self.table(field)
        var violations = Self.first("codes of a field are in its dictionary", in: 0..<count) { row in
            Int(code(field, row)) < table.codeCount ? nil : "\(field), row \(row): code \(code(field, row))"
        }
        guard violations.isEmpty else { return violations }
        violations += Self.first("a dictionary finds the code of each of its texts", in: 1..<max(1, table.codeCount)) {
            number in
            let code = UInt32(number)
            let found = table.code(of: table.text(code))
            return found == code
                ? nil : "\(field), code \(code), \(table.text(code)): \(found.map(String.init) ?? "none")"
        }
        if table[StringTable.missing] != nil || table.code(of: "") != nil {
            violations.append(InvariantViolation("what is missing has no text", at: "\(field)"))
        }
        var counts = [Int](repeating: 0, count: table.codeCount)
        for row in 0..<count { counts[Int(code(field, row))] += 1 }
        let all = RowSet.all(of: count)
        let groups = self.groups(field, in: all)
        violations += Self.first("groups hold all rows of their values", in: groups) { group in
            let isRight =
                group.count == counts[Int(group.code)] && code(field, group.first) == group.code
                && code(field, group.last) == group.code && group.first <= group.last && group.denied <= group.count
            return isRight ? nil : "\(field), \(table.text(group.code)): \(group)"
        }
        if groups.count != counts.count(where: { $0 > 0 }) {
            violations.append(InvariantViolation("each value that occurs is a group", at: "\(field)"))
        }
        return violations
    }

    /// Fields whose values are looked up by lists of rows, which must say what the columns say.
    private func checkCallers() -> [InvariantViolation] {
        let violations = Self.first("each row has an identity, of the row's type", in: 0..<count) { row in
            let identity = identity(row)
            return Int(identity) < identityCount && text(.type, of: identity) == text(.type, row)
                ? nil : "row \(row): identity \(identity)"
        }
        guard violations.isEmpty else { return violations }
        return Self.first(
            "a member has a text, is not there, or is left to the record", in: IdentityMembers.Member.allCases
        ) {
            member in
            let parts = [
                rows(member) { _ in true }, rows(member, whereAbsent: true), rows(member, whereBlank: true),
            ]
            let total = parts.reduce(0) { $0 + $1.count }
            return total == count ? nil : "\(member.path): \(total) of \(count)"
        }
    }

    private func checkPostings() -> [InvariantViolation] {
        IndexField.listed.flatMap { field -> [InvariantViolation] in
            var total = 0
            let violations = Self.first("the rows of a value are those that have it, ascending", in: codes(of: field)) {
                code in
                let rows = self.rows(field, code: code).rows
                total += rows.count
                guard rows.count == count(field, code: code) else { return "\(field), code \(code): counted otherwise" }
                var last: UInt32?
                for row in rows {
                    guard last.map({ $0 < row }) ?? true, row < count, self.code(field, Int(row)) == code else {
                        return "\(field), code \(code): row \(row)"
                    }
                    last = row
                }
                return nil
            }
            guard violations.isEmpty, total != count else { return violations }
            return [InvariantViolation("the rows of all values are all rows", at: "\(field): \(total) of \(count)")]
        }
    }

    private func codes(of field: IndexField) -> Range<UInt32> { 0..<UInt32(table(field).codeCount) }

    private func checkSums(sourceCount: Int) -> [InvariantViolation] {
        var violations: [InvariantViolation] = []
        if duplicateCounts.count != sourceCount || duplicateCounts.contains(where: { $0 < 0 }) {
            violations.append(
                InvariantViolation(
                    "each source has a number of copies", at: "\(duplicateCounts.count) of \(sourceCount)"))
        }
        if let span {
            let all = rows(from: span.lowerBound, to: span.upperBound.advanced(byMilliseconds: 1)).count
            if all != count {
                violations.append(InvariantViolation("all rows lie in the span", at: "\(all) of \(count)"))
            }
            let buckets = histogram(of: .all(of: count), bucket: max(1, (times[count - 1] - times[0]) / 50))
            if buckets.reduce(0, { $0 + $1.count }) != count {
                violations.append(InvariantViolation("a histogram holds all rows", at: "\(buckets.count) buckets"))
            }
        }
        violations += Self.first("each principal has a kind and each row flags", in: 0..<count) { row in
            _ = principalKind(code(.principal, row))
            let words = flags(row)
            return text(.outcome, row) == words.outcome.word && text(.rw, row) == words.readWrite.word
                && text(.mfa, row) == words.mfa.word && text(.client, row) == words.client.word ? nil : "row \(row)"
        }
        return violations
    }
}
