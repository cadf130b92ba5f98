internal import CloudTrail

extension AddressList {
    /// The columns of a line: those of a header, else address, label, kind.
    private struct Columns {
        var address = 0
        var label: Int? = 1
        var kind: Int? = 2

        private static let addresses: Set<String> = [
            "cidr", "network", "prefix", "ip", "address", "range", "ip_prefix", "ip_range", "ip_address", "subnet",
            "block",
        ]
        private static let labels: Set<String> = [
            "label", "name", "description", "tag", "provider", "service", "company", "organization", "organisation",
            "owner", "vendor", "comment",
        ]
        private static let kinds: Set<String> = ["kind", "type", "category"]

        init() {}

        /// Nil where the fields are no header.
        init?(header fields: [String]) {
            let names = fields.map { $0.lowercased() }
            guard let address = names.firstIndex(where: Self.addresses.contains) else { return nil }
            self.address = address
            label = names.firstIndex(where: Self.labels.contains)
            kind = names.firstIndex(where: Self.kinds.contains)
        }
    }

    /// Reads a text list: lines of an address or block, and behind a comma or white space a label; comments behind `#`
    /// or `;`; CSV with or without a header (address, label, kind).
    ///
    /// - Parameter text: UTF-8.
    mutating func read(text: ArraySlice<UInt8>) {
        var columns = Columns()
        var isFirst = true
        var number = 0
        var rest = text.starts(with: [0xEF, 0xBB, 0xBF]) ? text.dropFirst(3) : text
        while !rest.isEmpty {
            let line = Self.takeLine(&rest)
            number += 1
            do throws(ListLine.BadQuotes) {
                guard let line = try ListLine(line) else { continue }
                let header = isFirst && AddressBlock(line.fields[0]) == nil ? Columns(header: line.fields) : nil
                isFirst = false
                if let header { columns = header } else { add(line, columns, number: number) }
            } catch {
                report(.badQuotes, line: number, column: 1)
            }
        }
    }

    /// The text up to a line break, which is LF, CR or both.
    private static func takeLine(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let end = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? rest.endIndex
        let line = rest[..<end]
        let isPair = end + 1 < rest.endIndex && rest[end] == 0x0D && rest[end + 1] == 0x0A
        rest = rest.dropFirst(line.count + (isPair ? 2 : 1))
        return line
    }

    private mutating func add(_ line: ListLine, _ columns: Columns, number: Int) {
        func field(_ column: Int?) -> String {
            guard let column, line.fields.indices.contains(column) else { return "" }
            return line.fields[column]
        }
        let address = field(columns.address)
        guard let block = AddressBlock(address) else {
            return report(.notAnAddress(address.isEmpty ? "nothing" : address), line: number, column: line.column)
        }
        add(block, label: field(columns.label), kind: field(columns.kind))
    }
}
