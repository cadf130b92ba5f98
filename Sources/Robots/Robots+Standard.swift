extension [any Robot] {
    /// The robots that come with the program, in the order in which their answers are read: who and from where, then what
    /// is out of habit, then what was done, then signs of a stranger.
    public static var standard: [any Robot] {
        [
            RoleAssumption(), UsualServices(), InterestingCalls(), SourceAddress(), HabitComparison(), ByHand(),
            PermissionProbe(), MFAUse(), IdleKey(), AttackTooling(), RootUse(), ImpossibleTravel(),
            InstanceRoleElsewhere(),
        ]
    }
}
