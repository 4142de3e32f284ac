package proglog.grpc;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.DescriptorProto.ReservedRange;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds what an old client would stumble over in a newer version of a proto file. Additions are
/// welcome; what was released stays as it was. For one thread only.
final class WireCompatibility {

    private final List<String> breaks = new ArrayList<>();

    private WireCompatibility() {}

    /// What is incompatible in `current`, in words; nothing when all is well.
    static List<String> breaks(FileDescriptorProto released, FileDescriptorProto current) {
        WireCompatibility comparison = new WireCompatibility();
        comparison.same("package", released.getPackage(), current.getPackage());
        comparison.same("syntax", released.getSyntax(), current.getSyntax());
        comparison.messages(released.getMessageTypeList(), current.getMessageTypeList());
        comparison.services(released.getServiceList(), current.getServiceList());
        return comparison.breaks;
    }

    private void messages(List<DescriptorProto> released, List<DescriptorProto> current) {
        var now = byName(current, DescriptorProto::getName);
        for (DescriptorProto message : released) {
            DescriptorProto found = now.get(message.getName());
            if (found == null) {
                breaks.add("message %s is gone".formatted(message.getName()));
            } else {
                fields(message, found);
                reservations(message, found);
                messages(message.getNestedTypeList(), found.getNestedTypeList());
            }
        }
    }

    private void fields(DescriptorProto released, DescriptorProto current) {
        var now = byName(current.getFieldList(), FieldDescriptorProto::getName);
        for (FieldDescriptorProto field : released.getFieldList()) {
            String name = released.getName() + "." + field.getName();
            FieldDescriptorProto found = now.get(field.getName());
            if (found == null) {
                breaks.add("field %s is gone".formatted(name));
            } else {
                same(name + ": number", field.getNumber(), found.getNumber());
                same(name + ": type", field.getType(), found.getType());
                same(name + ": message", field.getTypeName(), found.getTypeName());
                same(name + ": label", field.getLabel(), found.getLabel());
                same(name + ": optional", field.getProto3Optional(), found.getProto3Optional());
                same(name + ": oneof", oneof(released, field), oneof(current, found));
            }
        }
    }

    private static String oneof(DescriptorProto message, FieldDescriptorProto field) {
        return field.hasOneofIndex() ? message.getOneofDecl(field.getOneofIndex()).getName() : "";
    }

    private void reservations(DescriptorProto released, DescriptorProto current) {
        for (ReservedRange range : released.getReservedRangeList()) {
            for (int number = range.getStart(); number < range.getEnd(); number++) {
                if (!isReserved(number, current)) {
                    breaks.add(
                            "number %d of %s is no longer reserved"
                                    .formatted(number, released.getName()));
                }
            }
        }
        for (String name : released.getReservedNameList()) {
            if (!current.getReservedNameList().contains(name)) {
                breaks.add(
                        "name %s of %s is no longer reserved".formatted(name, released.getName()));
            }
        }
    }

    private static boolean isReserved(int number, DescriptorProto message) {
        return message.getReservedRangeList().stream()
                .anyMatch(range -> range.getStart() <= number && number < range.getEnd());
    }

    private void services(
            List<ServiceDescriptorProto> released, List<ServiceDescriptorProto> current) {
        var now = byName(current, ServiceDescriptorProto::getName);
        for (ServiceDescriptorProto service : released) {
            ServiceDescriptorProto found = now.get(service.getName());
            if (found == null) {
                breaks.add("service %s is gone".formatted(service.getName()));
            } else {
                methods(service, found);
            }
        }
    }

    private void methods(ServiceDescriptorProto released, ServiceDescriptorProto current) {
        var now = byName(current.getMethodList(), MethodDescriptorProto::getName);
        for (MethodDescriptorProto method : released.getMethodList()) {
            String name = released.getName() + "/" + method.getName();
            MethodDescriptorProto found = now.get(method.getName());
            if (found == null) {
                breaks.add("method %s is gone".formatted(name));
            } else {
                same(name + ": request", method.getInputType(), found.getInputType());
                same(name + ": response", method.getOutputType(), found.getOutputType());
                same(
                        name + ": streams requests",
                        method.getClientStreaming(),
                        found.getClientStreaming());
                same(
                        name + ": streams responses",
                        method.getServerStreaming(),
                        found.getServerStreaming());
            }
        }
    }

    private void same(String what, Object released, Object current) {
        if (!released.equals(current)) {
            breaks.add("%s: was %s, is %s".formatted(what, released, current));
        }
    }

    private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
        return all.stream().collect(Collectors.toMap(name, one -> one));
    }
}
