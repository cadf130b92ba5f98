/// Parts of a path.
enum FileName {
    /// What stands behind the last slash.
    static func last(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The same without its ending: `tor-exits` of `lists/tor-exits.txt`.
    static func stem(of path: String) -> String {
        let name = last(of: path)
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        return String(name[..<dot])
    }
}
