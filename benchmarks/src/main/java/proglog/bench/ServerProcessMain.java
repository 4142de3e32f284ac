package proglog.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import proglog.grpc.LogServer;
import proglog.grpc.LogService;
import proglog.storage.SegmentedLog;
import proglog.storage.SyncPolicy;

/// Serves a log and answers questions about its own process until standard input ends.
final class ServerProcessMain {

    // What Java code takes outside the heap, by whatever means.
    private static final Pattern OTHER =
            Pattern.compile("Other \\(reserved=\\d+KB, committed=(\\d+)KB");

    private ServerProcessMain() {}

    /// Arguments: the directory of the log, and how many bytes of values it gets.
    public static void main(String[] args) throws IOException, JMException {
        Logging.toStandardError();
        try (SegmentedLog log = Workload.open(Path.of(args[0]), Scale.full(), SyncPolicy.ROLL)) {
            Workload.fill(log, Long.parseLong(args[1]));
            LogServer server =
                    LogServer.builder()
                            .serve(new LogService(log))
                            .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            System.out.println(server.address().getPort());
            answerQuestions();
            Runtime.getRuntime().halt(0); // its clients are gone, there is nothing to drain
        }
    }

    private static void answerQuestions() throws IOException, JMException {
        BufferedReader questions =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            switch (ServerProcess.Question.valueOf(line)) {
                case HEAP_BYTES -> System.out.println(heapBytes());
                case DIRECT_BYTES -> System.out.println(directBytes());
                case CPU_NANOS -> System.out.println(cpuNanos());
            }
        }
    }

    private static long heapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long directBytes() throws JMException {
        Object summary =
                ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                "vmNativeMemory",
                                new Object[] {new String[] {"summary", "scale=KB"}},
                                new String[] {String[].class.getName()});
        Matcher other = OTHER.matcher(summary.toString());
        if (!other.find()) {
            throw new IllegalStateException("no line about direct memory in: " + summary);
        }
        return Long.parseLong(other.group(1)) * 1024;
    }

    private static long cpuNanos() {
        OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return ((com.sun.management.OperatingSystemMXBean) system).getProcessCpuTime();
    }
}
