extension Screen {
    /// How a text is made to fit its place.
    public enum Fit: Sendable {
        /// Cut at the end, padded on the right.
        case leading
        /// Cut at the end, padded on the left: numbers.
        case trailing
        /// Beginning and end kept, padded on the right: ARNs, paths.
        case middle
    }

    /// Writes one line of text into `width` cells, and fills what is left of them with spaces. Spans without a role take
    /// that of `paint`; `paint.over` lies over all of them.
    ///
    /// - Returns: the cells that the text itself takes.
    @discardableResult
    public mutating func write(
        _ text: StyledText, at point: Point, width: Int, paint: Paint = Paint(.uiText), fit: Fit = .leading
    ) -> Int {
        let room = min(width, size.columns - point.column)
        guard room > 0, point.row >= 0, point.row < size.rows else { return 0 }
        var shaped = ShapedText(text, isASCII: isASCII)
        shaped.fit(room, keepsEnd: fit == .middle, ellipsis: isASCII ? "~" : "…")
        var column = point.column
        if fit == .trailing {
            fill(at: column, row: point.row, count: room - shaped.width, paint: paint)
            column += room - shaped.width
        }
        for sign in shaped.signs {
            let own = sign.role.map { Paint($0, over: paint.over) } ?? paint
            put(sign.base, marks: sign.marks, width: sign.width, column: column, row: point.row, paint: own)
            column += sign.width
        }
        if fit != .trailing {
            fill(at: column, row: point.row, count: room - shaped.width, paint: paint)
        }
        return shaped.width
    }

    /// Draws one sign of the program's own, `count` times.
    public mutating func fill(
        _ sign: Unicode.Scalar = " ", at column: Int, row: Int, count: Int, paint: Paint
    ) {
        guard count > 0 else { return }
        let drawn = isASCII && !sign.isASCII ? ASCIIStandIn.of(sign)?.unicodeScalars.first ?? "?" : sign
        for offset in 0..<count {
            put(drawn, column: column + offset, row: row, paint: paint)
        }
    }

    /// The text of one row, wide signs once, without the spaces at its end.
    public func text(row: Int) -> String {
        var line = String.UnicodeScalarView()
        for column in 0..<size.columns {
            guard let cell = self[column, row], cell.width > 0 else { continue }
            line.append(contentsOf: scalars(of: cell.glyph))
        }
        while line.last == " " { line.removeLast() }
        return String(line)
    }

    /// The whole screen as lines of text.
    public var text: String {
        (0..<size.rows).map { text(row: $0) }.joined(separator: "\n")
    }
}
