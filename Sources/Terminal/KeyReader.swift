internal import CNcurses
internal import Console

/// What comes from the keyboard.
enum Input: Hashable {
    case key(Key)
    case pasted(String)
    case mouse(MouseEvent)
    case resized
    /// The terminal is gone.
    case end
}

/// Turns what curses reads into keys. Everything that has arrived is read before anything is decided: an Esc with
/// something right behind it is Alt, an Esc alone is Esc.
struct KeyReader {
    /// Whether a key with Alt means something; where it does not, Esc and the key were meant.
    let knowsAlt: (Key) -> Bool
    private var pasted: String?

    init(knowsAlt: @escaping (Key) -> Bool) {
        self.knowsAlt = knowsAlt
    }

    /// All that has arrived, without waiting.
    mutating func drain() -> [Input] {
        var inputs: [Input] = []
        var escape = false
        while let event = Self.next() {
            switch hb_key_kind(UInt32(event.kind)) {
            case HB_KEY_RESIZE:
                inputs.append(.resized)
            case HB_KEY_MOUSE:
                inputs.append(.mouse(Self.mouse(event)))
            case HB_KEY_END:
                return inputs + [.end]
            case HB_KEY_CODE where event.value == HB_PASTE_START.rawValue:
                pasted = ""
            case HB_KEY_CODE where event.value == HB_PASTE_END.rawValue:
                if let text = pasted { inputs.append(.pasted(text)) }
                pasted = nil
            default:
                if pasted != nil {
                    if event.kind == HB_KEY_TEXT.rawValue, let scalar = Unicode.Scalar(event.value) {
                        pasted?.unicodeScalars.append(scalar == "\r" ? "\n" : scalar)
                    }
                    continue
                }
                guard let key = Self.key(event) else { continue }
                if key.code == .escape, !escape {
                    escape = true
                    continue
                }
                inputs += Self.keys(key, afterEscape: escape, knowsAlt)
                escape = false
            }
        }
        return escape ? inputs + [.key(Key(.escape))] : inputs
    }

    static func keys(_ key: Key, afterEscape: Bool, _ knowsAlt: (Key) -> Bool) -> [Input] {
        guard afterEscape else { return [.key(key)] }
        let alt = Key(key.code, control: key.control, alt: true)
        return knowsAlt(alt) ? [.key(alt)] : [.key(Key(.escape)), .key(key)]
    }

    private static func next() -> hb_key_event? {
        let event = hb_read_key()
        return event.kind == HB_KEY_NONE.rawValue ? nil : event
    }

    private static func key(_ event: hb_key_event) -> Key? {
        switch hb_key_kind(UInt32(event.kind)) {
        case HB_KEY_TEXT: return Unicode.Scalar(event.value).map(key(of:))
        case HB_KEY_CODE: return code(event.value).map { Key($0) }
        case HB_KEY_NAMED:
            guard let name = unsafe hb_key_name(event.value) else { return nil }
            return key(extendedName: unsafe String(cString: name))
        default: return nil
        }
    }

    /// A character, or the control character that a terminal sends for a key.
    static func key(of scalar: Unicode.Scalar) -> Key {
        switch scalar.value {
        case 0x0D, 0x0A: Key(.enter)
        case 0x09: Key(.tab)
        case 0x1B: Key(.escape)
        case 0x08, 0x7F: Key(.backspace)
        case 0x00: Key(.text(" "), control: true)
        case 0x01...0x1A: Key(.text(String(Unicode.Scalar(UInt8(scalar.value + 0x60)))), control: true)
        case 0x1C...0x1F: Key(.text(String(Unicode.Scalar(UInt8(scalar.value + 0x40)))), control: true)
        default: Key(.text(String(scalar)))
        }
    }

    /// Keys with modifiers, by the names of xterm's terminfo: `kLFT3` is Left with Alt. The digit is 1 plus 1 for Shift,
    /// 2 for Alt and 4 for Ctrl.
    static func key(extendedName name: String) -> Key? {
        let codes: [(String, Key.Code)] = [
            ("kUP", .up), ("kDN", .down), ("kLFT", .left), ("kRIT", .right), ("kHOM", .home), ("kEND", .end),
            ("kPRV", .pageUp), ("kNXT", .pageDown), ("kDC", .delete), ("kIC", .insert),
        ]
        for (prefix, code) in codes where name.hasPrefix(prefix) {
            guard let digit = Int(name.dropFirst(prefix.count)), (2...8).contains(digit) else { continue }
            return Key(code, control: (digit - 1) & 4 != 0, alt: (digit - 1) & 2 != 0)
        }
        return nil
    }

    private static func mouse(_ event: hb_key_event) -> MouseEvent {
        switch hb_mouse(event.value) {
        case HB_MOUSE_WHEEL_UP: .wheel(-1)
        case HB_MOUSE_WHEEL_DOWN: .wheel(1)
        default: .press(Point(column: Int(event.column), row: Int(event.row)))
        }
    }

    private static func code(_ value: UInt32) -> Key.Code? {
        switch hb_key(value) {
        case HB_UP: .up
        case HB_DOWN: .down
        case HB_LEFT: .left
        case HB_RIGHT: .right
        case HB_HOME: .home
        case HB_END: .end
        case HB_PAGE_UP: .pageUp
        case HB_PAGE_DOWN: .pageDown
        case HB_BACKSPACE: .backspace
        case HB_DELETE: .delete
        case HB_INSERT: .insert
        case HB_ENTER: .enter
        case HB_BACK_TAB: .backTab
        default: value > HB_FUNCTION.rawValue ? .function(Int(value - HB_FUNCTION.rawValue)) : nil
        }
    }
}
