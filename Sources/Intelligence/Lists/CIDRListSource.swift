public import CloudTrail
internal import JSON

/// A list of addresses and blocks with labels: a text list, CSV, or the ranges that a cloud provider publishes.
public struct CIDRListSource: AddressSource {
    public let name: String
    private let table: AddressTable<AddressLabel>

    /// Whether no block was read.
    public let isEmpty: Bool

    /// The largest file that is taken for a list.
    static let largestFile = 256 << 20

    /// Reads what a file holds. What is wrong with it, line by line, is told; the rest is used.
    ///
    /// - Parameter path: names the file in problems and, its last part, in labels.
    public static func read(
        _ bytes: [UInt8], path: String
    ) -> (source: CIDRListSource, problems: [IntelligenceProblem]) {
        var list = AddressList(path: path)
        if let first = bytes.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }),
            [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(first)
        {
            do throws(JSONError) {
                if !list.read(cloudRanges: try JSONValue.parse(bytes)) { list.report(.unknownJSON) }
            } catch {
                list.report(.badJSON(error.description))
            }
        } else if (try? UTF8Span(validating: bytes.span)) != nil, !bytes.contains(0) {
            list.read(text: bytes[...])
        } else {
            list.report(.notText)
        }
        list.finish()
        return (CIDRListSource(name: FileName.last(of: path), list: list), list.problems)
    }

    private init(name: String, list: AddressList) {
        self.name = name
        table = AddressTable(list.entries)
        isEmpty = list.entries.isEmpty
    }

    /// The labels of the blocks around an address, the narrowest block's first, each label once.
    public func labels(of address: IPAddress) -> [AddressLabel] {
        var labels: [AddressLabel] = []
        for label in table.values(containing: address) where !labels.contains(label) { labels.append(label) }
        return labels
    }
}
