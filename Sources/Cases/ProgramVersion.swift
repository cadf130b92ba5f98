/// The version of the program, as cases and exports name it.
public enum ProgramVersion {
    public static let current = "1.0.0"
}
