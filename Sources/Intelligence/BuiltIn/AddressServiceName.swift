/// The name of an AWS service in the place of an address.
enum AddressServiceName {
    /// Where AWS's own services have their names.
    private static let domains = [".amazonaws.com", ".amazonaws.com.cn", ".aws.internal", ".amazon.com"]
    /// What CloudTrail writes for calls that a service made for itself and that it gives no name.
    private static let unnamed = "AWS Internal"

    /// The label of a `sourceIPAddress` that names a service, as CloudTrail's reference of record contents says that it
    /// does for calls made by services; nil for any other text.
    static func label(of text: String) -> AddressLabel? {
        if text.lowercased() == unnamed.lowercased() { return AddressLabel(.service, unnamed, source: source) }
        let name = text.lowercased()
        guard domains.contains(where: { name.hasSuffix($0) && name.utf8.count > $0.utf8.count }),
            name.utf8.allSatisfy(isOfHostName)
        else { return nil }
        return AddressLabel(.service, "AWS service \(name)", source: source)
    }

    private static let source = "CloudTrail"

    private static func isOfHostName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
