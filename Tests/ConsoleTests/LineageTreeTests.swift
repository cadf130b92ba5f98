import Investigation
import Testing

@testable import Console

/// The tree of a lineage, drawn from graphs made by hand.
@Suite struct LineageTreeTests {
    /// A graph from words such as `a>b`, strong, and `a~b`, weak; each is later than the one before it.
    private func lineage(_ edges: String...) -> Lineage {
        var names: Set<String> = []
        let made = edges.enumerated().map { row, text in
            let ends = text.split { ">~".contains($0) }.map(String.init)
            names.formUnion(ends)
            return Lineage.Edge(
                from: ends[0], to: ends[1], via: "AssumeRole", row: row, isWeak: text.contains("~"))
        }
        return Lineage(
            nodes: names.sorted().map { Lineage.Node(id: $0, kind: .key, principal: "", status: .confirmed) },
            edges: made)
    }

    private func drawn(_ lineage: Lineage, toggled: Set<String> = [], shown: String? = nil) -> [String] {
        let tree = LineageTree(lineage, toggled: toggled, shown: shown) { Int64($0.row) }
        return tree.lines.indices.map { number in
            let line = tree.lines[number]
            return tree.stem(number) + tree.node(line).id + (line.isReference ? " *" : "")
                + (line.folded.map { " +\($0)" } ?? "")
        }
    }

    @Test func whatIsIssuedHangsOnItsIssuer() {
        #expect(
            drawn(lineage("a>b", "b>c", "a>d", "e>f")) == ["a", "├─ b", "│  └─ c", "└─ d", "e", "└─ f"])
    }

    @Test func weakJoinsAreDotted() {
        #expect(drawn(lineage("a~b", "a~c")) == ["a", "├┄ b", "└┄ c"])
    }

    @Test func aNodeStandsOnceUnderItsFirstIssuerAndIsReferredToElsewhere() {
        #expect(drawn(lineage("a>c", "b>c", "c>d")) == ["a", "└─ c", "   └─ d", "b", "└─ c *"])
    }

    @Test func aStrongIssuerComesBeforeAWeakSign() {
        #expect(drawn(lineage("a~c", "b>c")) == ["a", "└┄ c *", "b", "└─ c"])
    }

    @Test func severalCallsBetweenTwoAreOneLine() {
        #expect(drawn(lineage("a>b", "a>b")) == ["a", "└─ b"])
    }

    @Test func cyclesEnd() {
        #expect(drawn(lineage("a>b", "b>a")) == ["a", "└─ b", "   └─ a *"])
        #expect(drawn(lineage("a>a")) == ["a", "└─ a *"])
        // What hangs on a cycle is reached through it.
        #expect(
            drawn(lineage("x>y", "b>a", "a>b", "a>x")) == ["a", "├─ b", "│  └─ a *", "└─ x", "   └─ y"])
    }

    @Test func aFoldedNodeSaysHowManyItHides() {
        let lineage = lineage("a>b", "b>c", "b>d")
        #expect(drawn(lineage, toggled: ["a"]) == ["a +3"])
        #expect(drawn(lineage, toggled: ["b"]) == ["a", "└─ b +2"])
    }

    @Test func whatHasVeryManyChildrenIsClosedUnlessOneOfThemIsWanted() {
        let nodes = (0...5_000).map { Lineage.Node(id: "k\($0)", kind: .key, principal: "", status: nil) }
        let edges = (1...5_000).map {
            Lineage.Edge(from: "k0", to: "k\($0)", via: "AssumeRole", row: $0, isWeak: false)
        }
        let lineage = Lineage(nodes: nodes, edges: edges)
        #expect(drawn(lineage) == ["k0 +5000"])
        #expect(drawn(lineage, toggled: ["k0"]).count == 5_001)
        #expect(drawn(lineage, shown: "k77").count == 5_001)
    }

    @Test func aLongChainIsDrawnToItsEnd() {
        let nodes = (0..<3_000).map { Lineage.Node(id: "k\($0)", kind: .key, principal: "", status: nil) }
        let edges = (1..<3_000).map {
            Lineage.Edge(from: "k\($0 - 1)", to: "k\($0)", via: "AssumeRole", row: $0, isWeak: false)
        }
        let lines = drawn(Lineage(nodes: nodes, edges: edges))
        #expect(lines.count == 3_000)
        #expect(lines[2_999] == "+2991 " + String(repeating: "   ", count: 7) + "└─ k2999")
    }

    @Test func asciiTellsWeakJoinsApart() {
        var screen = Screen(size: Size(columns: 20, rows: 2), isASCII: true)
        screen.write("│  ├─ strong", at: Point(column: 0, row: 0), width: 20)
        screen.write("│  └┄ weak", at: Point(column: 0, row: 1), width: 20)
        #expect(screen.text == "|  +- strong\n|  +. weak")
    }

    @Test func readersOfScreensGetNoLines() {
        let text = StyledText([Span("│  ├─ ", .uiTableSeparator), Span("AssumeRole é")])
        #expect(text.withoutLines.plain == "      AssumeRole é")
    }
}
