internal import Foundation

/// What a terminal is sent so that it puts a text on its clipboard. Source: xterm's "Control Sequences", OSC 52.
struct ClipboardSequence {
    let bytes: [UInt8]

    /// - Parameter isInTmux: tmux takes the sequence itself only where `set-clipboard` is on, and hands one on that is
    ///   wrapped only where `allow-passthrough` is: it gets both.
    init(_ text: String, isInTmux: Bool) {
        let plain = "\u{1B}]52;c;" + Data(text.utf8).base64EncodedString() + "\u{07}"
        let wrapped = "\u{1B}Ptmux;" + plain.replacing("\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\"
        bytes = Array((isInTmux ? plain + wrapped : plain).utf8)
    }
}
