internal import Cases
internal import Digests
internal import Ingest
internal import Records

/// The lines of the evidence, made when they are looked at; hashes come later, since a large file's takes long.
struct EvidenceRows: RowSource {
    enum Place: Int, CaseIterable {
        case part, path, events, rejected, copies, shape, bytes, note, hash, level
    }

    /// With how far digests vouch for a file, where there are any.
    var columns: [Column] { levels == nil ? Self.columns.dropLast() : Self.columns }

    private static let columns = Place.allCases.map { place in
        let name = "\(place)"
        return switch place {
        case .part: Column(name, "PART", minimum: 8, isSortable: false)
        case .path: Column(name, "FILE", minimum: 24, ideal: 48, isFlexible: true, fit: .middle)
        case .events: Column(name, "EVENTS", minimum: 7, fit: .trailing, priority: 1)
        case .rejected: Column(name, "REJ", minimum: 5, fit: .trailing, priority: 2)
        case .copies: Column(name, "COPIES", minimum: 6, fit: .trailing, priority: 4)
        case .shape: Column(name, "SHAPE", minimum: 9, ideal: 14, priority: 3)
        case .bytes: Column(name, "SIZE", minimum: 8, fit: .trailing, priority: 5)
        case .note: Column(name, "WHAT", minimum: 16, ideal: 40, isFlexible: true, priority: 1)
        case .level: Column(name, "DIGEST", minimum: 9, priority: 1)
        case .hash: Column(name, "SHA-256", minimum: 12, ideal: 64, priority: 6, isSortable: false, isLazy: true)
        }
    }

    private enum Line {
        case head(EvidencePart.Kind, count: Int, isOpen: Bool)
        case item(part: Int, Int)
        case file(Int)
    }

    private let trail: Trail
    private let parts: [EvidencePart]
    private let chosen: [Int: Int]?
    private let levels: DigestLevels?
    /// What the paths of all files begin with, which says nothing of any of them.
    private let folder: String
    private var lines: [Line] = []

    /// - Parameters:
    ///   - folder: what was loaded; paths are shown from there on. Empty where that was more than one.
    ///   - chosen: the only sources that are listed, with the number of events that count; nil for all.
    ///   - levels: what digests say of the files; nil where there are none.
    init(
        _ trail: Trail, in folder: String, parts: [EvidencePart], chosen: [Int: Int]?,
        levels: DigestLevels? = nil, toggled: Set<RowKey>,
        sort: SortOrder?
    ) {
        self.folder = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
        self.trail = trail
        self.parts = parts
        self.chosen = chosen
        self.levels = levels
        for (number, part) in parts.enumerated() where !part.items.isEmpty {
            let isOpen = (part.items.count <= EvidencePart.most) != toggled.contains(Self.key(part.kind))
            lines.append(.head(part.kind, count: part.items.count, isOpen: isOpen))
            guard isOpen else { continue }
            lines += Array(part.items.indices).sorted(sort) { Self.sortKey(part.items[$0], $1) }
                .map { .item(part: number, $0) }
        }
        let files = trail.report.sources.indices.filter { chosen == nil || chosen?[$0] != nil }
        guard !files.isEmpty else { return }
        let isOpen = !toggled.contains(Self.key(.files))
        lines.append(.head(.files, count: files.count, isOpen: isOpen))
        if isOpen { lines += files.sorted(sort) { sortKey(file: $0, $1) }.map { .file($0) } }
    }

    private static func key(_ part: EvidencePart.Kind) -> RowKey { RowKey("part \(part.rawValue)") }
    static func key(_ part: EvidencePart.Kind, _ number: Int) -> RowKey { RowKey("\(part.rawValue) \(number)") }
    static func key(_ source: Source) -> RowKey { RowKey("file \(source.path)") }

    /// Lines of a part are only sorted by what all of them have.
    private static func sortKey(_ item: EvidencePart.Item, _ column: String) -> SortKey? {
        switch column {
        case "path": .text(item.path)
        case "note": item.time.map { .time($0) } ?? .text(item.note)
        default: nil
        }
    }

    private func sortKey(file: Int, _ column: String) -> SortKey? {
        let source = trail.report.sources[file]
        return switch Place.allCases.first(where: { "\($0)" == column }) {
        case .path: .text(source.path)
        case .events: .number(chosen?[file] ?? source.events)
        case .rejected: .number(source.rejected)
        case .copies: .number(source.duplicates)
        case .shape: .text(source.shape.rawValue)
        case .bytes: .number(source.byteCount)
        case .note: .text(source.shortcoming ?? "")
        case .level: .text(validation(of: source)?.word ?? "")
        case .part, .hash, nil: nil
        }
    }

    var count: Int { lines.count }

    func row(at number: Int) -> Row {
        switch lines[number] {
        case .head(let kind, let count, let isOpen): head(kind, count, isOpen)
        case .item(let part, let item): row(parts[part].items[item], parts[part].kind, item)
        case .file(let file): row(file)
        }
    }

    private func head(_ kind: EvidencePart.Kind, _ count: Int, _ isOpen: Bool) -> Row {
        var cells = Place.allCases.map { _ in TableCell("") }
        cells[Place.part.rawValue] = TableCell(count.grouped, link: .fold)
        cells[Place.path.rawValue] = TableCell(kind.title, link: .fold)
        return Row(
            key: Self.key(kind), cells: cells, role: kind.role == .uiText ? .uiTitle : kind.role,
            traits: isOpen ? .unfolded : .folded)
    }

    private func row(_ item: EvidencePart.Item, _ kind: EvidencePart.Kind, _ number: Int) -> Row {
        var cells = Place.allCases.map { _ in TableCell("") }
        cells[Place.path.rawValue] = TableCell(shown(item.path), link: item.link)
        cells[Place.note.rawValue] = TableCell(item.note, link: item.link)
        return Row(key: Self.key(kind, number), cells: cells, role: kind.role, time: item.time)
    }

    private func shown(_ path: String) -> String {
        !folder.isEmpty && path.hasPrefix(folder) && path != folder ? String(path.dropFirst(folder.count)) : path
    }

    private func row(_ file: Int) -> Row {
        let source = trail.report.sources[file]
        let entity = Entity(source: source.path)
        let cells = Place.allCases.map { place in
            switch place {
            case .part, .hash: TableCell("")
            case .path: TableCell(shown(source.path), entity: entity)
            case .events: TableCell((chosen?[file] ?? source.events).grouped, link: entity.link)
            case .rejected: TableCell(source.rejected == 0 ? "-" : source.rejected.grouped)
            case .copies: TableCell(source.duplicates == 0 ? "-" : source.duplicates.grouped)
            case .shape: TableCell(source.shape.rawValue)
            case .bytes: TableCell(source.byteCount.byteWords)
            case .note: TableCell(source.shortcoming ?? "")
            case .level: TableCell(validation(of: source)?.word ?? "-")
            }
        }
        let isDamaged =
            source.shape == .unreadable || source.rejected > 0 || validation(of: source)?.isFailed ?? false
        return Row(
            key: Self.key(source), cells: cells, role: isDamaged ? .toastWarn : .uiText, sign: isDamaged ? "x" : nil,
            traits: isDamaged ? .failed : [], entities: [entity])
    }

    private func validation(of source: Source) -> SourceValidation? {
        levels.flatMap { SourceValidation($0, path: source.path, sha256: source.sha256) }
    }

    func details(at number: Int) -> [Int: TableCell] {
        guard case .file(let file) = lines[number] else { return [:] }
        return [Place.hash.rawValue: TableCell(trail.report.sources[file].sha256 ?? "none")]
    }
}
