import Ingest

/// The command line's words as the system passed them. Swift's strings repair what is no UTF-8, and a repaired path
/// leads nowhere.
enum RawArguments {
    /// The path that a word of the command line names.
    static func path(_ word: String) -> SourcePath {
        guard word.unicodeScalars.contains("\u{FFFD}") else { return SourcePath(word) }
        for index in 1..<max(1, Int(CommandLine.argc)) {
            guard let argument = unsafe CommandLine.unsafeArgv[index] else { continue }
            if unsafe String(cString: argument) == word {
                var bytes: [UInt8] = []
                while unsafe argument[bytes.count] != 0 {
                    unsafe bytes.append(UInt8(bitPattern: argument[bytes.count]))
                }
                return SourcePath(bytes: bytes)
            }
        }
        return SourcePath(word)
    }
}
