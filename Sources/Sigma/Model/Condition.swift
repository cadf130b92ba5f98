/// Which selections an event must fit. Patterns such as `1 of filter_*` and `them` are resolved.
public indirect enum Condition: Hashable, Sendable {
    /// The selection with that number in ``Detection/selections``.
    case selection(Int)
    case not(Condition)
    case all([Condition])
    case any([Condition])
    /// So many of them, or more.
    case atLeast(Int, [Condition])
}
