internal import Foundation

/// Where the files that come with the program are: `Themes`, `SampleData`, `Rules`, `Robots`. They are looked for beside the
/// running program, never at a path fixed when it was built, so that the binary can be moved.
public struct ResourceFolder: Sendable {
    /// A folder that is in none of the places.
    public struct Missing: Error, Hashable, Sendable, CustomStringConvertible {
        public let name: String
        /// Every place that was tried, in order.
        public let tried: [String]

        public var description: String {
            "\(name) was not found; tried \(tried.joined(separator: ", ")). "
                + "Set HUCKLEBERRY_HOME to the folder that holds it."
        }
    }

    private let home: String?
    private let executable: String?

    /// - Parameters:
    ///   - environment: where `HUCKLEBERRY_HOME` is looked up.
    ///   - executable: path of the running program; nil when unknown.
    public init(environment: [String: String], executable: String?) {
        home = environment["HUCKLEBERRY_HOME"].flatMap { $0.isEmpty ? nil : $0 }
        self.executable = executable
    }

    /// The places for the program that is running.
    public static func ofThisProgram() -> ResourceFolder {
        ResourceFolder(
            environment: ProcessInfo.processInfo.environment,
            executable: try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    }

    /// The path of a folder: in `$HUCKLEBERRY_HOME`, in `PREFIX/share/huckleberry` where the program is in `PREFIX/bin`,
    /// in the package that the program was built in (the nearest folder above it with a `Package.swift`).
    ///
    /// - Parameter place: where the folder is in the package, if not at its top under its own name.
    public func path(of name: String, inPackage place: String? = nil) throws(Missing) -> String {
        var tried: [String] = []
        for path in candidates(name, inPackage: place ?? name) {
            tried.append(path)
            if Self.isFolder(path) { return path }
        }
        throw Missing(name: name, tried: tried)
    }

    /// Whether a path leads to a folder, over links if need be: packages are often put together from them.
    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private func candidates(_ name: String, inPackage place: String) -> [String] {
        var paths = [home].compactMap { $0 }.map { $0 + "/" + name }
        guard let executable else { return paths }
        let bin = URL(fileURLWithPath: executable).deletingLastPathComponent()
        paths.append(bin.deletingLastPathComponent().appendingPathComponent("share/huckleberry/" + name).path)
        var folder = bin
        while folder.path != "/" {
            if FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path) {
                paths.append(folder.path + "/" + place)
                break
            }
            folder = folder.deletingLastPathComponent()
        }
        return paths
    }

    /// The rules that come with the program.
    public func rules() throws(Missing) -> String {
        try path(of: "Rules", inPackage: "Sources/Detections/Resources/Rules")
    }

    /// The robots that come with the program as YAML.
    public func robots() throws(Missing) -> String {
        try path(of: "Robots", inPackage: "Sources/Robots/Resources/Robots")
    }
}
