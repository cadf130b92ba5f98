internal import Events

/// Files that hold neither JSON nor rows of records, told by their first bytes.
enum ForeignText {
    /// What begins with these bytes.
    private static let signatures: [(bytes: [UInt8], shape: Shape, name: String)] = [
        ([0x28, 0xB5, 0x2F, 0xFD], .unreadable, "compressed with zstd: decompress it first"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .unreadable, "compressed with xz: decompress it first"),
        (Array("BZh".utf8), .unreadable, "compressed with bzip2: decompress it first"),
        ([0x04, 0x22, 0x4D, 0x18], .unreadable, "compressed with lz4: decompress it first"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .unreadable, "a 7-Zip archive: unpack it first"),
        (Array("Rar!".utf8), .unreadable, "a RAR archive: unpack it first"),
        ([0xFF, 0xFE, 0x00, 0x00], .unreadable, "UTF-32 text: convert it to UTF-8 first"),
        ([0x00, 0x00, 0xFE, 0xFF], .unreadable, "UTF-32 text: convert it to UTF-8 first"),
        (Array("PAR1".utf8), .unreadable, "a Parquet table: export it as CSV or JSON first"),
        (Array("Orc".utf8), .unreadable, "an ORC table: export it as CSV or JSON first"),
        (Array("SQLite format 3".utf8), .notCloudTrail, "an SQLite database"),
        (Array("%PDF-".utf8), .notCloudTrail, "a PDF document"),
        ([0x89, 0x50, 0x4E, 0x47], .notCloudTrail, "a PNG image"),
        ([0xFF, 0xD8, 0xFF], .notCloudTrail, "a JPEG image"),
        ([0x7F, 0x45, 0x4C, 0x46], .notCloudTrail, "an ELF binary"),
    ]

    /// How much of a text is looked at.
    private static let window = 4_096

    /// What the text is, as it completes "this is ...".
    static func kind(of text: Span<UInt8>) -> (shape: Shape, name: String) {
        let head = text.extracting(first: window)
        for (bytes, shape, name) in signatures where begins(head, with: bytes) { return (shape, name) }
        if StoredFileReader.isStored(head.indices.prefix(StoredFileReader.markLength).map { head[$0] }) {
            return (.notCloudTrail, "a snapshot of an index: name it by itself")
        }
        if head.indices.contains(where: { head[$0] == 0 }) { return (.notCloudTrail, "binary data") }
        let beginning = String(decoding: head.indices.map { head[$0] }, as: UTF8.self)
        let lines = beginning.split(whereSeparator: \.isNewline).map(String.init)
        let first = lines.first { !$0.allSatisfy(\.isWhitespace) } ?? ""
        return (.notCloudTrail, name(of: first, in: beginning))
    }

    private static func name(of firstLine: String, in beginning: String) -> String {
        let start = beginning.drop(while: \.isWhitespace).prefix(256).lowercased()
        if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") { return "an HTML page" }
        if start.hasPrefix("<?xml") || start.hasPrefix("<error>") { return "an XML document" }
        let fields = firstLine.split(separator: " ")
        if firstLine.hasPrefix("version account-id ") || isFlowLog(fields) { return "a VPC flow log" }
        if isAccessLog(firstLine, fields) { return "an S3 access log" }
        if isBalancerLog(fields) { return "an access log of a load balancer" }
        if firstLine.hasPrefix("#Version:") { return "an access log of CloudFront" }
        if isScript(beginning) { return "JavaScript" }
        if firstLine.contains(","), firstLine.split(separator: ",").count >= 3 { return "a table of other columns" }
        return "plain text"
    }

    private static func begins(_ text: Span<UInt8>, with bytes: [UInt8]) -> Bool {
        text.count >= bytes.count && bytes.indices.allSatisfy { text[$0] == bytes[$0] }
    }

    /// Version, account, interface, addresses, ports, ... status: the default format of version 2.
    private static func isFlowLog(_ fields: [Substring]) -> Bool {
        fields.count == 14 && fields[0] == "2" && fields[2].hasPrefix("eni-")
    }

    /// The owner's canonical ID, the bucket, and the time in brackets.
    private static func isAccessLog(_ line: String, _ fields: [Substring]) -> Bool {
        fields.count > 8 && fields[0].utf8.count == 64 && fields[0].allSatisfy(\.isHexDigit)
            && fields[2].hasPrefix("[")
    }

    /// Classic balancers begin with the time, the newer ones with the protocol and then the time.
    private static func isBalancerLog(_ fields: [Substring]) -> Bool {
        guard fields.count > 10 else { return false }
        let protocols = ["http", "https", "h2", "grpcs", "ws", "wss", "tls"]
        let time = protocols.contains(String(fields[0])) ? fields[1] : fields[0]
        return time.hasSuffix("Z") && time.contains("T") && time.utf8.count >= 20
    }

    private static func isScript(_ text: String) -> Bool {
        let marks = ["function ", "function(", "=>", "const ", "var ", "let ", "document.", "require(", "import "]
        return marks.count { text.contains($0) } >= 3
    }
}
