/// The palette of 256 colours as xterm defines it, and the nearest colour in it.
enum XtermPalette {
    static let ansi: [RGB] = [
        RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0), RGB(0, 0, 238), RGB(205, 0, 205),
        RGB(0, 205, 205), RGB(229, 229, 229), RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
        RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
    ]

    private static let cube: [UInt8] = [0, 95, 135, 175, 215, 255]

    static func rgb(index: Int) -> RGB {
        switch index {
        case ..<16: return ansi[max(0, index)]
        case ..<232:
            let offset = index - 16
            return RGB(cube[offset / 36], cube[offset / 6 % 6], cube[offset % 6])
        default:
            let grey = UInt8(8 + 10 * (min(index, 255) - 232))
            return RGB(grey, grey, grey)
        }
    }

    static func rgb(of color: Color.Mixed) -> RGB? {
        color.rgb ?? color.c256.map { rgb(index: Int($0)) } ?? color.ansi.map { ansi[Int($0)] }
    }

    static func indexed(of color: Color.Mixed) -> Int? {
        if let number = color.c256 { return Int(number) }
        // The first 16 are the reader's own and may look like anything: a colour of 24 bits never maps to them.
        if let rgb = color.rgb { return nearest(to: rgb, in: 16..<256) }
        return color.ansi.map(Int.init)
    }

    static func ansi(of color: Color.Mixed) -> Int? {
        if let number = color.ansi { return Int(number) }
        return rgb(of: color).map { nearest(to: $0, in: 0..<16) }
    }

    private static func nearest(to color: RGB, in range: Range<Int>) -> Int {
        var best = range.lowerBound
        for index in range where rgb(index: index).distance(to: color) < rgb(index: best).distance(to: color) {
            best = index
        }
        return best
    }
}
