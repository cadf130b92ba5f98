/// A value that an argument of the palette may have.
struct ArgumentValue: Hashable, Sendable {
    var text: String
    /// What stands beside it.
    var note: String
    /// Whether it is so already.
    var isCurrent: Bool

    /// Whether more is to be written behind it: Tab then writes it out.
    var goesOn: Bool

    init(_ text: String, note: String = "", isCurrent: Bool = false, goesOn: Bool = false) {
        self.text = text
        self.note = note
        self.isCurrent = isCurrent
        self.goesOn = goesOn
    }
}
