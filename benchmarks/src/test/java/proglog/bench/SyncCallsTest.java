package proglog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SyncCallsTest {

    @Test
    void addsUpWhatStraceCounted() {
        String table =
                """
                % time     seconds  usecs/call     calls    errors syscall
                ------ ----------- ----------- --------- --------- ----------------
                 73.25    0.012345          82       150           fdatasync
                 26.75    0.004508         225        20         1 fsync
                ------ ----------- ----------- --------- --------- ----------------
                100.00    0.016853          99       170         1 total
                """;

        assertThat(SyncCalls.calls(table)).isEqualTo(170);
    }

    @Test
    void nothingCountedIsNothing() {
        assertThat(SyncCalls.calls("")).isZero();
    }
}
