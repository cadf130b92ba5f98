import Detections
import Investigation
import Testing
import YAML

@Suite struct ThresholdsTests {
    private func read(_ yaml: String) -> (thresholds: Thresholds, problems: [String]) {
        var thresholds = Thresholds()
        let problems = thresholds.read(yaml: Array(yaml.utf8), path: "case.yml")
        return (thresholds, problems.map { "\($0.position.line):\($0.position.column) \($0.message)" })
    }

    @Test func `A file sets what it names, and nothing else`() {
        let (thresholds, problems) = read("thresholds:\n  baseline-days: 14\n  burst-minutes: 5\n  owner-days: 3\n")
        #expect(problems == [])
        #expect(thresholds.scope.baselineDays == 14)
        #expect(thresholds.detection.baselineDays == 14)
        #expect(thresholds.phases.burstMinutes == 5)
        #expect(thresholds.scope.ownerDays == 3)
        #expect(thresholds.phases.burstRules == 10)
    }

    @Test func `An empty file changes nothing`() {
        #expect(read("# later\n") == (Thresholds(), []))
    }

    @Test func `What is wrong is told by its place`() {
        let yaml = """
            thresholds:
              burst-minuts: 5
              owner-days: 0
              sweep-keys: many
              launch-minutes: 30
            keys: {}
            """
        let (thresholds, problems) = read(yaml)
        #expect(
            problems == [
                "2:3 no threshold is called burst-minuts (did you mean burst-minutes?)",
                "3:15 owner-days is a whole number from 1 to 1000000",
                "4:15 sweep-keys is a whole number from 1 to 1000000",
                "6:1 a map called thresholds is wanted, and nothing else",
            ])
        #expect(thresholds.phases.launchMinutes == 30)
    }

    @Test func `The last days cannot be the whole baseline`() {
        #expect(
            read("thresholds:\n  recent-days: 30\n").problems == [
                "2:16 recent-days must be fewer than baseline-days, which are 30"
            ])
    }

    @Test func `What is no map is told`() {
        #expect(read("- 1\n").problems == ["1:1 a map with thresholds is wanted"])
        #expect(read("thresholds: [\n").problems.count == 1)
    }
}
