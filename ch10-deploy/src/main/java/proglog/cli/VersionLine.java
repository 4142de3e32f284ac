package proglog.cli;

import picocli.CommandLine.IVersionProvider;
import proglog.agent.Version;

/// What `proglog --version` prints.
final class VersionLine implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"proglog " + Version.text() + ", serves and speaks log.v1.Log"};
    }
}
