internal import Foundation

/// A script that a test writes and then has started.
public enum WrittenProgram {
    /// Writes it by way of a process of its own. Were it written here, a process that another test starts at that moment
    /// could hold it open for writing a little longer, and as long as one does the system refuses to start it ("Text file
    /// busy").
    public static func write(_ script: String, to path: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", #"printf %s "$1" >"$2" && chmod 755 "$2""#, "sh", script, path]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
