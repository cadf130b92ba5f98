// What is read from a file is held against what it must be before it is used.

extension Array where Element: FixedWidthInteger & UnsignedInteger & BitwiseCopyable {
    /// Whether all elements are below a number.
    func areBelow(_ limit: Int) -> Bool {
        // A maximum is found several elements at a time; a search that may end early is not.
        var most: Element = 0
        for element in self { most = Swift.max(most, element) }
        return isEmpty || Int(most) < limit
    }
}

extension Array where Element: Comparable & BitwiseCopyable {
    /// Whether no element is less than the one before it.
    var areAscending: Bool {
        var isSound = true
        for index in indices.dropFirst() where self[index] < self[index - 1] { isSound = false }
        return isSound
    }
}
