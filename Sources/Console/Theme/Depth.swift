/// How many colours a terminal shows. Every theme is mapped to each of them.
public enum Depth: Hashable, Sendable, CaseIterable {
    /// Attributes only.
    case mono
    /// The first eight ANSI colours.
    case eight
    /// The 16 ANSI colours.
    case sixteen
    /// The 16, a cube of 216 and 24 greys.
    case indexed
    /// 24 bits.
    case direct

    /// The depth for a number of colours as terminfo gives it; nil or below 8 is no colour.
    public init(colors: Int) {
        switch colors {
        case ..<8: self = .mono
        case ..<16: self = .eight
        case ..<256: self = .sixteen
        case 256: self = .indexed
        default: self = .direct
        }
    }

    /// For messages.
    var words: String {
        switch self {
        case .mono: "no colours"
        case .eight: "8 colours"
        case .sixteen: "16 colours"
        case .indexed: "256 colours"
        case .direct: "direct colour"
        }
    }

    /// The number that the terminal wants for a colour: an index, or 24 bits on ``direct``; nil is the terminal's own.
    public func index(of color: Color) -> Int? {
        guard case .mixed(let color) = color else { return nil }
        switch self {
        case .mono: return nil
        case .eight: return XtermPalette.ansi(of: color).map { $0 & 7 }
        case .sixteen: return XtermPalette.ansi(of: color)
        case .indexed: return XtermPalette.indexed(of: color)
        case .direct: return XtermPalette.rgb(of: color)?.value
        }
    }

    /// What such an index looks like, by the usual values of the 16 names (those of xterm).
    public func rgb(of index: Int) -> RGB {
        switch self {
        case .mono, .eight, .sixteen, .indexed: XtermPalette.rgb(index: index)
        case .direct: RGB(UInt8(index >> 16 & 0xFF), UInt8(index >> 8 & 0xFF), UInt8(index & 0xFF))
        }
    }
}
