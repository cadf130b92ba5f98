internal import Foundation

/// The paths of sources, as they are compared and kept.
public enum SourcePath {
    /// A path that holds in every folder; standard input has none.
    public static func absolute(_ path: String) -> String {
        path == "-" ? path : URL(fileURLWithPath: path).standardizedFileURL.path(percentEncoded: false)
    }

    /// Whether a path leads to another, or to a folder above it. Links are followed.
    public static func holds(_ folder: String, _ path: String) -> Bool {
        folder != "-" && parts(of: path).starts(with: parts(of: folder))
    }

    private static func parts(of path: String) -> [String] {
        URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().pathComponents
    }
}
