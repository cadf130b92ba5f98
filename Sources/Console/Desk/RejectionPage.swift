internal import Cases
internal import Ingest
internal import Records
internal import Text

/// What could not be read, in full: where, why, and the bytes that stand there.
struct RejectionPage {
    private let rejection: Rejection
    private let trail: Trail

    /// - Throws: where the source no longer has such a rejection.
    init(_ subject: Entity, in trail: Trail) throws(Problem) {
        guard let rejection = trail.report.rejections.first(where: { Entity(rejected: $0).value == subject.value })
        else { throw Problem("That was rejected in what had been loaded before; 0 shows what is rejected now.") }
        self.rejection = rejection
        self.trail = trail
    }

    /// Bytes that are shown in front of the offset, and from it on.
    private static let before = 256
    private static let behind = 2_048
    /// Bytes that are read in front of those: what is shown first may be in the middle of a secret.
    private static let context = 8_192
    /// Cells of a line of bytes.
    private static let measure = 76
    /// What is said of a reason at most.
    private static let longest = 4_000

    var listing: Listing {
        var rows = [fact("file", rejection.path, entity: Entity(source: rejection.path))]
        rows.append(fact("record", rejection.record.map(\.grouped) ?? "the file as a whole"))
        rows.append(fact("byte", rejection.offset.map { "\($0.grouped) of the decoded text" } ?? "-"))
        for (number, line) in LineWrap.lines(of: String(rejection.reason.prefix(Self.longest)), width: 68).enumerated()
        {
            rows.append(fact(number == 0 ? "because" : "", line))
        }
        rows.append(line(""))
        rows += text.map { line($0) }
        let keyed = rows.enumerated().map { number, row in
            Row(key: RowKey("line \(number)"), cells: row.cells, entities: Array(row.entities.values))
        }
        return Listing(
            columns: [Column("text", "REJECTED", minimum: 20, isFlexible: true, isSortable: false)],
            rows: RowList(keyed), summary: StyledText(rejection.reason.shortened))
    }

    private var text: [StyledText] {
        guard let offset = rejection.offset,
            let source = trail.report.sources.firstIndex(where: { $0.path == rejection.path })
        else { return [StyledText("Of a file as a whole there are no bytes to show.", .uiDim)] }
        let start = max(0, offset - Self.before - Self.context)
        do {
            let bytes = try trail.records.bytes(of: source, in: start..<offset + Self.behind)
            let secrets = Secrets.ranges(in: bytes)
            let middle = min(offset - start, bytes.count)
            let front = max(0, middle - Self.before)..<middle
            return [StyledText("The bytes before it", .uiTitle)] + Self.lines(bytes, front, hiding: secrets)
                + [StyledText("The bytes from \(offset.grouped) on", .uiTitle)]
                + Self.lines(bytes, middle..<bytes.count, hiding: secrets)
        } catch {
            return [StyledText("The bytes cannot be read again: \(error.reason)", .toastWarn)]
        }
    }

    private static func lines(_ bytes: [UInt8], _ part: Range<Int>, hiding secrets: [Range<Int>]) -> [StyledText] {
        if part.isEmpty { return [StyledText("none", .uiDim)] }
        var text = ""
        var position = part.lowerBound
        for secret in secrets.map({ $0.clamped(to: part) }) where !secret.isEmpty {
            text += Neutral.text(String(decoding: bytes[position..<secret.lowerBound], as: UTF8.self)) + Secrets.mask
            position = secret.upperBound
        }
        text += Neutral.text(String(decoding: bytes[position..<part.upperBound], as: UTF8.self))
        return LineWrap.lines(of: text, width: measure).map { StyledText($0) }
    }

    private func fact(_ head: String, _ text: String, entity: Entity? = nil) -> Row {
        let words = StyledText([Span(head.padding(to: 9), .uiDim), Span(text)])
        return Row(
            key: RowKey(""), cells: [TableCell(words, entity: entity)], entities: [entity].compactMap { $0 })
    }

    private func line(_ text: StyledText) -> Row {
        Row(key: RowKey(""), cells: [TableCell(text)])
    }
}

extension Entity {
    /// A file, by its path.
    init(source path: String) {
        self.init(.field, path, label: path.split(separator: "/").last.map(String.init) ?? path, field: "source")
    }

    /// What could not be read, however much is loaded around it.
    init(rejected rejection: Rejection) {
        let place = "\(rejection.record ?? 0) \(rejection.offset ?? 0) \(rejection.path)"
        let file = rejection.path.split(separator: "/").last.map(String.init) ?? rejection.path
        self.init(.rejection, place, label: rejection.record.map { "\(file), record \($0)" } ?? file)
    }
}
