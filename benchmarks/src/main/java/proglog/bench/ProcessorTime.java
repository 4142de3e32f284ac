package proglog.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What processes have used of the processors.
final class ProcessorTime {

    private ProcessorTime() {}

    /// The sum over these processes since each began, as far as the system tells.
    static Duration of(List<Long> processes) {
        return processes.stream()
                .map(ProcessHandle::of)
                .flatMap(Optional::stream)
                .map(process -> process.info().totalCpuDuration())
                .flatMap(Optional::stream)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
