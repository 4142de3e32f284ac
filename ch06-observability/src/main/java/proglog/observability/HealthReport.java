package proglog.observability;

import java.util.List;

/// What each check found.
///
/// @param checks in the order in which they were added
public record HealthReport(List<Finding> checks) {

    /// What one check found.
    ///
    /// @param name of the check
    /// @param problem empty when the check holds
    public record Finding(String name, String problem) {

        /// Whether the check holds.
        public boolean holds() {
            return problem.isEmpty();
        }
    }

    /// Whether every check holds.
    public boolean holds() {
        return checks.stream().allMatch(Finding::holds);
    }
}
