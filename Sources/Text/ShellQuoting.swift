/// Text as one word of a POSIX shell command.
public enum ShellQuoting {
    /// The text as it is written in a command: bare where every byte is harmless, else in single quotes, in which a shell
    /// knows no special character but the quote itself. It comes out of the shell with the same bytes.
    /// Source: POSIX.1-2017, Shell Command Language, 2.2 Quoting.
    public static func word(_ text: String) -> String {
        if !text.isEmpty, text.utf8.allSatisfy(isHarmless) { return text }
        var result: [UInt8] = [UInt8(ascii: "'")]
        for byte in text.utf8 {
            if byte == UInt8(ascii: "'") { result += "'\\''".utf8 } else { result.append(byte) }
        }
        result.append(UInt8(ascii: "'"))
        return String(decoding: result, as: UTF8.self)
    }

    private static func isHarmless(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-_@%+=:,./".utf8.contains(byte)
        }
    }
}
