internal import Cases
internal import YAML

/// Reads saved views. What is not understood is an error with its place: a view that lists something else than what it
/// says is worse than none.
struct SavedViewReader {
    private let source: SourceText

    static func views(_ source: SourceText) throws(FileProblem) -> [SavedView] {
        let root: YAMLNode?
        do throws(YAMLError) {
            root = try YAMLReader.read(source)
        } catch {
            throw FileProblem(position: error.position, message: error.reason.message, in: source)
        }
        guard let root else { return [] }
        return try SavedViewReader(source: source).document(root)
    }

    private func document(_ root: YAMLNode) throws(FileProblem) -> [SavedView] {
        try check(root, ["format", "views"], "the file")
        guard let format = root["format"] else { throw problem(root, "'format: 1' is missing") }
        guard format.text == "1" else { throw problem(format, "this version reads format 1") }
        guard let list = root["views"] else { return [] }
        guard let nodes = list.list else { throw problem(list, "'views' must be a list") }
        guard nodes.count <= SavedViewList.most else {
            throw problem(list, "there may be \(SavedViewList.most) views")
        }
        var views: [SavedView] = []
        for node in nodes {
            let view = try view(node)
            if views.contains(where: { $0.name == view.name }) {
                throw problem(node["name"] ?? node, "there are two views of this name")
            }
            views.append(view)
        }
        return views
    }

    private func view(_ node: YAMLNode) throws(FileProblem) -> SavedView {
        try check(node, ["name", "view", "subject", "filters", "sort", "by"], "a view")
        let nameNode = try member("name", of: node)
        guard let name = SavedView.name(try text(nameNode)) else {
            throw problem(nameNode, "a name has 1 to \(SavedView.longestName) characters in one line")
        }
        var view = SavedView(name, try word(try member("view", of: node), ViewKind.allCases))
        if let subject = node["subject"] { view.subject = try entity(subject) }
        if let filters = node["filters"] {
            guard let list = filters.list else { throw problem(filters, "'filters' must be a list") }
            for filter in list { view.filters.append(try self.filter(filter)) }
        }
        if let sort = node["sort"] {
            try check(sort, ["column", "descending"], "'sort'")
            view.sort = SortOrder(
                column: try text(try member("column", of: sort)), isDescending: try truth(sort["descending"]) ?? false)
        }
        if let grouping = node["by"] { view.grouping = try word(grouping, AlertGrouping.allCases) }
        return view
    }

    private func entity(_ node: YAMLNode) throws(FileProblem) -> Entity {
        try check(node, ["kind", "value", "label", "field", "filter"], "'subject'")
        func optional(_ name: String) throws(FileProblem) -> String? {
            guard let node = node[name] else { return nil }
            return try text(node)
        }
        return Entity(
            try word(try member("kind", of: node), Entity.Kind.allCases), try optional("value"),
            label: try optional("label"), field: try optional("field"), selection: try optional("filter"))
    }

    /// A text, or one with a word on whether it is on.
    private func filter(_ node: YAMLNode) throws(FileProblem) -> StackedFilter {
        if node.scalar != nil { return StackedFilter(try text(node)) }
        try check(node, ["text", "on"], "a filter")
        return StackedFilter(try text(try member("text", of: node)), isOn: try truth(node["on"]) ?? true)
    }

    private func check(_ node: YAMLNode, _ names: [String], _ what: String) throws(FileProblem) {
        guard let pairs = node.map else { throw problem(node, "\(what) must be a map") }
        for pair in pairs {
            let name = pair.key.scalar?.text ?? ""
            if names.contains(name) { continue }
            let meant = Wording.didYouMean(Wording.suggestion(for: name, among: names))
            throw problem(pair.key, "unknown key \(Wording.cut(name))\(meant)")
        }
    }

    private func member(_ name: String, of node: YAMLNode) throws(FileProblem) -> YAMLNode {
        guard let member = node[name] else { throw problem(node, "'\(name)' is missing") }
        return member
    }

    private func text(_ node: YAMLNode) throws(FileProblem) -> String {
        guard let text = node.text else { throw problem(node, "a text is missing") }
        return text
    }

    private func truth(_ node: YAMLNode?) throws(FileProblem) -> Bool? {
        guard let node else { return nil }
        guard let truth = node.scalar?.truth else { throw problem(node, "this must be true or false") }
        return truth
    }

    private func word<Word: RawRepresentable<String>>(_ node: YAMLNode, _ all: [Word]) throws(FileProblem) -> Word {
        let text = try text(node)
        if let word = Word(rawValue: text) { return word }
        let words = all.map(\.rawValue)
        let meant = Wording.didYouMean(Wording.suggestion(for: text, among: words))
        throw problem(node, "\(Wording.cut(text)) is none of \(words.joined(separator: ", "))\(meant)")
    }

    private func problem(_ node: YAMLNode, _ message: String) -> FileProblem {
        FileProblem(position: node.position, message: message, in: source)
    }
}
