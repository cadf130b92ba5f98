/// A text of ASCII characters to be looked for in the raw bytes of records.
///
/// It holds no quote, backslash, slash or control character: those JSON may write in several ways.
public struct TextNeedle: Hashable, Sendable {
    /// Lower case where case does not matter. Never empty.
    public let bytes: [UInt8]
    public let ignoresCase: Bool

    /// The longest part of a text that can be looked for; nil where there is none.
    public init?(within text: String, ignoresCase: Bool) {
        let folded = ignoresCase ? text.lowercased() : text
        let parts = folded.utf8.split(whereSeparator: { !Self.isPlain($0) })
        guard let longest = parts.max(by: { $0.count < $1.count }) else { return nil }
        bytes = Array(longest)
        self.ignoresCase = ignoresCase
    }

    /// How much it is worth to look for it: the longer, the rarer; nothing where nearly every record holds it.
    public var worth: Int {
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        return Self.commonplace.contains(text) ? 0 : bytes.count
    }

    /// What a usual record holds, in lower case.
    private static let commonplace = """
        {"eventversion":"1.08","useridentity":{"type":"assumedrole","principalid":"aroa","arn":"arn:aws:sts::\
        arn:aws:iam::assumed-role role","accountid":"","accesskeyid":"asia","sessioncontext":{"sessionissuer":{},\
        "username":"webidfederationdata":{},"attributes":{"creationdate":"","mfaauthenticated":"false","true"},\
        "invokedby":"","eventtime":"2020-","eventsource":".amazonaws.com","eventname":"describe get list ",\
        "awsregion":"us-east-1","sourceipaddress":"","useragent":"","requestparameters":null,\
        "responseelements":null,"requestid":"","eventid":"","readonly":true,"resources":[{"accountid":"","type":"","arn":\
        "eventtype":"awsapicall","managementevent":true,"recipientaccountid":"","eventcategory":"management"},\
        "tlsdetails":{"tlsversion":"tlsv1.3","ciphersuite":"","clientprovidedhostheader":"
        """

    /// Whether JSON text has one way to write the character, but for an escape with its number.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
            && byte != UInt8(ascii: "/")
    }

    /// Whether a character may stand for one of the needle's.
    func mayHold(_ character: UInt32) -> Bool {
        if let other = Self.likeASCII.first(where: { $0.character == character }) {
            return ignoresCase && bytes.contains(other.letter)
        }
        guard character < 0x80 else { return false }
        let byte = UInt8(character)
        return bytes.contains(byte) || ignoresCase && bytes.contains(byte | 0x20)
    }

    /// The characters beyond ASCII that equal an ASCII letter where case does not matter: by Unicode's lower-case
    /// mapping (dotted capital I, Kelvin sign) or its case folding (long s, Kelvin sign).
    /// Source: the Unicode character database, SpecialCasing.txt and CaseFolding.txt.
    static let likeASCII: [(character: UInt32, letter: UInt8)] = [
        (0x130, UInt8(ascii: "i")), (0x212A, UInt8(ascii: "k")), (0x17F, UInt8(ascii: "s")),
    ]
}
