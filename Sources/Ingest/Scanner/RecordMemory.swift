internal import Events

/// What a worker remembers of the records before, so that it reads the next ones faster. It changes no answer.
struct RecordMemory {
    var order = MemberOrder()
    var callers: KnownCallers

    /// - Parameter hasher: of callers' texts; without, none is remembered.
    init(_ hasher: WideHasher? = nil) {
        callers = KnownCallers(hasher)
    }
}
