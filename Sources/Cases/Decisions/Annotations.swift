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

    public private(set) var marked: [Subject: Entity] = [:]
    public private(set) var tagged: [Subject: Set<String>] = [:]
    private var taggedEntities: [Subject: Entity] = [:]
    /// Oldest first.
    public private(set) var notes: [Note] = [] {
        didSet { noted = Set(notes.lazy.flatMap(\.subjects).compactMap(Subject.init)) }
    }
    /// What notes are about: a range has very many events, and every row on the screen asks.
    private var noted: Set<Subject> = []
    /// Places to come back to, by their letters.
    public var places: [Character: KeptPlace] = [:]
    /// What is numbered as evidence: events, E1 first.
    public private(set) var evidence: [Entity] = [] {
        didSet {
            numbers = Dictionary(
                evidence.enumerated().compactMap { number, event in Subject(event).map { ($0, number + 1) } },
                uniquingKeysWith: min)
        }
    }
    private var numbers: [Subject: Int] = [:]

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
    public var subjects: Set<Subject> { Set(marked.keys).union(tagged.keys).union(noted) }

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

    public mutating func setMark(_ isMarked: Bool, on entity: Entity) {
        guard let subject = Subject(entity) else { return }
        marked[subject] = isMarked ? entity : nil
    }

    public mutating func setTag(_ tag: String, _ isSet: Bool, on entity: Entity) {
        guard let subject = Subject(entity) else { return }
        var tags = tagged[subject] ?? []
        if isSet { tags.insert(tag) } else { tags.remove(tag) }
        tagged[subject] = tags.isEmpty ? nil : tags
        taggedEntities[subject] = tags.isEmpty ? nil : entity
    }

    /// The number that the next note gets.
    public var nextNumber: Int { (notes.lazy.map(\.number).max() ?? 0) + 1 }

    /// Adds a note, in the order of numbers.
    public mutating func add(_ note: Note) {
        notes.insert(note, at: notes.firstIndex { $0.number > note.number } ?? notes.endIndex)
    }

    public mutating func remove(_ note: Note) { notes.removeAll { $0.number == note.number } }

    /// Puts a note in the place of the one with the same number.
    public mutating func replace(by next: Note) {
        guard let index = notes.firstIndex(where: { $0.number == next.number }) else { return }
        notes[index] = next
    }

    /// The number of an event among the evidence; nil where it has none yet.
    public func evidenceNumber(of event: Entity?) -> Int? {
        event.flatMap(Subject.init).flatMap { numbers[$0] }
    }

    /// Gives an event a number, unless it has one.
    public mutating func number(_ event: Entity) {
        guard Subject(event) != nil, evidenceNumber(of: event) == nil else { return }
        evidence.append(event)
    }

    private static func ordered(_ entities: [Subject: Entity]) -> [Entity] {
        entities.sorted { ($0.key.kind.rawValue, $0.key.value) < ($1.key.kind.rawValue, $1.key.value) }.map(\.value)
    }
}
