import Exports
import Testing

@Suite struct NotesHTMLTests {
    private let sample = NotesCase.sampleHTML

    @Test func itNeedsNothingFromElsewhere() {
        #expect(sample.hasPrefix("<!doctype html>\n<html lang=\"en\">\n"))
        #expect(sample.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""))
        for word in [
            "<script", "http:", "https:", "src=", "url(", "@import", "<link", "<img", "<iframe", "onload", " style=",
        ] {
            #expect(!sample.contains(word), "\(word)")
        }
    }

    @Test func everyReferenceLeadsToAnAnchor() {
        let anchors = sample.matches(of: #/ id="([^"]+)"/#).map { String($0.output.1) }
        let links = Set(sample.matches(of: #/ href="\#([^"]+)"/#).map { String($0.output.1) })
        #expect(Set(anchors).count == anchors.count)
        #expect(links.contains("E1"))
        #expect(links.subtracting(anchors).isEmpty)
    }

    @Test func everyElementIsClosed() {
        var open: [Substring] = []
        for tag in sample.matches(of: /<(\/?)([a-z][a-z0-9]*)[^>]*?(\/?)>/) {
            let (close, name, isEmpty) = (tag.output.1, tag.output.2, tag.output.3)
            if isEmpty == "/" || name == "meta" { continue }
            if close == "/" {
                #expect(open.popLast() == name)
            } else {
                open.append(name)
            }
        }
        #expect(open.isEmpty)
    }

    @Test func itTellsTheStory() {
        for words in [
            "SAMPLE DATA", "8 long-lived access keys of 8 principals", "318 unique rules opened",
            "<code>prod-debug</code>", "i-0b77e4b2fb4b3759b", "198[.]51[.]100[.]23", "TLP:AMBER", "Ana Belić",
            "The MITRE Corporation",
        ] {
            #expect(sample.contains(words), "\(words)")
        }
        #expect(!sample.contains("198.51.100.23"))
    }

    @Test func theTimelineHasALaneForEachPhase() throws {
        let start = try #require(sample.firstRange(of: "<svg"))
        let end = try #require(sample.firstRange(of: "</svg>"))
        let drawing = sample[start.lowerBound..<end.lowerBound]
        for name in ["sweep", "permission probe", "firewall", "discovery", "key pair", "instance"] {
            #expect(drawing.contains(">\(name)</text>"))
        }
        #expect(drawing.contains("Timeline: 6 phases from 2020-05-05T23:10:04Z to 2020-05-06T08:57:12Z</title>"))
        // The night between the fourth key and the last.
        #expect(drawing.contains(">3 h 46 min</text>"))
        #expect(drawing.contains("08:49:17  alert: CreateKeyPair"))
    }

    @Test func whatIsOnPaperHasItsLabel() {
        #expect(sample.contains("@bottom-left { content: \"TLP:AMBER\"; }"))
        var other = NotesCase.sampleDocument
        other.header.tlp = "\"; } * { display: none"
        let text = NotesHTML(other).text
        #expect(!text.contains("@bottom-left"))
        #expect(text.contains("&quot;; } * { display: none"))
    }

    @Test func theSameInputGivesTheSameBytes() {
        #expect(NotesHTML(NotesDocument(NotesCase.sample)).text == sample)
    }

    @Test func textsOfTheLogAreNoMarkup() throws {
        let tiny = try TinyTrail.keyPair(
            named: #"</td><script>alert(1)</script>\" onload='x' & \u202Eevil 密钥 مفتاح"#,
            agent: "<style>*{display:none}</style>")
        defer { tiny.remove() }
        let text = NotesHTML(NotesDocument(NotesCase.of(tiny.trail))).text
        #expect(!text.contains("<script"))
        #expect(text.firstRange(of: "<style>") == text.ranges(of: "<style>").last)
        #expect(!text.contains("\u{202E}"))
        #expect(
            text.contains(
                """
                &lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39; &amp; \
                <span class="escape">\\u{202E}</span>evil 密钥 مفتاح
                """))
    }
}
