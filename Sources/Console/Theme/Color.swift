/// A colour of 24 bits.
public struct RGB: Hashable, Sendable {
    public let red: UInt8
    public let green: UInt8
    public let blue: UInt8

    public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// `#rrggbb`, in either case.
    public init?(hex text: String) {
        guard text.hasPrefix("#"), text.utf8.count == 7, let value = UInt32(text.dropFirst(), radix: 16) else {
            return nil
        }
        self.init(UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
    }

    /// The colour as one number, red highest.
    public var value: Int { Int(red) << 16 | Int(green) << 8 | Int(blue) }

    /// The square of the distance, with green counting most, as the eye has it.
    func distance(to other: RGB) -> Int {
        let red = Int(self.red) - Int(other.red)
        let green = Int(self.green) - Int(other.green)
        let blue = Int(self.blue) - Int(other.blue)
        return 3 * red * red + 6 * green * green + blue * blue
    }
}

/// A colour as a theme gives it: in as many of the three ways as its author wants to settle. What is missing is
/// worked out from what is there (``Depth/index(of:)``).
public enum Color: Hashable, Sendable {
    /// Whatever the terminal has: the reader's own choice.
    case terminal
    case mixed(Mixed)

    /// At least one of the three is given.
    public struct Mixed: Hashable, Sendable {
        /// 24 bits, for terminals with direct colour.
        public var rgb: RGB?
        /// Number in the palette of 256.
        public var c256: UInt8?
        /// Number of one of the 16 ANSI colours, which the reader's terminal defines.
        public var ansi: UInt8?

        public init(rgb: RGB? = nil, c256: UInt8? = nil, ansi: UInt8? = nil) {
            self.rgb = rgb
            self.c256 = c256
            self.ansi = ansi
        }
    }

    /// The 16 names, in the order of their numbers.
    public static let ansiNames = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black", "bright-red",
        "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
    ]

    /// The name of the terminal's own colour in themes.
    public static let terminalName = "default"

    /// A colour written in a style: one of the 16 names, `default`, or `#rrggbb`.
    public init?(name: String) {
        if name == Self.terminalName {
            self = .terminal
        } else if let number = Self.ansiNames.firstIndex(of: name) {
            self = .mixed(Mixed(ansi: UInt8(number)))
        } else if let rgb = RGB(hex: name) {
            self = .mixed(Mixed(rgb: rgb))
        } else {
            return nil
        }
    }
}
