/// A theme: a style for every role.
///
/// A role that the theme does not mention has the style of its parent (its name cut at the last dot); failing that, what
/// the inherited theme has for it; failing that, the compiled-in base.
public struct Theme: Hashable, Sendable {
    /// What background the theme is made for.
    public enum Variant: String, CaseIterable, Sendable {
        case dark, light
        /// For the terminal's own colours, whatever they are.
        case any
    }

    public var name: String
    public var variant: Variant
    /// The styles that are written down, after inheritance.
    public private(set) var styles: [Role: Style]

    init(name: String, variant: Variant, styles own: [Role: Style], inherits: Theme? = nil) {
        self.name = name
        self.variant = variant
        styles = [:]
        for role in Role.allCases {
            if let style = Self.nearest(role, in: own) ?? inherits?.styles[role] ?? Self.nearest(role, in: Self.floor) {
                styles[role] = style
            }
        }
    }

    /// The style of a role; one that nobody mentions leaves everything to the terminal.
    public func style(of role: Role) -> Style {
        styles[role] ?? Style()
    }

    private static func nearest(_ role: Role, in styles: [Role: Style]) -> Style? {
        var current: Role? = role
        while let role = current {
            if let style = styles[role] { return style }
            current = role.parent
        }
        return nil
    }
}

extension Theme {
    /// The compiled-in base: no colour, only attributes. It shows everything that a theme does not, and is the theme
    /// itself where no theme file can be found.
    public static let base = Theme(name: "base", variant: .any, styles: floor)

    private static let floor: [Role: Style] = [
        .uiDim: Style(modifiers: .dim),
        .uiStrong: Style(modifiers: .bold),
        .uiTitle: Style(modifiers: .bold),
        .uiRule: Style(modifiers: .dim),
        .uiScrollbar: Style(modifiers: .dim),
        .uiRowCursor: Style(modifiers: .reverse),
        .uiRowCursorBlur: Style(modifiers: .underline),
        .uiRowCell: Style(modifiers: [.reverse, .bold, .underline]),
        .uiRowMarked: Style(modifiers: .bold),
        .uiTableHeader: Style(modifiers: [.bold, .underline]),
        .uiTableSort: Style(modifiers: [.bold, .underline]),
        .uiMatch: Style(modifiers: .underline),
        .uiMatchCurrent: Style(modifiers: [.underline, .bold]),
        .uiPromptError: Style(modifiers: .bold),
        .uiPromptHint: Style(modifiers: .dim),
        .uiCrumbActive: Style(modifiers: .bold),
        .uiKey: Style(modifiers: .bold),
        .uiStatusMode: Style(modifiers: .reverse),
        .toastWarn: Style(modifiers: .bold),
        .toastError: Style(modifiers: [.bold, .reverse]),
        .sevInfo: Style(modifiers: .dim),
        .sevHigh: Style(modifiers: .bold),
        .sevCritical: Style(modifiers: .bold),
        .outcomeDenied: Style(modifiers: .underline),
        .timeGap: Style(modifiers: .dim),
        .attackNone: Style(modifiers: .dim),
        .attackMany: Style(modifiers: .bold),
        .attackConfirmed: Style(modifiers: [.bold, .underline]),
        .histBarSel: Style(modifiers: .reverse),
        .jsonKey: Style(modifiers: .bold),
        .jsonPunct: Style(modifiers: .dim),
    ]
}
