/// Attributes of a terminal besides colour.
public struct Modifiers: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    public static let bold = Modifiers(rawValue: 1)
    public static let dim = Modifiers(rawValue: 2)
    public static let italic = Modifiers(rawValue: 4)
    public static let underline = Modifiers(rawValue: 8)
    public static let reverse = Modifiers(rawValue: 16)

    /// Names in themes, in the order of the bits.
    public static let names = ["bold", "dim", "italic", "underline", "reverse"]

    public init?(name: String) {
        guard let bit = Self.names.firstIndex(of: name) else { return nil }
        self.init(rawValue: 1 << UInt8(bit))
    }
}

/// What a theme says of one role. What it leaves out is left to what lies below.
public struct Style: Hashable, Sendable {
    public var foreground: Color?
    public var background: Color?
    public var modifiers: Modifiers
    /// The attributes on a terminal without colour; ``modifiers`` when nil.
    public var mono: Modifiers?

    public init(
        foreground: Color? = nil, background: Color? = nil, modifiers: Modifiers = [], mono: Modifiers? = nil
    ) {
        self.foreground = foreground
        self.background = background
        self.modifiers = modifiers
        self.mono = mono
    }
}

/// A style as a terminal of some depth wants it: numbers of that depth, nil for the terminal's own colour.
public struct Look: Hashable, Sendable {
    public var foreground: Int?
    public var background: Int?
    public var modifiers: Modifiers
}

/// A theme at a depth: what each paint looks like.
public struct StyleSheet: Sendable {
    public let theme: Theme
    public let depth: Depth

    public init(theme: Theme, depth: Depth) {
        self.theme = theme
        self.depth = depth
    }

    /// The look of a paint: the colours of the role on top where it has some, else those below it; attributes add up.
    public func look(of paint: Paint) -> Look {
        let base = theme.style(of: paint.role)
        let over = paint.over.map { theme.style(of: $0) }
        let text = theme.style(of: .uiText)
        let foreground = over?.foreground ?? base.foreground ?? text.foreground ?? .terminal
        let background = over?.background ?? base.background ?? text.background ?? .terminal
        let layers = [base, over].compactMap { $0 }
        let modifiers = layers.reduce(into: Modifiers()) { sum, style in
            sum.formUnion(depth == .mono ? style.mono ?? style.modifiers : style.modifiers)
        }
        return Look(
            foreground: depth.index(of: foreground), background: depth.index(of: background), modifiers: modifiers)
    }
}
