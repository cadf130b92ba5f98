/// JSON as a test means it, to be written down in many ways.
indirect enum JSONTree {
    case object([(String, JSONTree)])
    case array([JSONTree])
    case string(String)
    /// A string's content as it is to stand in the text, for what no `String` can hold.
    case escaped(String)
    /// A number, `true`, `false` or `null`.
    case scalar(String)
}

/// Writes a tree as text that the grammar allows, a little differently each time: white space, escapes, both spellings of
/// characters beyond the basic plane.
struct JSONScribe {
    var lottery: Lottery
    /// Whether any character may be escaped, of keys too, and not only those that writers of JSON escape.
    var escapesAnything = false
    /// White space that has line ends in it stands in no NDJSON file.
    var breaksLines = false
    /// Whether it writes the same tree the same each time, as CloudTrail does: no white space, and no escape without need.
    var isCompact = false

    mutating func text(of tree: JSONTree) -> String {
        var text = space()
        write(tree, to: &text)
        return text + space()
    }

    private mutating func write(_ tree: JSONTree, to text: inout String) {
        switch tree {
        case .object(let members):
            text += "{" + space()
            for (index, (key, value)) in members.enumerated() {
                if index > 0 { text += space() + "," + space() }
                text += "\"" + (escapesAnything ? content(key) : key) + "\"" + space() + ":" + space()
                write(value, to: &text)
            }
            text += space() + "}"
        case .array(let elements):
            text += "[" + space()
            for (index, element) in elements.enumerated() {
                if index > 0 { text += space() + "," + space() }
                write(element, to: &text)
            }
            text += space() + "]"
        case .string(let string): text += "\"" + content(string) + "\""
        case .escaped(let content): text += "\"" + content + "\""
        case .scalar(let scalar): text += scalar
        }
    }

    private mutating func space() -> String {
        guard !isCompact, lottery.draws(1, of: 6) else { return "" }
        let kinds = breaksLines ? [" ", "\t", "\n", "\r", "\r\n  "] : [" ", "\t", "  "]
        return lottery.pick(kinds)
    }

    private mutating func content(_ string: String) -> String {
        let isPlain = isCompact || !lottery.draws(1, of: 4)
        var text = ""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\" + String(scalar)
            case "\n": text += "\\n"
            case "/": text += !isCompact && lottery.draws(1, of: 3) ? "\\/" : "/"
            case _ where scalar.value < 0x20,
                _ where !isPlain && (escapesAnything || !scalar.isASCII) && lottery.draws(1, of: 3):
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16, uppercase: lottery.draws(1, of: 2))
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

/// Chances that are the same each time (a linear congruential generator, Knuth's MMIX constants).
struct Lottery {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    }

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }

    mutating func draws(_ winning: Int, of all: Int) -> Bool { below(all) < winning }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
