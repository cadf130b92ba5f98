internal import Patterns
internal import Records

/// The texts of which one must stand in whatever a regular expression matches, as far as its form tells.
///
/// Reads only what it understands for certain; the rest, such as recursion, conditions and escapes with numbers, makes
/// it give up, which costs time and never an event.
struct RegexLiterals {
    /// Nil where nothing must stand there, or nothing can be told.
    let texts: [String]?
    /// Whether case is ignored in some part of the expression.
    let ignoresCase: Bool

    init(_ pattern: RegexPattern) {
        var reader = RegexReader(pattern.source)
        do throws(RegexReader.NotUnderstood) {
            texts = try reader.whole()
        } catch {
            texts = nil
        }
        ignoresCase = pattern.ignoresCase || reader.ignoresCase
    }
}

/// Reads an expression from left to right.
private struct RegexReader {
    struct NotUnderstood: Error {}

    private let characters: [Unicode.Scalar]
    private var position = 0
    private(set) var ignoresCase = false

    init(_ source: String) {
        characters = Array(source.unicodeScalars)
    }

    private var next: Unicode.Scalar? { position < characters.count ? characters[position] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == character else { return false }
        position += 1
        return true
    }

    private mutating func take() throws(NotUnderstood) -> Unicode.Scalar {
        guard let next else { throw NotUnderstood() }
        position += 1
        return next
    }

    mutating func whole() throws(NotUnderstood) -> [String]? {
        let texts = try alternatives()
        guard next == nil else { throw NotUnderstood() }
        return texts
    }

    /// One text of each alternative; nil where an alternative needs none.
    private mutating func alternatives() throws(NotUnderstood) -> [String]? {
        var texts: [String]? = []
        repeat {
            let branch = try sequence()
            texts = branch.flatMap { branch in texts.map { $0 + branch } }
        } while take("|")
        return texts
    }

    /// The texts of that part of a sequence which says most.
    private mutating func sequence() throws(NotUnderstood) -> [String]? {
        var best: [String]?
        var run = ""
        func consider(_ texts: [String]?) {
            guard let texts, let worth = Self.worth(texts), worth > best.flatMap(Self.worth) ?? -1 else { return }
            best = texts
        }
        while let character = next, character != "|", character != ")" {
            var literal: Unicode.Scalar?
            var group: [String]?
            position += 1
            switch character {
            case "(": group = try self.group()
            case "[": try skipClass()
            case ".", "^", "$": break
            case "\\": literal = try escape()
            case "*", "+", "?", "{": throw NotUnderstood()
            default: literal = character
            }
            let count = try quantifier()
            if let literal, count != .none {
                run.unicodeScalars.append(literal)
                if count == .one { continue }
            }
            consider([run])
            run = ""
            if count != .none { consider(group) }
        }
        consider([run])
        return best
    }

    /// That of the text which is worth least; nil where one cannot be looked for.
    private static func worth(_ texts: [String]) -> Int? {
        let needles = texts.compactMap { TextNeedle(within: $0, ignoresCase: true) }
        return needles.count == texts.count ? needles.map(\.worth).min() : nil
    }

    private enum Count { case none, one, several }

    /// How often at least what stands before occurs: not at all, exactly once, or once and perhaps more often.
    private mutating func quantifier() throws(NotUnderstood) -> Count {
        var count = Count.one
        switch next {
        case "*", "?":
            position += 1
            count = .none
        case "+":
            position += 1
            count = .several
        case "{":
            position += 1
            let least = try number()
            if take(","), next != "}" { _ = try number() }
            guard take("}") else { throw NotUnderstood() }
            count = least == 0 ? .none : .several
        default: return .one
        }
        // Lazy or possessive.
        if !take("?") { _ = take("+") }
        return count
    }

    private mutating func number() throws(NotUnderstood) -> Int {
        var digits = ""
        while let next, ("0"..."9").contains(next) {
            digits.unicodeScalars.append(next)
            position += 1
        }
        guard let number = Int(digits) else { throw NotUnderstood() }
        return number
    }

    /// What stands behind a backslash: a character to be taken literally, or nil for a kind of characters or a place.
    private mutating func escape() throws(NotUnderstood) -> Unicode.Scalar? {
        let character = try take()
        switch character {
        case "d", "D", "w", "W", "s", "S", "h", "H", "v", "V", "R", "b", "B", "A", "z", "Z", "G", "n", "r", "t", "f",
            "e", "a":
            return nil
        case "p", "P":
            if take("{") { while try take() != "}" {} } else { _ = try take() }
            return nil
        case _ where character.isASCII && !character.properties.isAlphabetic && !("0"..."9").contains(character):
            return character
        default: throw NotUnderstood()
        }
    }

    /// The rest of a class, behind its opening bracket.
    private mutating func skipClass() throws(NotUnderstood) {
        _ = take("^")
        var isFirst = true
        while true {
            let character = try take()
            if character == "]", !isFirst { return }
            isFirst = false
            switch character {
            case "\\": if ["Q", "E"].contains(try take()) { throw NotUnderstood() }
            case "[" where next == ":" || next == "." || next == "=":
                let kind = try take()
                repeat { while try take() != kind {} } while next != "]"
                position += 1
            default: break
            }
        }
    }

    /// The rest of a group, behind its opening parenthesis: what must stand there.
    private mutating func group() throws(NotUnderstood) -> [String]? {
        var isText = true
        if next == "*" { throw NotUnderstood() }
        if take("?") {
            let character = try take()
            switch character {
            case ":", ">", "|": break
            case "=", "!": isText = false
            case "<" where next == "=" || next == "!":
                position += 1
                isText = false
            case "<": while try take() != ">" {}
            case "i", "m", "s":
                // Options, for the rest of the group around or for this one.
                var option = character
                while ["i", "m", "s"].contains(option) {
                    if option == "i" { ignoresCase = true }
                    option = try take()
                }
                if option == ")" { return nil }
                guard option == ":" else { throw NotUnderstood() }
            default: throw NotUnderstood()
            }
        }
        let texts = try alternatives()
        guard take(")") else { throw NotUnderstood() }
        return isText ? texts : nil
    }
}
