/// Where in a filter's text something stands: the number of its first character, from 1. All columns count as equal,
/// so that two filters that say the same are the same value, however they are spaced.
public struct FilterColumn: Hashable, Sendable {
    public let number: Int

    public init(_ number: Int) { self.number = number }

    public static func == (left: FilterColumn, right: FilterColumn) -> Bool { true }

    public func hash(into hasher: inout Hasher) {}
}
