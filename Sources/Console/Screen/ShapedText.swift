internal import Text

/// A line of text as the signs a terminal will show, neutralised and measured once.
struct ShapedText {
    /// One sign: a scalar with its combining marks.
    struct Sign {
        var base: Unicode.Scalar
        var marks: [Unicode.Scalar] = []
        var width: Int
        var role: Role?
    }

    private(set) var signs: [Sign] = []
    private(set) var width = 0

    init(_ text: StyledText, isASCII: Bool) {
        for span in text.spans {
            append(span, isASCII: isASCII)
        }
    }

    private mutating func append(_ span: Span, isASCII: Bool) {
        for piece in Neutral.pieces(span.text) {
            let role = piece.isEscape ? .uiDim : span.role
            for scalar in piece.text.unicodeScalars {
                if isASCII && !scalar.isASCII {
                    appendStandIn(scalar, role: role)
                } else {
                    append(scalar, role: role)
                }
            }
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar, role: Role?) {
        let cells = DisplayWidth.of(scalar)
        if cells == 0, !signs.isEmpty {
            signs[signs.count - 1].marks.append(scalar)
        } else {
            signs.append(Sign(base: scalar, width: max(1, cells), role: role))
            width += max(1, cells)
        }
    }

    private mutating func appendStandIn(_ scalar: Unicode.Scalar, role: Role?) {
        let standIn = ASCIIStandIn.of(scalar)
        for scalar in (standIn ?? Neutral.escape(scalar)).unicodeScalars {
            append(scalar, role: standIn == nil ? .uiDim : role)
        }
    }

    /// Cuts to a width: at the end, or in the middle where `keepsEnd` is set, with an ellipsis.
    mutating func fit(_ limit: Int, keepsEnd: Bool, ellipsis: Unicode.Scalar) {
        if width <= limit { return }
        if limit < 1 {
            signs = []
            width = 0
            return
        }
        let head = take(keepsEnd ? (limit - 1) * 2 / 5 : limit - 1, from: signs)
        let headWidth = head.reduce(0) { $0 + $1.width }
        let tail = keepsEnd ? Array(take(limit - 1 - headWidth, from: signs.reversed()).reversed()) : []
        signs = head + [Sign(base: ellipsis, width: 1, role: .uiDim)] + tail
        width = signs.reduce(0) { $0 + $1.width }
    }

    private func take(_ limit: Int, from signs: [Sign]) -> [Sign] {
        var taken = 0
        return Array(
            signs.prefix { sign in
                taken += sign.width
                return taken <= limit
            })
    }
}
