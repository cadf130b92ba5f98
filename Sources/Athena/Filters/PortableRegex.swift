internal import Patterns

/// A regular expression that means the same to PCRE2 and to Athena's engine, written out for the latter.
///
/// What the two read in different ways is not portable: back references, possessive quantifiers, named classes, options
/// within. Assertions, which only restrict what matches, are left out. Source: the manual pages of PCRE2, "pcre2pattern"; Trino's documentation, "Regular
/// expression functions", which names the syntax of Java.
struct PortableRegex {
    private(set) var text = ""
    /// Whether it matches more than the original, which asserts what stands around.
    private(set) var isWider = false

    /// Nil where the expression is not portable.
    init?(_ pattern: RegexPattern) {
        guard !pattern.isMultiline else { return nil }
        var rest = Array(pattern.source.unicodeScalars)[...]
        var depth = 0
        var canRepeat = false
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\\" where rest.first == "b" || rest.first == "B":
                rest = rest.dropFirst()
                isWider = true
                canRepeat = false
            case "\\":
                guard let escaped = rest.popFirst().flatMap({ Self.escape($0, inClass: false) }) else { return nil }
                text += escaped
                canRepeat = true
            case "[":
                guard let written = Self.characterClass(&rest) else { return nil }
                text += written
                canRepeat = true
            case ".":
                text += pattern.dotMatchesNewline ? "(?s:.)" : "[^\\n]"
                canRepeat = true
            case "(" where Self.skipsAssertion(&rest):
                isWider = true
                canRepeat = false
            case "(":
                if rest.first == "?" {
                    guard rest.dropFirst().first == ":" else { return nil }
                    rest = rest.dropFirst(2)
                }
                // What a group holds is never asked for.
                text += "(?:"
                depth += 1
                canRepeat = false
            case ")":
                guard depth > 0 else { return nil }
                text += ")"
                depth -= 1
                canRepeat = true
            case "*", "+", "?", "{":
                guard canRepeat, let written = Self.quantifier(scalar, &rest) else { return nil }
                text += written
                canRepeat = false
            case "|":
                text += "|"
                canRepeat = false
            case "^", "$":
                text.unicodeScalars.append(scalar)
                canRepeat = false
            default:
                guard scalar.isASCII, scalar.value >= 0x20 else { return nil }
                text.unicodeScalars.append(scalar)
                canRepeat = true
            }
        }
        guard depth == 0 else { return nil }
        if pattern.ignoresCase { text = "(?i)" + text }
    }

    /// Skips a look around behind its opening parenthesis.
    private static func skipsAssertion(_ rest: inout ArraySlice<Unicode.Scalar>) -> Bool {
        let opening = String(String.UnicodeScalarView(rest.prefix(3)))
        guard ["?=", "?!", "?<=", "?<!"].contains(where: opening.hasPrefix) else { return false }
        var depth = 1
        var inner = rest
        while let scalar = inner.popFirst() {
            switch scalar {
            case "\\": inner = inner.dropFirst()
            case "[": guard characterClass(&inner) != nil else { return false }
            case "(": depth += 1
            case ")": depth -= 1
            default: break
            }
            if depth == 0 {
                rest = inner
                return true
            }
        }
        return false
    }

    private static func escape(_ scalar: Unicode.Scalar, inClass: Bool) -> String? {
        switch scalar {
        case "d": inClass ? "0-9" : "[0-9]"
        case "w": inClass ? "A-Za-z0-9_" : "[A-Za-z0-9_]"
        case "s": inClass ? " \\t\\n\\r\\f\\x0B" : "[ \\t\\n\\r\\f\\x0B]"
        case "D" where !inClass: "[^0-9]"
        case "W" where !inClass: "[^A-Za-z0-9_]"
        case "S" where !inClass: "[^ \\t\\n\\r\\f\\x0B]"
        case "t", "n", "r": "\\" + String(scalar)
        default:
            // Marks stand for themselves; letters and digits have meanings, which differ.
            scalar.isASCII && scalar.value > 0x20 && !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar)
                ? "\\" + String(scalar) : nil
        }
    }

    private static func characterClass(_ rest: inout ArraySlice<Unicode.Scalar>) -> String? {
        var text = "["
        if rest.first == "^" {
            text += "^"
            rest = rest.dropFirst()
        }
        var isFirst = true
        while let scalar = rest.popFirst() {
            switch scalar {
            case "]" where !isFirst: return text + "]"
            case "\\":
                guard let escaped = rest.popFirst().flatMap({ escape($0, inClass: true) }) else { return nil }
                text += escaped
            // Java joins and intersects classes; a class in a class is a name to PCRE2.
            case "[", "&", "]", "^": text += "\\" + String(scalar)
            default:
                guard scalar.isASCII, scalar.value >= 0x20 else { return nil }
                text.unicodeScalars.append(scalar)
            }
            if scalar == "[", let next = rest.first, next == ":" || next == "." || next == "=" { return nil }
            isFirst = false
        }
        return nil
    }

    private static func quantifier(_ first: Unicode.Scalar, _ rest: inout ArraySlice<Unicode.Scalar>) -> String? {
        var text = String(first)
        if first == "{" {
            while let scalar = rest.popFirst() {
                text.unicodeScalars.append(scalar)
                if scalar == "}" { break }
                guard ("0"..."9").contains(scalar) || scalar == "," else { return nil }
            }
            guard text.last == "}", text.unicodeScalars.dropFirst().first.map({ ("0"..."9").contains($0) }) == true
            else { return nil }
        }
        // Lazy or greedy finds the same texts; possessive does not.
        if rest.first == "?" { rest = rest.dropFirst() }
        return rest.first == "+" || rest.first == "*" || rest.first == "{" ? nil : text
    }
}
