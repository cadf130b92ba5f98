/// Where a person's settings lie: configuration, themes, saved views.
public enum SettingsFolder {
    /// `$XDG_CONFIG_HOME/huckleberry`, else `~/.config/huckleberry`; nil where the environment names neither. Source of the
    /// rules, also that a relative path is to be ignored: the XDG Base Directory Specification, version 0.8.
    public static func path(environment: [String: String]) -> String? {
        let named = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 + "/.config" : nil }
        return (named ?? home).map { $0 + "/huckleberry" }
    }
}
