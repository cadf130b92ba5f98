public import CloudTrail

/// What the analyst wrote beside something.
public struct Note: Hashable, Sendable {
    public var subject: Entity
    /// What else it is about, where it was written on a range of rows.
    public var others: [Entity]
    public var text: String
    public var time: EventTime

    public init(_ subject: Entity, others: [Entity] = [], text: String, time: EventTime) {
        self.subject = subject
        self.others = others
        self.text = text
        self.time = time
    }

    /// All that it is about.
    public var subjects: [Entity] { [subject] + others }
}

/// A place to come back to, under a letter.
public struct Bookmark: Hashable, Sendable {
    public var request: ViewRequest
    public var row: RowKey?

    public init(request: ViewRequest, row: RowKey?) {
        self.request = request
        self.row = row
    }
}

/// Marks, tags and notes. Events are known by ID and account, everything else by its value, so that they hold in every
/// generation of the case.
public struct Annotations: Hashable, Sendable {
    /// What annotations are about: a value, whatever it is called on the screen.
    public struct Subject: Hashable, Sendable {
        public var kind: Entity.Kind
        public var value: String

        /// Nil where there is no value.
        public init?(_ entity: Entity) {
            guard let value = entity.value else { return nil }
            kind = entity.kind
            self.value = value
        }
    }

    private(set) var marked: [Subject: Entity] = [:]
    private(set) var tagged: [Subject: Set<String>] = [:]
    private var taggedEntities: [Subject: Entity] = [:]
    /// Oldest first.
    public private(set) var notes: [Note] = [] {
        didSet { noted = Set(notes.lazy.flatMap(\.subjects).compactMap(Subject.init)) }
    }
    /// What notes are about: a range has very many events, and every row on the screen asks.
    private var noted: Set<Subject> = []
    public var bookmarks: [Character: Bookmark] = [:]

    public init() {}

    /// What is marked, by kind, then by value.
    public var marks: [Entity] { Self.ordered(marked) }

    /// What has tags, by kind, then by value, with its tags in their order.
    public var tags: [(entity: Entity, tags: [String])] {
        Self.ordered(taggedEntities).map { ($0, tags(of: $0)) }
    }

    /// The tags in use.
    public var tagNames: [String] { Set(tagged.values.flatMap(\.self)).sorted() }

    /// Everything that is marked, tagged or written about.
    var subjects: Set<Subject> { Set(marked.keys).union(tagged.keys).union(noted) }

    public func isMarked(_ entity: Entity?) -> Bool {
        entity.flatMap(Subject.init).map { marked[$0] != nil } ?? false
    }

    public func tags(of entity: Entity?) -> [String] {
        entity.flatMap(Subject.init).flatMap { tagged[$0] }?.sorted() ?? []
    }

    /// The notes about something, oldest first.
    public func notes(of entity: Entity?) -> [Note] {
        guard let subject = entity.flatMap(Subject.init) else { return [] }
        guard noted.contains(subject) else { return [] }
        return notes.filter { note in note.subjects.contains { Subject($0) == subject } }
    }

    /// Whether anything is written or tagged here.
    public func isNoted(_ entity: Entity?) -> Bool {
        entity.flatMap(Subject.init).map { noted.contains($0) || tagged[$0] != nil } ?? false
    }

    mutating func setMark(_ isMarked: Bool, on entity: Entity) {
        guard let subject = Subject(entity) else { return }
        marked[subject] = isMarked ? entity : nil
    }

    mutating func setTag(_ tag: String, _ isSet: Bool, on entity: Entity) {
        guard let subject = Subject(entity) else { return }
        var tags = tagged[subject] ?? []
        if isSet { tags.insert(tag) } else { tags.remove(tag) }
        tagged[subject] = tags.isEmpty ? nil : tags
        taggedEntities[subject] = tags.isEmpty ? nil : entity
    }

    mutating func add(_ note: Note) { notes.append(note) }

    mutating func remove(_ note: Note) { notes.removeAll { $0 == note } }

    /// Puts a note in the place of another.
    mutating func replace(_ note: Note, by next: Note) {
        guard let index = notes.firstIndex(of: note) else { return }
        notes[index] = next
    }

    private static func ordered(_ entities: [Subject: Entity]) -> [Entity] {
        entities.sorted { ($0.key.kind.rawValue, $0.key.value) < ($1.key.kind.rawValue, $1.key.value) }.map(\.value)
    }
}
