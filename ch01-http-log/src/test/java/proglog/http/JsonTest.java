package proglog.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.Bytes;
import proglog.LogRecord;

/// What JSON is taken, and what is refused.
final class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "null",
                "[]",
                "\"\"",
                "7",
                "{}",
                "{\"record\":null}",
                "{\"record\":[]}",
                "{\"record\":\"\"}",
                "{\"record\":7}",
                "{\"record\":{}}",
                "{\"record\":{\"value\":null}}",
                "{\"record\":{\"value\":7}}",
                "{\"record\":{\"value\":7.5}}",
                "{\"record\":{\"value\":true}}",
                "{\"record\":{\"value\":[7]}}",
                "{\"record\":{\"value\":{}}}",
                "{\"record\":{\"value\":\"*\"}}",
                "{\"record\":{\"value\":\"YQ=\"}}",
                "{\"record\":{\"value\":\"Y Q==\"}}",
                "{\"record\":{\"value\":\"YQ==\\n\"}}",
                "{\"record\":{\"value\":\"\"}} 7",
                "{\"record\":{\"value\":\"\"}}{}",
                "{\"record\":{\"value\":\"\"},\"record\":{\"value\":\"\"}}",
                "{\"record\":{\"value\":\"\",\"value\":\"\"}}",
                "{\"record\":{\"value\":\"\",\"other\":[[[[[[[7]]]]]]]}}",
                "{\"record\":{\"value\":\"\",}}",
                "{'record':{'value':''}}",
                "{\"Record\":{}}",
                "{\"record\":{\"value\":\"\"}/* */}"
            })
    void isRefusedAsAValue(String body) {
        assertThatThrownBy(() -> Json.value(Bytes.utf8(body)))
                .isInstanceOf(RefusedException.class)
                .hasMessageMatching("[a-zA-Z0-9 ,.-]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"offset\":null}",
                "{\"offset\":\"0\"}",
                "{\"offset\":\"\"}",
                "{\"offset\":true}",
                "{\"offset\":0.0}",
                "{\"offset\":1e0}",
                "{\"offset\":[0]}",
                "{\"offset\":{}}",
                "{\"offset\":9223372036854775808}",
                "{\"offset\":00}",
                "{\"offset\":-9223372036854775809}",
                "{\"offset\":0,\"offset\":0}",
                "{\"offset\":NaN}",
                "{\"offset\":+1}",
                "{\"offset\":0x1}",
                "0"
            })
    void isRefusedAsAnOffset(String body) {
        assertThatThrownBy(() -> Json.offset(Bytes.utf8(body)))
                .isInstanceOf(RefusedException.class)
                .hasMessageMatching("[a-zA-Z0-9 ,.-]+");
    }

    @Test
    void mayHaveFieldsThatNobodyAskedFor() {
        Bytes body =
                Bytes.utf8("{\"a\":[1],\"record\":{\"offset\":{},\"value\":\"YQ==\"},\"b\":0.5}");

        assertThat(Json.value(body)).isEqualTo(Bytes.utf8("a"));
        assertThat(Json.offset(Bytes.utf8("{\"offset\":7,\"a\":null}"))).isEqualTo(7);
        assertThat(Json.offset(Bytes.utf8("{\"offset\":" + Long.MAX_VALUE + "}")))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void carriesEveryValue() {
        Random random = seeded();
        for (int i = 0; i < 2_000; i++) {
            byte[] value = new byte[random.nextInt(200)];
            random.nextBytes(value);
            String base64 = Base64.getEncoder().encodeToString(value);
            LogRecord record = new LogRecord(i, Instant.EPOCH, Bytes.copyOf(value));

            assertThat(Json.value(Json.record(record))).isEqualTo(record.value());
            assertThat(Json.record(record).toUtf8())
                    .isEqualTo("{\"record\":{\"value\":\"" + base64 + "\",\"offset\":" + i + "}}");
            assertThat(Json.offset(Json.offset(i))).isEqualTo(i);
        }
    }

    @Test
    void isTakenOrRefusedHoweverItIsDamaged() {
        Random random = seeded();
        byte[] sound =
                "{\"record\":{\"value\":\"aGVsbG8=\",\"offset\":12}}"
                        .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(sound, 1 + random.nextInt(sound.length + 3));
            for (int hits = random.nextInt(4); hits >= 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            takenOrRefused(damaged);
        }
    }

    /// No input makes the decoder fail in any way but by refusing.
    static void takenOrRefused(byte[] input) {
        try {
            Json.value(Bytes.copyOf(input));
        } catch (RefusedException refused) {
            assertThat(refused.answer().status()).isEqualTo(400);
        }
        try {
            Json.offset(Bytes.copyOf(input));
        } catch (RefusedException refused) {
            assertThat(refused.answer().status()).isEqualTo(400);
        }
    }

    private static Random seeded() {
        long seed = Long.getLong("proglog.seed", System.nanoTime());
        System.out.println("-Dproglog.seed=" + seed);
        return new Random(seed);
    }
}
