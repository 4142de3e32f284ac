package proglog.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpContentException;
import org.jspecify.annotations.Nullable;

/// Netty's aggregator, but for its answers to a body over the limit: they have no JSON, so this
/// leaves them to [Connection].
final class BodyCollector extends HttpObjectAggregator {

    BodyCollector(int bodyBytes) {
        super(bodyBytes);
    }

    @Override
    protected @Nullable Object newContinueResponse(
            HttpMessage start, int limit, ChannelPipeline pipeline) {
        boolean wanted =
                HttpUtil.is100ContinueExpected(start) && !isContentLengthInvalid(start, limit);
        return wanted ? super.newContinueResponse(start, limit, pipeline) : null;
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        context.fireExceptionCaught(new TooLongHttpContentException());
    }
}
