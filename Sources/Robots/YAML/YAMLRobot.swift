internal import CloudTrail
internal import Detections
internal import Events
internal import Query
internal import Records
public import YAML

/// A robot that an analyst wrote: a question, and the filter that answers it, in a YAML file.
public struct YAMLRobot: Robot {
    public let id: String
    public let question: String
    public let motive: String
    /// Where it is written.
    public let position: FilePosition
    let filter: RobotFilter
    let window: RobotWindow
    let summary: RobotSummary
    let finding: RobotFinding
    let sentence: RobotSentence
    let occasion: RobotOccasion

    /// The answer; nil for an alert that the robot is not meant for, or that has no value for a name in the filter.
    public func answer(_ subject: RobotSubject) -> RobotAnswer? {
        guard !subject.isCancelled(), occasion.arises(for: subject), let asked = filter.predicate(for: subject) else {
            return nil
        }
        let trail = subject.trail
        do throws(FilterError) {
            // Time first: what lies outside is not looked at, and records of it are not read.
            let plan = try Plan(Filter(.allOf(window.conditions(for: subject.alert) + [asked])), over: trail.index)
            guard let rows = try plan.rows(reading: trail.records, threads: 1, isCancelled: subject.isCancelled),
                let result = summary.result(of: rows, in: trail, isCancelled: subject.isCancelled)
            else { return nil }
            return answer(result, for: subject)
        } catch {
            return answer("it cannot be told: \(error.message)", .unknown, for: subject)
        }
    }

    private func answer(_ result: RobotResult, for subject: RobotSubject) -> RobotAnswer {
        let missing = [missingHistory(of: subject), missingEvents(of: subject)].compactMap(\.self)
        let verdict = finding.verdict(of: summary.measure(of: result), isCovered: missing.isEmpty)
        var text =
            sentence.text(of: result, summary, for: subject) ?? summary.sentence(of: result, window: window.words)
        if verdict == .unknown, !missing.isEmpty { text += "; " + missing.joined(separator: "; ") }
        var answer = answer(text, verdict, for: subject)
        (answer.evidence, answer.events) = (result.evidence, result.count)
        if verdict == .finding, finding.points > 0 {
            answer.reasons = [
                ScoreReason(
                    points: finding.points, text: finding.reason ?? question, evidence: result.evidence,
                    of: result.count)
            ]
        }
        return answer
    }

    private func answer(_ text: String, _ verdict: RobotAnswer.Verdict, for subject: RobotSubject) -> RobotAnswer {
        RobotAnswer(
            robot: id, alertID: subject.alert.id, question: question, answer: text, verdict: verdict,
            confidence: verdict == .unknown ? .unknown : finding.confidence, evidence: [])
    }

    /// How far the trail of the alert's account reaches back, where the window begins before it; nil where it does not.
    private func missingHistory(of subject: RobotSubject) -> String? {
        let start = History.beginning(of: subject.row, in: subject.index)
        guard let from = window.bounds(of: subject.alert).from, from < start else { return nil }
        return "insufficient history: the trail begins \(start.iso8601)"
    }

    /// Where logging was silent or stopped in the window; nil where it was not.
    private func missingEvents(of subject: RobotSubject) -> String? {
        let bounds = window.bounds(of: subject.alert)
        let gaps = subject.gaps(from: bounds.from, to: bounds.to)
        return gaps.isEmpty ? nil : Words.gaps(gaps)
    }
}
