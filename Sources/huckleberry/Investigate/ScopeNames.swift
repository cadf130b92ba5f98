import CloudTrail
import Events
import Query
import Text

/// Finds what an analyst names on the command line among the values of a trail.
struct ScopeNames {
    let index: EventIndex

    /// The canonical name of a principal. Where nobody is called so, that is said on standard error, and the text stays.
    ///
    /// - Throws: where several are called so.
    func principal(_ text: String, of option: String) throws -> String {
        do throws(PrincipalName.Ambiguity) {
            if let name = try PrincipalName.canonical(text, in: index) { return name }
        } catch {
            let candidates = error.candidates.map { Neutral.text($0) }.joined(separator: ", ")
            throw CommandFailure(message: "\(option) \(text) is ambiguous: \(candidates)", status: .usage)
        }
        StandardError.write("\(option) \(text): there is no such principal\(hint(text))")
        return text
    }

    /// A key; that no call was made with it is said on standard error.
    func key(_ text: String, of option: String) -> String {
        if index.table(.key).code(of: text) == nil {
            StandardError.write("\(option) \(text): no call was made with this key")
        }
        return text
    }

    /// The ways in which the trail spells an address: IPv6 has many. That none is there is said on standard error.
    func addresses(_ text: String, of option: String) -> [String] {
        let table = index.table(.ip)
        let wanted = IPAddress(text)
        let found = (1..<UInt32(max(1, table.codeCount))).map { table.text($0) }
            .filter { $0 == text || (wanted != nil && IPAddress($0) == wanted) }
        if found.isEmpty { StandardError.write("\(option) \(text): no event comes from this address") }
        return found.isEmpty ? [text] : found.sorted()
    }

    /// A key, an address or a principal, as the trail spells it.
    func values(_ text: String, of option: String) throws -> [String] {
        if IPAddress(text) != nil { return addresses(text, of: option) }
        if index.table(.key).code(of: text) != nil { return [text] }
        return [try principal(text, of: option)]
    }

    private func hint(_ text: String) -> String {
        let names = (1..<UInt32(max(1, index.table(.principal).codeCount))).map { code in
            index.table(.principal).text(code).split(separator: "/").last.map(String.init) ?? ""
        }
        return nearest(to: text, among: Set(names).sorted()).map { "; did you mean \(Neutral.text($0))?" } ?? ""
    }
}
