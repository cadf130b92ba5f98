import CloudTrail
import Foundation

/// The moment that what is written carries.
enum ProgramClock {
    /// Now to the second: when something is decided or loaded, which nothing may set to another time.
    static var wall: @Sendable () -> EventTime {
        { EventTime(milliseconds: Int64(Date().timeIntervalSince1970) * EventTime.second) }
    }

    /// Now to the second, or what `SOURCE_DATE_EPOCH` says, so that the same can be written again to the byte.
    /// Source: reproducible-builds.org, "SOURCE_DATE_EPOCH".
    static var now: @Sendable () -> EventTime {
        let fixed = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap { Int64($0) }
        return { EventTime(milliseconds: (fixed ?? Int64(Date().timeIntervalSince1970)) * EventTime.second) }
    }
}
