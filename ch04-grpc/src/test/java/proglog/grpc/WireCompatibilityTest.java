package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import proglog.v1.LogOuterClass;
import proglog.v1.classic.Classic;
import proglog.v1.released.Released;

/// What a client was once generated from goes on working.
///
/// `src/test/proto/released` holds the file as it was released last, and changes only with a
/// release.
final class WireCompatibilityTest {

    private static final Pattern DECLARATION =
            Pattern.compile(
                    " *(message|service|rpc|oneof|optional|repeated|[a-z0-9A-Z]+ [a-z_]+ =).*");

    private static FileDescriptorProto current() {
        return LogOuterClass.getDescriptor().toProto();
    }

    private static FileDescriptorProto released() {
        return Released.getDescriptor().toProto();
    }

    @Test
    void keepsWhatWasReleased() {
        assertThat(WireCompatibility.breaks(released(), current())).isEmpty();
    }

    @Test
    void keepsWhatOtherImplementationsHaveButTwoFields() {
        assertThat(WireCompatibility.breaks(Classic.getDescriptor().toProto(), current()))
                .containsExactly("field Record.term is gone", "field Record.type is gone");
        assertThat(message(current(), "Record").getReservedNameList())
                .containsExactly("term", "type");
    }

    /// A change that must not be made.
    record Change(String found, Consumer<FileDescriptorProto.Builder> change) {
        @Override
        public String toString() {
            return found;
        }
    }

    static List<Change> changes() {
        return List.of(
                new Change("package: was log.v1, is log.v2", file -> file.setPackage("log.v2")),
                new Change(
                        "message Server is gone",
                        file -> file.removeMessageType(indexOf(file, "Server"))),
                new Change("field Record.offset is gone", file -> record(file).removeField(1)),
                new Change("field Record.value is gone", file -> value(file).setName("payload")),
                new Change("Record.value: number: was 1, is 9", file -> value(file).setNumber(9)),
                new Change(
                        "Record.value: type: was TYPE_BYTES, is TYPE_STRING",
                        file -> value(file).setType(FieldDescriptorProto.Type.TYPE_STRING)),
                new Change(
                        "Record.value: label: was LABEL_OPTIONAL, is LABEL_REPEATED",
                        file -> value(file).setLabel(FieldDescriptorProto.Label.LABEL_REPEATED)),
                new Change(
                        "number 3 of Record is no longer reserved",
                        file -> record(file).getReservedRangeBuilder(0).setStart(9).setEnd(10)),
                new Change(
                        "name term of Record is no longer reserved",
                        file -> record(file).setReservedName(0, "other")),
                new Change("service Log is gone", file -> service(file).setName("CommitLog")),
                new Change("method Log/Produce is gone", file -> service(file).removeMethod(0)),
                new Change(
                        "Log/Produce: streams responses: was false, is true",
                        file -> service(file).getMethodBuilder(0).setServerStreaming(true)),
                new Change(
                        "Log/Produce: request: was .log.v1.ProduceRequest, is .log.v1.Record",
                        file -> service(file).getMethodBuilder(0).setInputType(".log.v1.Record")));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void findsAChangeThatMustNotBeMade(Change made) {
        FileDescriptorProto.Builder changed = released().toBuilder();
        made.change().accept(changed);

        assertThat(WireCompatibility.breaks(released(), changed.build())).contains(made.found());
    }

    @Test
    void welcomesAdditions() {
        FileDescriptorProto.Builder more = released().toBuilder();
        record(more).addField(value(more).clone().setName("key").setNumber(17));
        more.addMessageType(DescriptorProto.newBuilder().setName("Extra"));
        service(more).addMethod(service(more).getMethod(0).toBuilder().setName("Flush"));

        assertThat(WireCompatibility.breaks(released(), more.build())).isEmpty();
    }

    @Test
    void saysWhatEverythingIs() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/main/proto/log/v1/log.proto"));
        int declarations = 0;
        for (int i = 1; i < lines.size(); i++) {
            if (DECLARATION.matcher(lines.get(i)).matches()
                    && !lines.get(i).startsWith("option ")) {
                declarations++;
                assertThat(lines.get(i - 1).strip()).as(lines.get(i)).startsWith("//");
            }
        }
        assertThat(declarations).isGreaterThan(40);
    }

    private static DescriptorProto message(FileDescriptorProto file, String name) {
        return file.getMessageType(indexOf(file.toBuilder(), name));
    }

    private static int indexOf(FileDescriptorProto.Builder file, String message) {
        return file.getMessageTypeList().stream()
                .map(DescriptorProto::getName)
                .toList()
                .indexOf(message);
    }

    private static DescriptorProto.Builder record(FileDescriptorProto.Builder file) {
        return file.getMessageTypeBuilder(indexOf(file, "Record"));
    }

    private static FieldDescriptorProto.Builder value(FileDescriptorProto.Builder file) {
        return record(file).getFieldBuilder(0);
    }

    private static ServiceDescriptorProto.Builder service(FileDescriptorProto.Builder file) {
        return file.getServiceBuilder(0);
    }
}
