import Foundation
import Testing

/// A real terminal with a shell in it, of its own server and socket; gone with the value.
final class Tmux {
    private let socket = "huckleberry-\(UUID().uuidString)"
    /// For files of the session.
    let folder: URL

    static let isInstalled = ["/usr/bin/tmux", "/bin/tmux", "/usr/local/bin/tmux"].contains {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// Beside the test bundle, where the build puts it.
    static let program = Bundle.main.executableURL!.deletingLastPathComponent().appending(path: "huckleberry").path

    /// - Parameter environment: of the shell, beyond what the test itself has.
    init(columns: Int = 90, rows: Int = 24, environment: [String: String] = [:]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: socket)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(Self.trail.utf8).write(to: folder.appending(path: "trail.json"))
        // Whoever runs the tests has cases of their own.
        var values = [
            "SWIFT_BACKTRACE": "enable=no", "LC_ALL": "C.UTF-8", "HUCKLEBERRY": Self.program,
            "XDG_STATE_HOME": folder.path + "/state",
        ]
        values.merge(environment) { _, new in new }
        let settings = values.sorted { $0.key < $1.key }.flatMap { ["-e", "\($0.key)=\($0.value)"] }
        try run(
            ["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "-c", folder.path] + settings + [
                "exec env PS1='ready> ' /bin/bash --norc --noprofile -i"
            ])
        try waitFor("ready>")
    }

    deinit {
        _ = try? run(["kill-server"])
        try? FileManager.default.removeItem(at: folder)
    }

    /// Types a line into the shell.
    func shell(_ line: String) throws {
        try run(["send-keys", "-l", line])
        try run(["send-keys", "Enter"])
    }

    /// Presses keys by tmux's names.
    func press(_ keys: String...) throws {
        for key in keys { try run(["send-keys", key]) }
    }

    func resize(columns: Int, rows: Int) throws {
        try run(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// What the terminal shows, with its colours where asked.
    func screen(withColors: Bool = false) throws -> String {
        try run(["capture-pane", "-p"] + (withColors ? ["-e"] : []))
    }

    var isAlternate: Bool {
        get throws { try run(["display-message", "-p", "#{alternate_on}"]).hasPrefix("1") }
    }

    /// Looks at the screen until it shows a text. Each look takes a while, so that nothing has to sleep.
    func waitFor(_ text: String, withColors: Bool = false, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let deadline = ContinuousClock.now + .seconds(30)
        var last = ""
        while ContinuousClock.now < deadline {
            last = try screen(withColors: withColors)
            if last.contains(text) { return }
        }
        Issue.record("the terminal never showed '\(text)', but\n\(last)", sourceLocation: sourceLocation)
        throw NeverShown(text: text)
    }

    struct NeverShown: Error {
        let text: String
    }

    /// Runs a command of tmux, and returns what it prints.
    ///
    /// The server that it may start lives on with what it inherits. So no signal is blocked in it, as some are in threads
    /// of the tests, and it has none of the tests' descriptors, for whose end others wait; what is printed goes to a file,
    /// and the process alone is waited for.
    @discardableResult
    func run(_ arguments: [String]) throws -> String {
        let closing =
            "for f in /proc/self/fd/*; do n=${f##*/}; [ $n -gt 2 ] && eval \"exec $n>&-\"; done; exec tmux \"$@\""
        let output = folder.appending(path: "printed")
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        var noSignals = sigset_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        unsafe sigemptyset(&noSignals)
        unsafe posix_spawnattr_setsigmask(&attributes, &noSignals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var words = unsafe (["bash", "-c", closing, "tmux", "-L", socket, "-f", "/dev/null"] + arguments)
            .map { unsafe strdup($0) }
        defer { unsafe words.forEach { unsafe free($0) } }
        unsafe words.append(nil)
        var process: pid_t = 0
        let status = unsafe posix_spawn(&process, "/bin/bash", &actions, &attributes, words, environ)
        guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: status) ?? .EIO) }
        while waitpid(process, nil, 0) == -1, errno == EINTR {}
        return String(decoding: try Data(contentsOf: output), as: UTF8.self)
    }

    /// Three calls of one user.
    private static let trail = #"""
        {"Records": [
        {"eventVersion": "1.08", "eventTime": "2020-05-06T09:41:12Z", "eventSource": "ec2.amazonaws.com",
         "eventName": "CreateKeyPair", "awsRegion": "us-east-1", "sourceIPAddress": "198.51.100.23",
         "userAgent": "aws-cli/1.18", "eventID": "00000000-0000-4000-8000-000000000001", "eventType": "AwsApiCall",
         "recipientAccountId": "111122223333", "requestParameters": {"keyName": "prod-debug"}, "responseElements": null,
         "userIdentity": {"type": "IAMUser", "arn": "arn:aws:iam::111122223333:user/svc-backup",
         "accountId": "111122223333", "accessKeyId": "AKIAEXAMPLE0000001", "userName": "svc-backup"}},
        {"eventVersion": "1.08", "eventTime": "2020-05-06T09:40:12Z", "eventSource": "s3.amazonaws.com",
         "eventName": "ListBuckets", "awsRegion": "us-east-1", "sourceIPAddress": "198.51.100.23",
         "userAgent": "aws-cli/1.18", "eventID": "00000000-0000-4000-8000-000000000002", "eventType": "AwsApiCall",
         "recipientAccountId": "111122223333", "requestParameters": null, "responseElements": null,
         "userIdentity": {"type": "IAMUser", "arn": "arn:aws:iam::111122223333:user/svc-backup",
         "accountId": "111122223333", "accessKeyId": "AKIAEXAMPLE0000001", "userName": "svc-backup"}}
        ]}
        """#
}
