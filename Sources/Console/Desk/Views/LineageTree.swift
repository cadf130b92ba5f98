internal import Investigation

/// A graph of credentials as the lines of a tree: each node once, under the first that issued it, roots first. Where
/// another issued it as well, a line there refers to it; so cycles end.
struct LineageTree {
    /// A node under another.
    struct Line: Hashable {
        /// Its place in the nodes of the lineage.
        var node: Int
        /// What joins it to the line above it, by time, as places in the edges; none for a root.
        var edges: [Int] = []
        /// The line that it hangs on.
        var parent: Int?
        var depth = 0
        /// Whether it is the last that hangs on its line.
        var isLast = true
        /// Whether the node itself stands elsewhere.
        var isReference = false
        var children = 0
        /// How many nodes are hidden under it; nil where it is open.
        var folded: Int?
    }

    let lineage: Lineage
    private(set) var lines: [Line] = []
    /// Where each node stands in full.
    private(set) var places: [String: Int] = [:]

    /// Nodes with more children than this are closed until they are opened.
    static let mostChildren = 100
    /// Levels that a line shows of where it hangs.
    private static let mostLevels = 8

    /// - Parameters:
    ///   - toggled: nodes that are folded the other way round than they would be.
    ///   - shown: a node that must not be hidden by itself.
    ///   - time: when an edge came about; what came first stands first.
    /// - Complexity: O(*n* log *n*) in nodes and edges.
    init(_ lineage: Lineage, toggled: Set<String> = [], shown: String? = nil, time: (Lineage.Edge) -> Int64) {
        self.lineage = lineage
        var builder = LineageTreeBuilder(lineage, toggled: toggled, time: time)
        builder.keepOpen(shown)
        builder.build()
        lines = builder.lines
        for (number, line) in lines.enumerated() where !line.isReference {
            places[lineage.nodes[line.node].id] = number
        }
    }

    func node(_ line: Line) -> Lineage.Node { lineage.nodes[line.node] }

    /// Whether nothing but weak signs joins a line to what it hangs on.
    func isWeak(_ line: Line) -> Bool {
        !line.edges.isEmpty && line.edges.allSatisfy { lineage.edges[$0].isWeak }
    }

    /// What is drawn in front of a line: `│  ├─ `, dotted where the join is weak.
    func stem(_ number: Int) -> String {
        let line = lines[number]
        guard line.depth > 0 else { return "" }
        var parts = [(line.isLast ? "└" : "├") + (isWeak(line) ? "┄ " : "─ ")]
        var above = line.parent
        while let place = above, lines[place].depth > 0, parts.count < Self.mostLevels {
            parts.append(lines[place].isLast ? "   " : "│  ")
            above = lines[place].parent
        }
        let hidden = line.depth - parts.count
        if hidden > 0 { parts.append("+\(hidden) ") }
        return parts.reversed().joined()
    }
}

/// Lays out the lines of a ``LineageTree``. Nothing recurses: an attacker may chain thousands of sessions.
private struct LineageTreeBuilder {
    /// All edges from one node to another.
    private struct Join {
        var from: Int
        var to: Int
        var edges: [Int]
        var time: Int64
    }

    private(set) var lines: [LineageTree.Line] = []
    private let lineage: Lineage
    private let toggled: Set<String>
    private var joins: [Join] = []
    /// The joins from each node, by time.
    private var children: [[Int]]
    /// The join under which each node stands; nil for roots.
    private var home: [Int?]
    private var isOpen: [Bool]
    private var isPlaced: [Bool]
    /// When what hangs on each node came about first.
    private var first: [Int64]

    private struct Visit {
        var node: Int
        var join: Int?
        var parent: Int?
        var depth: Int
        var isLast: Bool
    }

    init(_ lineage: Lineage, toggled: Set<String>, time: (Lineage.Edge) -> Int64) {
        self.lineage = lineage
        self.toggled = toggled
        let count = lineage.nodes.count
        children = Array(repeating: [], count: count)
        home = Array(repeating: nil, count: count)
        isOpen = Array(repeating: false, count: count)
        isPlaced = Array(repeating: false, count: count)
        first = Array(repeating: .max, count: count)
        let numbers = Dictionary(
            lineage.nodes.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        var known: [[Int]: Int] = [:]
        for (number, edge) in lineage.edges.enumerated() {
            guard let from = numbers[edge.from], let to = numbers[edge.to] else { continue }
            let moment = time(edge)
            first[from] = min(first[from], moment)
            if let join = known[[from, to]] {
                joins[join].edges.append(number)
                joins[join].time = min(joins[join].time, moment)
            } else {
                known[[from, to]] = joins.count
                joins.append(Join(from: from, to: to, edges: [number], time: moment))
            }
        }
        for join in joins.indices { children[joins[join].from].append(join) }
        for node in children.indices {
            children[node].sort { (joins[$0].time, joins[$0].to) < (joins[$1].time, joins[$1].to) }
        }
        findHomes()
    }

    /// A node stands under what issued it first; under what only hints at it, if nothing did.
    private mutating func findHomes() {
        func rank(_ join: Int) -> (Int, Int64, Int) {
            let isWeak = joins[join].edges.allSatisfy { lineage.edges[$0].isWeak }
            return (isWeak ? 1 : 0, joins[join].time, join)
        }
        for join in joins.indices where joins[join].from != joins[join].to {
            let node = joins[join].to
            if let known = home[node], rank(known) <= rank(join) { continue }
            home[node] = join
        }
    }

    mutating func keepOpen(_ shown: String?) {
        guard let shown, var node = lineage.nodes.firstIndex(where: { $0.id == shown }) else { return }
        while let join = home[node], !isOpen[joins[join].from] {
            node = joins[join].from
            isOpen[node] = true
        }
    }

    mutating func build() {
        let order = lineage.nodes.indices.sorted { (first[$0], $0) < (first[$1], $1) }
        for node in order where home[node] == nil { lay(from: node) }
        // What is left hangs on a cycle: it is entered where it closes.
        for node in order where !isPlaced[node] { lay(from: entry(to: node)) }
    }

    private func entry(to start: Int) -> Int {
        var node = start
        var seen: Set<Int> = []
        while seen.insert(node).inserted, let join = home[node] { node = joins[join].from }
        return node
    }

    private mutating func lay(from root: Int) {
        var waiting = [Visit(node: root, join: nil, parent: nil, depth: 0, isLast: true)]
        while let visit = waiting.popLast() {
            var line = LineageTree.Line(
                node: visit.node, edges: visit.join.map { joins[$0].edges } ?? [], parent: visit.parent,
                depth: visit.depth, isLast: visit.isLast)
            line.isReference = visit.join.map { $0 != home[visit.node] || isPlaced[visit.node] } ?? false
            let number = lines.count
            lines.append(line)
            if line.isReference { continue }
            isPlaced[visit.node] = true
            let own = children[visit.node]
            lines[number].children = own.count
            let isClosed = own.count > LineageTree.mostChildren && !isOpen[visit.node]
            if !own.isEmpty, isClosed != toggled.contains(lineage.nodes[visit.node].id) {
                lines[number].folded = hide(under: visit.node)
                continue
            }
            for (offset, join) in own.enumerated().reversed() {
                waiting.append(
                    Visit(
                        node: joins[join].to, join: join, parent: number, depth: visit.depth + 1,
                        isLast: offset == own.count - 1))
            }
        }
    }

    /// Takes everything below a node as placed, and counts it.
    private mutating func hide(under root: Int) -> Int {
        var waiting = [root]
        var count = 0
        while let node = waiting.popLast() {
            for join in children[node] where home[joins[join].to] == join && !isPlaced[joins[join].to] {
                isPlaced[joins[join].to] = true
                count += 1
                waiting.append(joins[join].to)
            }
        }
        return count
    }
}
