package proglog.bench.others;

/// What a reader of the figures has to know of a system.
///
/// @param name by which it is chosen
/// @param version of its servers
/// @param settings that are not its defaults, and what its client was told
/// @param isSynced whether an append is on disks when it is acknowledged
/// @param synced what is on how many disks then
public record Facts(String name, String version, String settings, boolean isSynced, String synced) {

    Facts withVersion(String found) {
        return new Facts(name, found, settings, isSynced, synced);
    }
}
