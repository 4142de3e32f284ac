package proglog.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import proglog.Bytes;

/// Between Netty's messages and ours.
final class Messages {

    /// A request through a proxy names the whole address.
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://[^/?#]+(.*)");

    private Messages() {}

    /// `message` of `caller` as ours; a [RefusedException] when it is not a request that HTTP/1.1
    /// allows, after which nothing on its connection can be trusted.
    static Request request(FullHttpRequest message, Caller caller) {
        if (message.decoderResult().isFailure()) {
            throw refusal(message.decoderResult().cause());
        }
        HttpVersion version = message.protocolVersion();
        boolean isNewest = version.equals(HttpVersion.HTTP_1_1);
        if (!isNewest && !version.equals(HttpVersion.HTTP_1_0)) {
            throw new RefusedException(505, "this server speaks HTTP/1.1");
        }
        int hosts = message.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (isNewest && hosts == 0)) {
            throw new RefusedException(400, "a request names one host");
        }
        QueryStringDecoder target = new QueryStringDecoder(originForm(message));
        try {
            return new Request(
                    message.method().name(),
                    target.path(),
                    target.parameters(),
                    headers(message.headers()),
                    Bytes.wrap(ByteBufUtil.getBytes(message.content())),
                    caller);
        } catch (IllegalArgumentException _) {
            throw new RefusedException(400, "malformed request target");
        }
    }

    private static Map<String, List<String>> headers(HttpHeaders headers) {
        Map<String, List<String>> byName = new HashMap<>();
        for (Map.Entry<String, String> header : headers) {
            byName.computeIfAbsent(
                            header.getKey().toLowerCase(Locale.ROOT), _ -> new ArrayList<>(1))
                    .add(header.getValue());
        }
        return byName;
    }

    /// `response` as Netty's.
    static FullHttpResponse response(Response response) {
        FullHttpResponse message =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(response.status()),
                        Unpooled.wrappedBuffer(response.body().asByteBuffer()));
        response.headers().forEach(message.headers()::set);
        if (response.status() != 204) {
            HttpUtil.setContentLength(message, response.body().length());
        }
        return message;
    }

    /// The head of `response`, whose body is streamed: in chunks, or, for who does not know them,
    /// up to the end of the connection.
    static HttpResponse head(Response response, boolean inChunks) {
        HttpResponse message =
                new DefaultHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
        response.headers().forEach(message.headers()::set);
        HttpUtil.setTransferEncodingChunked(message, inChunks);
        return message;
    }

    private static String originForm(FullHttpRequest message) {
        String target = message.uri();
        Matcher absolute = ABSOLUTE.matcher(target);
        if (absolute.matches()) {
            return absolute.group(1).startsWith("/") ? absolute.group(1) : "/" + absolute.group(1);
        }
        boolean isServer = target.equals("*") && message.method().equals(HttpMethod.OPTIONS);
        if (isServer || target.startsWith("/")) {
            return target;
        }
        throw new RefusedException(400, "malformed request target");
    }

    private static RefusedException refusal(Throwable cause) {
        return switch (cause) {
            case TooLongHttpHeaderException _ ->
                    new RefusedException(431, "the headers are too long");
            case TooLongHttpLineException _ ->
                    new RefusedException(414, "the request line is too long");
            default -> new RefusedException(400, "malformed request");
        };
    }
}
