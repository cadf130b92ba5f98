import Robots
import Testing
import Text
import YAML

/// Mistakes in the files of robots, each with its line and column.
@Suite struct RobotErrorTests {
    @Test(arguments: [
        ("window: all", "1:1 filter is missing"),
        ("filter: name:x\nwindow: al", "5:9 window cannot be al (did you mean all?); it may be all or during"),
        ("filter: name:x\nwindow: {around: 1y}", "5:18 1y is no length of time; write 30m, 24h, 7d or 1d12h"),
        ("filter: name:x\nwindow: {before: 0s}", "5:18 0s is no length of time; write 30m, 24h, 7d or 1d12h"),
        (
            "filter: name:x\nwindow: {around: 1h, after: 1h}",
            "5:9 window is all, during, or a map of around, or of before and after"
        ),
        ("filter: name:x\nwindow: [all]", "5:9 window is a map of names and values"),
        ("filter: name:x\nsummarize: count", "5:1 a robot has nothing called summarize (did you mean summarise?)"),
        (
            "filter: name:x\nsummarise: counts",
            "5:12 summarise cannot be counts (did you mean count?); it may be count, first-last or yes-no"
        ),
        ("filter: name:x\nsummarise: {top: nam}", "5:18 no field is called nam (did you mean name?)"),
        (
            "filter: name:x\nsummarise: {list: requestParameter.x}",
            "5:19 no field is called requestParameter.x (did you mean requestParameters.x?)"
        ),
        ("filter: name:x\nsummarise: {top: tag}", "5:18 no field is called tag"),
        ("filter: name:x\nsummarise: {top: name, limit: 0}", "5:31 limit is a whole number from 1 to 100"),
        (
            "filter: name:x\nsummarise: {top: name, list: name}",
            "5:12 summarise is count, first-last, yes-no, or a map with one of top, list and yes-no, and perhaps a limit"
        ),
        ("filter: name:x\nsummarise: {yes-no: many}", "5:21 yes-no is a whole number from 1 to 1000000000"),
        ("filter: name:x\nfinding: {at-least: 1, at-most: 2}", "5:10 at-least and at-most exclude each other"),
        (
            "filter: name:x\nfinding: {confidence: certain}",
            "5:23 confidence cannot be certain; it may be high, medium or low"
        ),
        ("filter: name:x\nfinding: {points: 101}", "5:19 points is a whole number from 1 to 100"),
        ("filter: name:x\nfinding: {reason: so}", "5:19 a reason goes with points"),
        ("filter: name:x\nfinding: always", "5:10 finding cannot be always; it may be never"),
        ("filter: name:x\nanswer: '{count} of {value}'", "5:21 nothing is called {value} (did you mean values?)"),
        (
            "filter: name:x\nanswer: '{values}'",
            "5:10 {values} and {distinct} need a field: in top, list, or of in yes-no"
        ),
        (
            "filter: name:x\nwhen: {levels: [hihg]}",
            "5:17 levels cannot be hihg (did you mean high?); it may be informational, low, medium, high or critical"
        ),
        ("filter: name:x\nwhen: {level: high}", "5:8 when has nothing called level (did you mean levels?)"),
        ("filter: [a]", "4:9 filter is a text"),
        ("filter:", "1:1 filter is missing"),
    ])
    func `A mistake is told with its place`(_ rest: String, _ expected: String) {
        let said = RobotText.load(rest).said
        #expect(said.count == 1)
        #expect(said.first?.hasPrefix(expected) == true, "\(said)")
    }

    @Test func `An id has small letters, digits and hyphens`() {
        let set = RobotLoader().load("id: Über mich\nquestion: q\nmotive: m\nfilter: name:x", path: "r.yml")
        #expect(
            set.said == ["1:5 Über mich is no id; write small letters, digits and hyphens, such as bucket-reads"])
    }

    @Test func `Every mistake of a robot is told, in the order of the lines`() {
        let set = RobotLoader().load("filter: evenName:x\nwindow: never\nid: a b\nquestion: q", path: "r.yml")
        #expect(set.problems.map(\.position.line) == [1, 1, 2, 3])
        #expect(set.rejectedCount == 1)
        #expect(set.robots.isEmpty)
    }

    // MARK: Filters

    private func caret(_ rest: String) throws -> String {
        let problem = try #require(RobotText.load(rest).problems.first)
        return try "\(problem.message)\n" + Caret.render(line: #require(problem.line), column: problem.position.column)
    }

    @Test func `A mistake in a filter has its place in the file`() throws {
        #expect(
            try caret("filter: principal:{principal} evenName:x") == """
                filter: no field is called evenName; did you mean eventName?
                filter: principal:{principal} evenName:x
                                              ^
                """)
        #expect(
            try caret(#"filter: "principal:{principal} outcome:dened""#) == """
                filter: outcome is never dened (did you mean denied?); it is ok, denied or error
                filter: "principal:{principal} outcome:dened"
                                                       ^
                """)
        #expect(
            try caret("filter: principal:{principals} name:x") == """
                nothing is called {principals} (did you mean principal?); there is principal, key, ip, account, region, \
                service, name, session, user, role, time, first or last
                filter: principal:{principals} name:x
                                  ^
                """)
    }

    @Test func `So has one in a filter of several lines, in quotes or with escapes`() throws {
        func place(_ rest: String) -> String? {
            RobotText.load(rest).said.first.map { String($0.prefix { $0 != " " }) }
        }
        #expect(place("filter: >-\n    name:x\n    outcome:dened") == "6:13")
        #expect(place("filter: |\n  name:x\n\n  outcome:dened user:y") == "7:11")
        #expect(place("filter: name:x\n    outcome:dened") == "5:13")
        #expect(place(#"filter: "name:\"a b\" outcome:dened""#) == "4:31")
        #expect(place(#"filter: 'name:it''s outcome:dened'"#) == "4:29")
        #expect(place("filter: \"name:x\n    outcome:dened\"") == "5:13")
        #expect(place("filter: >-\n    name:x\n    (user:y") == "6:5")
        #expect(place("filter: >-\n    é:x e\u{301} outcome:dened") == "5:19")
        #expect(place(#"filter: "\x6eame:x outcome:dened""#) == "4:28")
        #expect(place("filter: |-\n    name:x OR") == "5:14")
    }

    @Test func `What has no value where it stands is refused`() {
        func said(_ filter: String) -> [String] { RobotText.load("filter: '\(filter)'").said }
        #expect(said("user:/{user}/") == ["4:15 {user} stands for a value, and cannot be in a regular expression"])
        #expect(
            said("requestParameters.{name}:x")
                == ["4:35 {name} stands for a value, and cannot be in the name of a field"])
        #expect(
            said("name:x is:alerted") == ["4:20 is: asks what a case says of events; robots see the events alone"])
        #expect(
            said("before:{key}") == [
                "4:17 filter: {key} is no time; write 2020-05-06, 2020-05-06T09:00 or, with > or <, -2h"
            ])
        // Braces around anything but a name are braces.
        #expect(said(#"userAgent:/a{2}/ "{}" "{\"a\":1}" {A}"#) == [])
    }

    // MARK: Files

    @Test func `A second robot of an id is left out, and one of the program's own`() {
        let two = RobotText.robot("filter: a") + "\n---\n" + RobotText.robot("filter: b")
        let set = RobotLoader().load(two, path: "r.yml")
        #expect(set.robots.count == 1)
        #expect(set.said == ["6:1 the id test is taken by the robot at r.yml:1; this one is left out"])
        #expect(set.problems.map(\.subject) == ["test"])
        let own = RobotLoader(takenIDs: ["test"]).load(RobotText.robot("filter: a"), path: "r.yml")
        #expect(own.said == ["1:1 the id test is that of a robot of the program; this one is left out"])
    }

    @Test func `Hostile files are refused`() {
        func said(_ text: String) -> [String] { RobotLoader().load(text, path: "r.yml").said }
        #expect(said(String(repeating: " ", count: 2 << 20)) == ["1:1 the file has 2097152 bytes; it may have 1048576"])
        #expect(
            said("id: " + String(repeating: "[", count: 80) + String(repeating: "]", count: 80)).first?.contains(
                "more than 64") == true)
        #expect(
            said("a: &a [x]\nb: [" + [String](repeating: "*a", count: 17).joined(separator: ", ") + "]")
                == ["1:1 more than 16 aliases; write the values out"])
        #expect(said("- a") == ["1:1 a robot is a map of names and values"])
        #expect(said("id: a\nid: b").first == "1:1 id is written twice")
        #expect(said("id: [").count == 1)
        #expect(said("") == [])
        let deep = "filter: \"" + String(repeating: "(", count: 300) + "\""
        #expect(RobotText.load(deep).said.first?.contains("more than 200 parentheses") == true)
    }

    @Test func `Anchors and aliases work within a document`() {
        #expect(RobotText.load("filter: &f name:x\nanswer: *f").said == [])
    }
}
