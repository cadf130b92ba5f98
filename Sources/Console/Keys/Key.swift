/// One key press as a person thinks of it.
public struct Key: Hashable, Sendable {
    public enum Code: Hashable, Sendable {
        /// A key that writes something, as written: `g`, `G`, `/`, `é`.
        case text(String)
        case enter, escape, tab, backTab, backspace, delete, insert
        case up, down, left, right, home, end, pageUp, pageDown
        case function(Int)
    }

    public var code: Code
    public var control: Bool
    public var alt: Bool

    public init(_ code: Code, control: Bool = false, alt: Bool = false) {
        self.code = code
        self.control = control
        self.alt = alt
    }

    /// A key that writes one character.
    public init(_ character: Character) {
        self.init(.text(String(character)))
    }

    /// What the key writes into a prompt: nil for keys with Ctrl or Alt, and for those that write nothing.
    public var typed: String? {
        guard !control, !alt, case .text(let text) = code else { return nil }
        return text
    }
}

extension Key {
    private static let named: [(name: String, code: Code)] = [
        ("Enter", .enter), ("Esc", .escape), ("Tab", .tab), ("BackTab", .backTab), ("Backspace", .backspace),
        ("Delete", .delete), ("Insert", .insert), ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right),
        ("Home", .home), ("End", .end), ("PgUp", .pageUp), ("PgDn", .pageDown), ("Space", .text(" ")),
    ]

    /// The names of keys that write nothing, for suggestions.
    static var names: [String] { named.map(\.name) }

    /// The name of a key in configuration, scripts and documents: `g`, `G`, `ctrl-s`, `alt-Right`, `Enter`, `F1`.
    public var name: String {
        let base =
            switch code {
            case .text(" "): "Space"
            case .text(let text): text
            case .function(let number): "F\(number)"
            default: Self.named.first { $0.code == code }?.name ?? ""
            }
        return (control ? "ctrl-" : "") + (alt ? "alt-" : "") + base
    }

    /// The short form for hints: `^S` for `ctrl-s`.
    public var shortName: String {
        if control, !alt, case .text(let text) = code { return "^" + text.uppercased() }
        return name
    }

    /// The key of that name, nil when there is none. Named keys are read in either case, letters as they are.
    public init?(name: String) {
        var rest = name[...]
        var control = false
        var alt = false
        while true {
            if rest.count > 5, rest.lowercased().hasPrefix("ctrl-") {
                control = true
                rest = rest.dropFirst(5)
            } else if rest.count > 4, rest.lowercased().hasPrefix("alt-") {
                alt = true
                rest = rest.dropFirst(4)
            } else {
                break
            }
        }
        let word = rest.lowercased()
        if let code = Self.named.first(where: { $0.name.lowercased() == word })?.code {
            self.init(code, control: control, alt: alt)
        } else if word.count > 1, word.hasPrefix("f"), let number = Int(word.dropFirst()), (1...63).contains(number) {
            self.init(.function(number), control: control, alt: alt)
        } else if rest.count == 1 {
            // A terminal sends the same for ctrl-s and ctrl-S.
            self.init(.text(control ? word : String(rest)), control: control, alt: alt)
        } else {
            return nil
        }
    }

    /// Keys separated by spaces, as in `g k`; nil when one of them does not exist.
    public static func sequence(_ text: String) -> [Key]? {
        let names = text.split(separator: " ")
        let keys = names.compactMap { Key(name: String($0)) }
        return keys.count == names.count && !keys.isEmpty ? keys : nil
    }
}
