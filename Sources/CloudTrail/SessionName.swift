/// What the name of a role's session tells of who runs under it: services that hand credentials to machines name the
/// sessions after them.
public enum SessionName {
    /// Whether it is the ID of an EC2 instance, `i-` with 8 hexadecimal digits or 17.
    /// Source: the EC2 user guide, "IAM roles for Amazon EC2" and "Resource IDs".
    public static func isInstance(_ name: String) -> Bool {
        let id = name.utf8.dropFirst(2)
        return name.hasPrefix("i-") && (id.count == 8 || id.count == 17) && id.allSatisfy(isHex)
    }

    /// Whether it is the ID of an ECS task: 32 hexadecimal digits.
    /// Source: the ECS developer guide, "Task IAM role".
    public static func isTask(_ name: String) -> Bool { name.utf8.count == 32 && name.utf8.allSatisfy(isHex) }

    private static func isHex(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
