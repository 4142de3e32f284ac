package proglog.bench.others;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoftwareTest {

    private static final Path ROOT = Path.of("..");

    @TempDir Path directory;

    @Test
    void takesAProgramFromPath() throws Exception {
        Path etcd = program("bin/etcd", "echo etcd Version: 3.5.16");

        assertThat(software("bin").etcd()).isEqualTo(etcd);
        assertThat(Software.version(etcd)).isEqualTo("3.5.16");
    }

    @Test
    void passesOverAProgramThatIsTooOld() throws Exception {
        program("old/nats-server", "echo nats-server: v2.9.10");
        Path recent = program("new/nats-server", "echo nats-server: v2.10.0");

        assertThat(software("old:new").nats()).isEqualTo(recent);
    }

    @Test
    void unpacksAProgramThatIsNotOnPath() throws Exception {
        program(
                "sources/benchmarks/get-debian-package",
                "mkdir -p $2/usr/sbin; cp $0 $2/usr/sbin/$1; echo fetched >> \"$2\"/../times");
        Software software = software("bin");

        Path program = software.nats();

        assertThat(program)
                .isEqualTo(
                        directory.resolve(
                                "sources/target/compare/nats-server/usr/sbin/nats-server"));
        assertThat(software.nats()).isEqualTo(program);
        assertThat(directory.resolve("sources/target/compare/times")).hasContent("fetched");
    }

    @Test
    void saysHowToGetWhatCannotBeFetched() throws Exception {
        program("sources/benchmarks/get-debian-package", "echo no apt here; exit 1");

        assertThatThrownBy(() -> software("bin").etcd())
                .isInstanceOf(NotHereException.class)
                .hasMessageStartingWith("no etcd 3.4 or later on PATH")
                .hasMessageContaining("Debian's package etcd-server: see ");
        assertThat(directory.resolve("sources/target/compare/etcd.log"))
                .content()
                .contains("no apt here");
        assertThat(directory.resolve("sources/target/compare/etcd")).doesNotExist();
    }

    @Test
    void saysThatKafkaCannotBeFetchedWithoutTheSources() {
        assertThatThrownBy(() -> software("bin").kafka())
                .isInstanceOf(NotHereException.class)
                .hasMessageContaining("could not download its jars");
    }

    @Test
    void theBrokerIsAsNewAsItsClient() throws Exception {
        assertThat(version(ROOT.resolve("benchmarks/kafka/pom.xml"), "<version>(4[\\d.]+)<"))
                .isEqualTo(version(ROOT.resolve("pom.xml"), "<kafka.version>([\\d.]+)<"));
    }

    private static String version(Path pom, String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(pom));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private Software software(String folders) {
        return new Software(
                directory.resolve("sources"), folders.replaceAll("(\\w+)", directory + "/$1"));
    }

    private Path program(String name, String script) throws IOException {
        Path program = directory.resolve(name);
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
