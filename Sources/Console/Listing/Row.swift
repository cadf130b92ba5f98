public import Cases
public import CloudTrail
public import Detections

/// Where Enter leads from a cell.
public enum Link: Hashable, Sendable {
    /// To another view, about a subject; `alert` sets the investigation that is being read.
    case pivot(ViewKind, Entity?, alert: String?)
    /// To a place that was kept.
    case place(Bookmark)
    /// Opens or closes the row itself: a burst, an object.
    case fold
    /// To the events of a stretch of time, of what the place is about.
    case span(TimeSpan)
}

extension Entity {
    /// Where a pivot on the value leads: to its events, of an alert to what it says. Nil where there is no way on.
    var link: Link? {
        switch kind {
        case .alert: .pivot(.alert, self, alert: value)
        case .rule: .pivot(.timeline, self, alert: nil)
        case .event: .pivot(.record, self, alert: nil)
        default: pivotFilter == nil ? nil : .pivot(.timeline, self, alert: nil)
        }
    }
}

/// One cell of a list.
public struct TableCell: Hashable, Sendable {
    /// Raw text, possibly hostile: the screen makes it harmless.
    public var text: StyledText
    /// What `+` keeps and `-` drops.
    public var entity: Entity?
    /// Where Enter leads; nil pivots on the entity, or does what the row's first cell does.
    public var link: Link?
    /// A role of its own, for lists that are maps rather than rows.
    public var role: Role?
    /// What is copied in place of what is shown: in full where that is shortened, masked where it is a secret.
    public var clipboard: String?

    public init(
        _ text: StyledText, entity: Entity? = nil, link: Link? = nil, role: Role? = nil, clipboard: String? = nil
    ) {
        self.text = text
        self.entity = entity
        self.link = link
        self.role = role
        self.clipboard = clipboard
    }

    public init(
        _ text: String, entity: Entity? = nil, link: Link? = nil, role: Role? = nil, clipboard: String? = nil
    ) {
        self.init(StyledText(text), entity: entity, link: link, role: role, clipboard: clipboard)
    }
}

/// What can be jumped to from row to row.
public struct RowTraits: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Denied, or failed with another error.
    public static let failed = RowTraits(rawValue: 1)
    /// Part of an alert.
    public static let alerted = RowTraits(rawValue: 2)
    /// A row that stands for several, closed.
    public static let folded = RowTraits(rawValue: 4)
    /// A row that stands for several, open.
    public static let unfolded = RowTraits(rawValue: 8)
}

/// One row of a list. One row has one colour; what else is to be said is said by letters and weight.
public struct Row: Hashable, Sendable {
    public var key: RowKey
    /// As many as the list has columns.
    public var cells: [TableCell]
    public var role: Role
    /// One sign for the gutter: `!` new, `~` rare, `x` denied.
    public var sign: Unicode.Scalar?
    public var traits: RowTraits
    /// The moment that the row speaks of, for the histogram above the list.
    public var time: EventTime?
    /// The decision that keeps the row out of sight, where it is shown all the same.
    public var mute: Mute?
    /// Everything the row is about, by kind, for `g k`, `g i` and the like.
    public var entities: [Entity.Kind: Entity]
    /// What the row stands for, which marks, tags and notes on it are about.
    public var subject: Entity?
    /// The words that an edit of what the row stands for begins with.
    public var draft: String?

    public init(
        key: RowKey, cells: [TableCell], role: Role = .uiText, sign: Unicode.Scalar? = nil, traits: RowTraits = [],
        time: EventTime? = nil, entities: [Entity] = []
    ) {
        // The first of them is what the row is; the others come with it.
        subject = entities.first
        self.key = key
        self.cells = cells
        self.role = role
        self.sign = sign
        self.traits = traits
        self.time = time
        self.entities = Dictionary(entities.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// The rows of a list, made when they are looked at. Read from several threads; never changes.
public protocol RowSource: Sendable {
    var count: Int { get }

    /// The row at an index below ``count``. Cheap (microseconds): it is called for every row of every frame.
    func row(at index: Int) -> Row

    /// All that the row at an index stands for, which a note on a range of rows is about: of a closed burst each of its
    /// calls. What the row itself is by default.
    func subjects(at index: Int) -> [Entity]

    /// How many events the rows of a range stand for; nil where rows are something else. Nil by default.
    func eventCount(in range: ClosedRange<Int>) -> Int?

    /// Texts of the row that cost more, such as what is read from the raw record, by column. Called off the screen's
    /// thread, for rows that are visible. Nothing by default.
    func details(at index: Int) -> [Int: TableCell]

    /// Where the row with that key is. Linear by default.
    func index(of key: RowKey) -> Int?

    /// The first row that is about a value. Linear by default.
    func index(about entity: Entity) -> Int?

    /// Where a moment is: the earliest row at or after it, or backwards the latest at or before it; nil where there is
    /// none. Linear by default; lists of very many rows have a faster way.
    func index(at time: EventTime, forward: Bool) -> Int?

    /// Whether a row is what is looked for. Made once for a search over all rows; asks row after row by default.
    func matcher(of search: RowSearch) -> (Int) -> Bool
}

extension RowSource {
    public func details(at index: Int) -> [Int: TableCell] { [:] }

    public func subjects(at index: Int) -> [Entity] { [row(at: index).subject].compactMap { $0 } }

    public func eventCount(in range: ClosedRange<Int>) -> Int? { nil }

    public func index(of key: RowKey) -> Int? {
        (0..<count).first { row(at: $0).key == key }
    }

    public func index(about entity: Entity) -> Int? {
        (0..<count).first { row(at: $0).entities[entity.kind]?.value == entity.value }
    }

    public func index(at time: EventTime, forward: Bool) -> Int? {
        TimeOrder.none.index(at: time, forward: forward, among: count) { row(at: $0).time }
    }

    public func matcher(of search: RowSearch) -> (Int) -> Bool {
        { search.matches(row(at: $0)) }
    }

    /// The next row that matches, beginning beside `start` and going round once.
    func found(
        matching search: RowSearch, from start: Int, forward: Bool, isCancelled: @Sendable () -> Bool
    ) -> Found {
        search.next(
            among: count, from: start, forward: forward, isCancelled: isCancelled, matches: matcher(of: search))
    }

    /// The same with the number that it has among all rows that match.
    func counted(_ found: Found, matching search: RowSearch, isCancelled: @Sendable () -> Bool) -> Found {
        var found = found
        found.position = found.row.flatMap {
            search.position(of: $0, among: count, isCancelled: isCancelled, matches: matcher(of: search))
        }
        return found
    }
}

/// Rows that are all there.
public struct RowList: RowSource {
    public let rows: [Row]

    public init(_ rows: [Row]) {
        self.rows = rows
    }

    public var count: Int { rows.count }
    public func row(at index: Int) -> Row { rows[index] }
}
