internal import Foundation

/// The paths of sources, as they are compared and kept.
public enum SourcePath {
    /// A path that holds in every folder; standard input has none.
    public static func absolute(_ path: String) -> String {
        path == "-" ? path : URL(fileURLWithPath: path).standardizedFileURL.path(percentEncoded: false)
    }
}
