import Cases
import JSON
import Testing

@testable import Console

@Suite struct CopyTests {
    @Test func aCellIsCopiedInFull() throws {
        var driver = try Driver()
        driver.press("l y c")
        #expect(driver.effects == ["copy arn:aws:iam::111122223333:user/svc-0"])
        #expect(
            driver.lines.last == " The cell, 36 bytes: sent to the terminal, which may refuse it.")
    }

    @Test func aRowIsPartedByTabs() throws {
        var driver = try Driver()
        driver.press("y r")
        #expect(
            driver.effects == [
                "copy C\t92\t05-06 09:40:12\tEC2 key pair made, unusual client 0\t"
                    + "arn:aws:iam::111122223333:user/svc-0\t1"
            ])
    }

    @Test func aRowWithoutAnEventBecomesATable() throws {
        var driver = try Driver()
        driver.press("4 y m")
        #expect(
            driver.effects == [
                "copy | ADDRESS | STATUS |\n|---|---|\n| 198\\[.\\]51\\[.\\]100\\[.\\]0 | confirmed |"
            ])
    }

    @Test func whatHasNoRecordSaysSo() throws {
        var driver = try Driver()
        driver.press("y j")
        #expect(driver.effects.isEmpty)
        #expect(driver.state.toast?.text == "This row has no record.")
    }

    @Test func whatTheTerminalWouldDropIsNotSent() throws {
        var driver = try Driver()
        let effects = driver.state.copy(String(repeating: "x", count: 56_245), called: "The record")
        #expect(effects.isEmpty)
        #expect(driver.state.toast?.text == "Not copied: 56,245 bytes, and a terminal takes 56,244. y c copies a cell.")
        #expect(driver.state.copy(String(repeating: "x", count: 56_244), called: "The record").count == 1)
    }

    @Test func nothingInACellDoesAnythingWhereItIsPasted() {
        let hostile = "a\u{1B}]0;x\u{7}\n\trm -rf\u{202E}"
        #expect(Clipboard.cell(TableCell(hostile)) == "a\\u{1B}]0;x\\u{7}\\n\\trm -rf\\u{202E}")
        #expect(Clipboard.cell(TableCell("x", entity: Entity(.agent, hostile, label: "x"))).contains("\u{1B}") == false)
    }

    @Test func aLineOfARecordIsItsValueWithSecretsMasked() throws {
        let parsed: JSONValue = .object(
            JSONObject(members: [
                .init(key: "eventName", value: .string("GetSessionToken")),
                .init(
                    key: "responseElements",
                    value: .object(JSONObject(members: [.init(key: "sessionToken", value: .string("FwoGZX"))]))),
                .init(key: "tags", value: .array([.string("a"), .number("1")])),
            ]))
        let cells = JSONRows(parsed).rows.map { Clipboard.cell($0.cells[0]) }
        #expect(
            cells == [
                "{", "GetSessionToken", "  \"responseElements\": {", "[masked]", "  },", "  \"tags\": [", "a", "1",
                "  ]", "}",
            ])
    }
}
