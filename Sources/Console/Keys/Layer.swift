/// Where a binding holds. The innermost layer that is there answers first; a view's own table comes before the global.
public enum Layer: Hashable, Sendable {
    /// Everywhere, as long as nothing lies over the view.
    case global
    /// Everywhere, whatever lies over the view.
    case always
    /// In one view.
    case view(ViewKind)
    /// In a line of text that is being written.
    case prompt
    /// In a list that lies over the view: filters, history, help.
    case popup
    /// While the tour goes on, in front of everything else.
    case tour
    /// In the histogram, while a span of it is being selected.
    case span
    /// In the pane beside the list, while it is being read.
    case pane
    /// Where one letter is waited for.
    case letter

    /// The name for messages and documents.
    public var name: String {
        switch self {
        case .global, .always: "everywhere"
        case .view(let view): view.title
        case .prompt: "prompt"
        case .popup: "popup"
        case .span: "histogram"
        case .pane: "pane"
        case .letter: "letter"
        case .tour: "tour"
        }
    }
}
