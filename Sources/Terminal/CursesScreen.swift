internal import CNcurses
internal import Console
internal import Text

/// The terminal, as a place for screens. Made and used on one thread.
struct CursesScreen: ~Copyable {
    private var sheet: StyleSheet
    private let isInTmux: Bool
    /// Pairs that have been defined, by their colours.
    private var pairs: [Colors: Int32] = [:]
    /// What the terminal shows, nil when that is not known.
    private var shown: Screen?

    private struct Colors: Hashable {
        var foreground: Int32
        var background: Int32
    }

    /// Takes the terminal.
    init(name: String, isInTmux: Bool, theme: Theme, allowsColor: Bool) throws(TerminalError) {
        let result = hb_open_result(UInt32(bitPattern: unsafe hb_open(name)))
        switch result {
        case HB_OPEN_OK: break
        case HB_OPEN_UNKNOWN_TERMINAL: throw .unknownName(name)
        case HB_OPEN_NO_DATABASE: throw .noDatabase
        case HB_OPEN_NO_CURSOR: throw .noCursor(name)
        default: throw .failed(name)
        }
        let depth = allowsColor ? Depth(colors: Int(hb_colors())) : .mono
        sheet = StyleSheet(theme: theme, depth: depth)
        self.isInTmux = isInTmux
    }

    deinit {
        hb_close()
    }

    /// Shows what comes from now on in another theme.
    mutating func use(_ theme: Theme) {
        sheet = StyleSheet(theme: theme, depth: sheet.depth)
        shown = nil
    }

    var size: Size { Size(columns: Int(hb_columns()), rows: Int(hb_rows())) }

    /// Shows a screen; cells that the terminal shows already are left alone.
    mutating func show(_ screen: Screen) {
        let old = shown.flatMap { $0.size == screen.size ? $0 : nil }
        if old == nil { hb_erase() }
        var looks: [Paint: (attributes: UInt32, pair: Int32)] = [:]
        for row in 0..<screen.size.rows {
            for column in 0..<screen.size.columns {
                let index = row * screen.size.columns + column
                let cell = screen.cells[index]
                if cell.width == 0 || (cell == old?.cells[index] && cell.glyph.rawValue < GlyphID.clusterBase) {
                    continue
                }
                let look = looks[cell.paint] ?? style(cell.paint)
                looks[cell.paint] = look
                put(screen.scalars(of: cell.glyph), cell, row: row, column: column, look)
            }
        }
        if let cursor = screen.cursor {
            hb_move_cursor(
                Int32(min(cursor.row, max(0, screen.size.rows - 1))),
                Int32(min(cursor.column, max(0, screen.size.columns - 1))))
        }
        hb_refresh()
        shown = screen
    }

    /// Hands a text to the terminal's clipboard; false where the terminal has none that is known of. Whether it is taken,
    /// nobody says.
    func copy(_ text: String) -> Bool {
        unsafe ClipboardSequence(text, isInTmux: isInTmux).bytes.withUnsafeBufferPointer {
            unsafe hb_send($0.baseAddress, $0.count)
        }
    }

    /// Forgets what the terminal shows: the next screen is drawn in full.
    mutating func redrawAll() {
        shown = nil
        hb_redraw_all()
    }

    private func put(
        _ scalars: [Unicode.Scalar], _ cell: Cell, row: Int, column: Int, _ look: (attributes: UInt32, pair: Int32)
    ) {
        func scalar(_ index: Int) -> UInt32 { index < scalars.count ? scalars[index].value : 0 }
        hb_put(
            Int32(row), Int32(column), Int32(cell.width), scalar(0), scalar(1), scalar(2), scalar(3), look.attributes,
            look.pair)
    }

    private mutating func style(_ paint: Paint) -> (attributes: UInt32, pair: Int32) {
        let look = sheet.look(of: paint)
        let colors = Colors(
            foreground: look.foreground.map(Int32.init) ?? -1, background: look.background.map(Int32.init) ?? -1)
        return (look.modifiers.attributes, pair(colors))
    }

    /// The number of a pair, defined when it is first needed. Where there are no more, the terminal's own colours.
    private mutating func pair(_ colors: Colors) -> Int32 {
        if sheet.depth == .mono || colors == Colors(foreground: -1, background: -1) { return 0 }
        if let number = pairs[colors] { return number }
        let next = Int32(pairs.count + 1)
        let isDefined = next < hb_pairs() && hb_define_pair(next, colors.foreground, colors.background)
        let number: Int32 = isDefined ? next : 0
        // A refused pair is remembered too, under the number that means "none".
        if isDefined { pairs[colors] = number }
        return number
    }
}

extension Modifiers {
    /// The bits that the C side knows.
    fileprivate var attributes: UInt32 {
        let names: [(Modifiers, hb_attribute)] = [
            (.bold, HB_BOLD), (.dim, HB_DIM), (.italic, HB_ITALIC), (.underline, HB_UNDERLINE), (.reverse, HB_REVERSE),
        ]
        return names.reduce(0) { contains($1.0) ? $0 | $1.1.rawValue : $0 }
    }
}
