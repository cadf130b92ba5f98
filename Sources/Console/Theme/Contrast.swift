internal import Foundation

/// A pair of colours that a reader may not be able to tell apart.
public struct ContrastProblem: Hashable, Sendable {
    public let depth: Depth
    public let role: Role
    public let over: Role?
    /// WCAG 2 contrast ratio, 1 to 21.
    public let ratio: Double
    /// Whether the background taken was that of a light terminal.
    public let isLight: Bool
}

extension ContrastProblem: CustomStringConvertible {
    public var description: String {
        let ground = isLight ? "light" : "dark"
        let under = over.map { " under \($0.rawValue)" } ?? ""
        let tenths = Int(ratio * 10)
        return "\(role.rawValue)\(under): contrast \(tenths / 10).\(tenths % 10) on a \(ground) terminal with "
            + "\(depth.words); \(Int(Theme.minimumContrast)) is needed"
    }
}

extension Theme {
    /// The smallest ratio allowed, that of WCAG 2 for large text and signs (AA, 1.4.3 and 1.4.11).
    public static let minimumContrast = 3.0

    /// Every role, alone and for rows under the cursor, at every depth with colour, whose text stands out too little
    /// from its background. A theme for dark or light terminals is held against that background, one for any against
    /// both; the 16 names are taken as xterm draws them.
    public func contrastProblems() -> [ContrastProblem] {
        let lights = variant == .any ? [false, true] : [variant == .light]
        var problems: [ContrastProblem] = []
        for depth in Depth.allCases where depth != .mono {
            let sheet = StyleSheet(theme: self, depth: depth)
            for role in Role.allCases {
                let overs: [Role?] = role.isOfRows ? [nil, .uiRowCursor, .uiRowCell] : [nil]
                for over in overs {
                    for isLight in lights {
                        let ratio = sheet.contrast(of: Paint(role, over: over), isLight: isLight)
                        if ratio < Self.minimumContrast {
                            problems.append(
                                ContrastProblem(depth: depth, role: role, over: over, ratio: ratio, isLight: isLight))
                        }
                    }
                }
            }
        }
        return problems
    }
}

extension Role {
    /// Whether a row, or a cell of one, may have the role: then the cursor can lie over it.
    fileprivate var isOfRows: Bool {
        let groups = ["sev", "outcome", "event", "id", "ip", "key", "mark", "time", "attack", "json"]
        return self == .uiText || self == .uiDim || groups.contains { rawValue.hasPrefix($0 + ".") }
    }
}

extension StyleSheet {
    func contrast(of paint: Paint, isLight: Bool) -> Double {
        let look = look(of: paint)
        let ground = isLight ? RGB(255, 255, 255) : RGB(0, 0, 0)
        let text = isLight ? RGB(0, 0, 0) : RGB(229, 229, 229)
        let front = look.foreground.map(depth.rgb) ?? text
        let back = look.background.map(depth.rgb) ?? ground
        let (high, low) = (max(front.luminance, back.luminance), min(front.luminance, back.luminance))
        return (high + 0.05) / (low + 0.05)
    }
}

extension RGB {
    /// Relative luminance as WCAG 2 defines it, 0 to 1.
    var luminance: Double {
        func linear(_ channel: UInt8) -> Double {
            let value = Double(channel) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}
