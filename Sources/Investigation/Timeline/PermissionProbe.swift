internal import CloudTrail
internal import Events

/// Calls that find out what a key may do: dry runs, simulations, calls that are denied, and the look-up of the same
/// name that is allowed at last.
enum PermissionProbe {
    private static let simulations = ["SimulatePrincipalPolicy", "SimulateCustomPolicy", "DecodeAuthorizationMessage"]

    /// Those among some calls.
    ///
    /// - Parameter rows: in time order.
    static func rows(of rows: [Int], _ index: EventIndex, _ options: PhaseOptions) -> [Int] {
        var denied: [UInt64: Int64] = [:]
        var able: Set<CallOfCaller> = []
        let simulations = Set(simulations.compactMap { index.table(.name).code(of: $0) })
        let apart = Set(
            ["signin.amazonaws.com", "sts.amazonaws.com"].compactMap { index.table(.service).code(of: $0) })
        return rows.filter { row in
            if simulations.contains(index.code(.name, row)) || isDryRun(row, index) { return true }
            let call = index.call(row)
            let flags = index.flags(row)
            switch flags.outcome {
            case .denied:
                // A wrong password is no question of permissions.
                if index.text(.name, row) == "ConsoleLogin" { return false }
                denied[call] = index.times[row]
                return !able.contains(CallOfCaller(call: call, caller: index.caller(row)))
            case .ok:
                able.insert(CallOfCaller(call: call, caller: index.caller(row)))
                guard let before = denied.removeValue(forKey: call) else { return false }
                return flags.readWrite == .read && !apart.contains(index.code(.service, row))
                    && index.times[row] - before <= options.probe
            case .error: return false
            }
        }
    }

    /// EC2 answers a dry run that would be allowed with this error.
    static func isDryRun(_ row: Int, _ index: EventIndex) -> Bool {
        index.flags(row).outcome == .error && index.text(.error, row)?.hasSuffix("DryRunOperation") == true
    }

    private struct CallOfCaller: Hashable {
        var call: UInt64
        var caller: UInt64
    }
}
