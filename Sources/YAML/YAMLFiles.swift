internal import Foundation

/// Finds and reads files of YAML.
public struct YAMLFiles {
    /// What a path led to.
    public struct Found {
        public let path: String
        public let bytes: Result<[UInt8], YAMLError>
    }

    /// Paths that lead nowhere, in the order asked.
    public private(set) var missing: [String] = []
    /// By real path: each folder is walked once, whatever links lead to it, and each file read once.
    private var visited: Set<String> = []

    public init() {}

    private static let endings = [".yml", ".yaml"]

    /// Hands over a file, or the `.yml` and `.yaml` files of a folder and of those in it, in the order of their names.
    public mutating func visit(_ path: String, _ use: (Found) -> Void) {
        guard let isFolder = Self.isFolder(path) else {
            missing.append(path)
            return
        }
        guard visited.insert(Self.realPath(path)).inserted else { return }
        if isFolder { return walk(path, use) }
        do {
            use(Found(path: path, bytes: .success(try Self.bytes(of: path))))
        } catch {
            use(Found(path: path, bytes: .failure(error)))
        }
    }

    private mutating func walk(_ folder: String, _ use: (Found) -> Void) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            let reason = YAMLError.Reason.unreadable(error.localizedDescription)
            return use(Found(path: folder, bytes: .failure(YAMLError(reason, at: FilePosition(startOf: folder)))))
        }
        // What begins with a dot belongs to tools, such as `.github`.
        for name in names.sorted() where !name.hasPrefix(".") {
            let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
            // A link that leads nowhere is passed over, as the walk of event files does.
            guard let isFolder = Self.isFolder(path) else { continue }
            if isFolder || Self.endings.contains(where: name.hasSuffix) { visit(path, use) }
        }
    }

    /// The bytes of a file, where it is no larger than it may be.
    public static func bytes(of path: String) throws(YAMLError) -> [UInt8] {
        do {
            guard let file = FileHandle(forReadingAtPath: path) else { throw CocoaError(.fileReadNoPermission) }
            defer { try? file.close() }
            let data = try file.read(upToCount: YAMLLimits.fileBytes + 1) ?? Data()
            guard data.count > YAMLLimits.fileBytes else { return Array(data) }
            let size = try file.seekToEnd()
            throw YAMLError(.tooLarge(bytes: Int(clamping: size)), at: FilePosition(startOf: path))
        } catch let error as YAMLError {
            throw error
        } catch {
            throw YAMLError(.unreadable(error.localizedDescription), at: FilePosition(startOf: path))
        }
    }

    /// Nil where there is neither a file nor a folder.
    private static func isFolder(_ path: String) -> Bool? {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
        return isFolder.boolValue
    }

    private static func realPath(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }
}
