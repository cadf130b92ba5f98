internal import JSON

/// The calls of the CLI that read a bucket, as words.
///
/// Keys are attackers' text. The CLI reads a value that begins with `file://` from a file: such a key only stands behind a
/// bucket's name in a URL, or in one JSON object, in which the CLI takes each string literally. Prefixes are made of what a
/// person typed and of names that were checked.
/// Source: `paramfile.py` and `cliinput.py` of aws/aws-cli; `s3api` and `s3 cp` in the AWS CLI reference.
struct S3Calls: Hashable, Sendable {
    let bucket: String

    /// The folders right below a prefix.
    func folders(under prefix: String) -> [String] {
        ["s3api", "list-objects-v2", "--bucket=\(bucket)", "--prefix=\(prefix)", "--delimiter=/", "--page-size=1000"]
    }

    /// Some pages of a stretch of keys.
    ///
    /// - Parameters:
    ///   - token: where the answer before ended; nil for the beginning.
    ///   - count: keys at most, a multiple of a page's 1,000.
    func keys(of stretch: S3Stretch, token: String?, count: Int) -> [String] {
        var words = [
            "s3api", "list-objects-v2", "--bucket=\(bucket)", "--prefix=\(stretch.prefix)", "--page-size=1000",
            "--max-items=\(count)",
        ]
        if let after = stretch.after { words.append("--start-after=\(after)") }
        if let token { words.append("--starting-token=\(token)") }
        return words
    }

    /// Copies what lies under a folder.
    ///
    /// - Parameter patterns: which of it, as patterns below the folder; nil for everything.
    func copy(folder: String, patterns: [String]?, to path: String) -> [String] {
        var words = ["s3", "cp", "--recursive", "s3://\(bucket)/\(folder)", path, "--only-show-errors"]
        if let patterns { words += ["--exclude=*"] + patterns.map { "--include=\($0)" } }
        return words
    }

    /// Copies one object, whatever its key. GetObject does not do with a JSON object: the CLI wants its options.
    func get(key: String, to path: String) -> [String] {
        guard !Self.schemes.contains(where: key.hasPrefix) else {
            return ["s3", "cp", "s3://\(bucket)/\(key)", path, "--only-show-errors"]
        }
        return ["s3api", "get-object", "--bucket=\(bucket)", "--key=\(key)", path]
    }

    /// Values that the CLI takes for places of what is meant.
    private static let schemes = ["file://", "fileb://", "http://", "https://"]

    /// Asks for what a listing does not say of an object.
    func head(key: String) -> [String] {
        ["s3api", "head-object", "--cli-input-json", named(key, ["ChecksumMode": "ENABLED"])]
    }

    private func named(_ key: String, _ more: JSONObject = [:]) -> String {
        let object: JSONObject = ["Bucket": .string(bucket), "Key": .string(key)]
        return JSONWriter().asciiString(.object(JSONObject(members: object.members + more.members)))
    }
}
