package proglog.discovery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `proglog run ch07` as a process of its own.
final class NodeProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final Process process;

    private NodeProcess(Process process) {
        this.process = process;
    }

    static NodeProcess start(Path folder, Path certificates, String name, String join)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(
                List.of(
                        "--add-opens",
                        "java.base/java.util=ALL-UNNAMED",
                        "--add-opens",
                        "java.base/java.util.concurrent.atomic=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        command.addAll(List.of("--node-name", name, "--port", "0", "--gossip-port", "0"));
        command.addAll(List.of("--data", folder.resolve(name).toString(), "--join", join));
        command.addAll(List.of("--certs", certificates.toString()));
        command.addAll(List.of("--acl-model", "../ch05-security/acl/model.conf"));
        command.addAll(List.of("--acl-policy", "../ch05-security/acl/policy.csv"));
        return new NodeProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(name + ".log").toFile())
                        .start());
    }

    /// Asks it to end, and waits.
    void end() throws InterruptedException {
        process.destroy();
        await();
    }

    /// Ends it without asking.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        await();
    }

    /// Such as `STOP` and `CONT`.
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    }

    private void await() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
