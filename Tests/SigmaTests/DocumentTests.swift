import Foundation
import Sigma
import Testing
import YAML

/// Files of several documents, and what is wrong with some of them.
@Suite struct DocumentTests {
    private func rule(_ title: String) -> String {
        """
        title: \(title)
        level: low
        logsource: {product: aws}
        detection:
            s: {eventName: A}
            condition: s
        """
    }

    private func titles(_ set: RuleSet) -> [String] { set.rules.map(\.header.title) }

    @Test func `Documents are parted by three hyphens or three dots`() {
        let set = Snippet.load("\n# first\n---\n\(rule("a"))\n--- # second\n\(rule("b"))\n...\n\(rule("c"))")
        #expect(set.said == [])
        #expect(titles(set) == ["a", "b", "c"])
        #expect(set.rules.map(\.header.position.line) == [4, 11, 18])
    }

    @Test func `Directives, a byte order mark and Windows line ends do no harm`() {
        #expect(titles(Snippet.load("%YAML 1.2\n---\n\(rule("a"))\n")) == ["a"])
        #expect(titles(Snippet.load("\u{FEFF}\(rule("a"))\n")) == ["a"])
        let windows = Snippet.load("\(rule("a"))\n---\n\(rule("b"))\nx: ]".replacing("\n", with: "\r\n"))
        #expect(titles(windows) == ["a"])
        #expect(windows.errors.map(\.position.line) == [14])
    }

    @Test func `A fault in YAML costs its document alone`() {
        let set = Snippet.load("\(rule("a"))\n---\ntitle: b\n  level: [\n---\n\(rule("c"))")
        #expect(titles(set) == ["a", "c"])
        #expect(set.said == ["9:8 error: not YAML: mapping values are not allowed in this context"])
        #expect(set.problems.first?.line == "  level: [")
    }

    @Test func `A key that is written twice is an error`() {
        #expect(Snippet.load("title: a\ntitle: b").said == ["1:1 error: title is written twice"])
    }

    @Test func `Bytes that are no UTF-8 cost their document alone`() {
        let bytes = Array("\(rule("a"))\n---\ntitle: é".utf8) + [0xFF] + Array("\n---\n\(rule("c"))".utf8)
        let set = RuleLoader().load(bytes, path: "r.yml")
        #expect(titles(set) == ["a", "c"])
        #expect(set.said == ["8:9 error: this is no UTF-8"])
    }

    @Test func `Columns are counted in characters`() {
        let set = Snippet.load("title: e\u{301}\nlevel: low\nlogsource: {product: aws}\ndetection: {e\u{301}: [null]}")
        #expect(set.said == ["4:17 error: null is no keyword"])
    }

    @Test func `Files without rules are nothing`() {
        for text in ["", "\n\n", "# only a comment\n", "---\n---\n", "null\n"] {
            let set = Snippet.load(text)
            #expect(set.said == [])
            #expect(set.fileCount == 1)
        }
    }

    // MARK: Collections of the older specification

    @Test func `global adds to the documents behind it, until reset`() {
        let set = Snippet.load(
            """
            action: global
            level: critical
            logsource: {product: aws}
            detection: {condition: s}
            ---
            title: a
            detection: {s: {eventName: A}}
            ---
            title: b
            level: low
            detection: {s: {eventName: B}}
            ---
            action: reset
            ---
            title: c
            """)
        #expect(titles(set) == ["a", "b"])
        #expect(set.rules.map(\.header.level) == [.critical, .low])
        #expect(set.said == ["15:1 error: there is no detection, correlation or filter"])
    }

    @Test func `repeat is the document before with changes`() {
        let set = Snippet.load("\(rule("a"))\n---\naction: repeat\ntitle: b\nlevel: high\n---\naction: dance")
        #expect(titles(set) == ["a", "b"])
        #expect(set.rules.map(\.header.level) == [.low, .high])
        #expect(set.said == ["12:9 error: action is global, reset or repeat, not dance"])
    }
}
