/// The JSON of a request or a response, written down as literals: members keep the order in which they are written,
/// as AWS keeps its own.
enum Shape: Sendable, ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByStringInterpolation, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    case null
    case flag(Bool)
    case number(Int)
    case text(String)
    /// The `requestID` of the record that this stands in; EC2 repeats it in its responses.
    case requestID
    case list([Shape])
    case members([(String, Shape)])

    init(nilLiteral: ()) { self = .null }
    init(booleanLiteral value: Bool) { self = .flag(value) }
    init(integerLiteral value: Int) { self = .number(value) }
    init(stringLiteral value: String) { self = .text(value) }
    init(arrayLiteral elements: Shape...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, Shape)...) { self = .members(elements) }

    /// EC2's way to write a list.
    static func items(_ elements: [Shape]) -> Shape {
        elements.isEmpty ? [:] : ["items": .list(elements)]
    }

    /// The same object with more members at its end.
    func with(_ more: [(String, Shape)]) -> Shape {
        guard case .members(let members) = self else { return self }
        return .members(members + more)
    }
}
