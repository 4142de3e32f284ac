package proglog.deploy;

import com.github.dockerjava.api.model.Bind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a container is to be like.
///
/// @param name what it is called, here and on its network
/// @param arguments what the image's program is told
/// @param mounts what of this machine, or which volumes, it sees
/// @param aliases further names on its network
/// @param rights what it may do
record BoxPlan(
        String name,
        String image,
        List<String> arguments,
        Map<String, String> environment,
        List<Bind> mounts,
        List<String> aliases,
        Rights rights) {

    /// What a container may do.
    ///
    /// @param user who it runs as, as the image says unless given
    /// @param groups further groups of that user
    /// @param isReadOnly whether its root file system is
    /// @param dropped capabilities it does without
    /// @param mayGain whether it may ever have more than it began with
    /// @param scratch folders in memory, with their mount options
    /// @param memory how many bytes it may use at most
    record Rights(
            Optional<String> user,
            List<String> groups,
            boolean isReadOnly,
            List<String> dropped,
            boolean mayGain,
            Map<String, String> scratch,
            Optional<Long> memory) {

        /// As little as the image needs.
        static Rights few() {
            return new Rights(
                    Optional.empty(),
                    List.of(),
                    true,
                    List.of("ALL"),
                    false,
                    Map.of(),
                    Optional.of(768L << 20));
        }
    }

    /// The same with another image.
    BoxPlan withImage(String other) {
        return new BoxPlan(name, other, arguments, environment, mounts, aliases, rights);
    }
}
