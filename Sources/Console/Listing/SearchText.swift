/// A text that is looked for, without case unless it holds a capital letter.
struct SearchText {
    private let needle: String
    private let mindsCase: Bool

    init(_ text: String) {
        mindsCase = text.contains(where: \.isUppercase)
        needle = mindsCase ? text : text.lowercased()
    }

    /// A text as it is compared.
    func folded(_ text: String) -> String { mindsCase ? text : text.lowercased() }

    func isIn(_ text: String) -> Bool { folded(text).contains(needle) }

    /// The text's characters, as ``folded(_:)`` leaves those of another.
    var characters: [Character] { Array(needle) }
}
