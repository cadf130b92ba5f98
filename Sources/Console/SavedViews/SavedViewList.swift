/// The views that can be gone to by name: those of the program, and one's own.
public struct SavedViewList: Hashable, Sendable {
    /// One's own, in the order of their names.
    public private(set) var own: [SavedView]
    /// Why one's own could not be read. Nothing is written over them then.
    public let problem: String?

    public init(own: [SavedView] = [], problem: String? = nil) {
        self.own = own.sorted { $0.name < $1.name }
        self.problem = problem
    }

    /// The same with views from elsewhere, as far as nothing has their names.
    public func adding(_ views: [SavedView]) -> SavedViewList {
        let names = Set(all.map(\.name))
        return SavedViewList(own: own + views.filter { !names.contains($0.name) }, problem: problem)
    }

    /// More of them nobody finds again.
    static let most = 200

    public var all: [SavedView] { own + SavedView.shipped }

    /// The view of that name, in either case.
    func view(named name: String) -> SavedView? {
        all.first { $0.name == name } ?? all.first { $0.name.lowercased() == name.lowercased() }
    }

    func isShipped(_ name: String) -> Bool { SavedView.shipped.contains { $0.name == name } }

    /// Keeps a view, in the place of the one of its name.
    mutating func keep(_ view: SavedView) {
        own.removeAll { $0.name == view.name }
        own.append(view)
        own.sort { $0.name < $1.name }
    }

    mutating func remove(_ name: String) {
        own.removeAll { $0.name == name }
    }
}
