import ArgumentParser
import Console
import Foundation
import Glibc

/// When output is coloured.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

    /// Whether to colour what goes to standard output. Source of the two variables: no-color.org, and terminfo's `dumb`.
    var isOn: Bool {
        switch self {
        case .always: return true
        case .never: return false
        case .auto:
            let environment = ProcessInfo.processInfo.environment
            return isatty(STDOUT_FILENO) == 1 && (environment["NO_COLOR"] ?? "").isEmpty
                && environment["TERM"] != "dumb"
        }
    }
}

extension ColorChoice {
    /// The choice that a person's file makes.
    init(_ color: Configuration.Color) {
        switch color {
        case .auto: self = .auto
        case .always: self = .always
        case .never: self = .never
        }
    }
}

/// Emphasis in text output. It never carries a meaning of its own.
struct TextStyle {
    let isColored: Bool

    func heading(_ text: String) -> String { styled(text, "1") }
    func warning(_ text: String) -> String { styled(text, "33") }

    private func styled(_ text: String, _ code: String) -> String {
        isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
