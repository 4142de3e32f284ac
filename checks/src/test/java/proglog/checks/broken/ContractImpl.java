package proglog.checks.broken;

import com.google.protobuf.ByteString;
import io.atomix.utils.net.Address;
import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import io.opentelemetry.api.OpenTelemetry;
import io.prometheus.metrics.model.snapshots.Labels;
import org.bouncycastle.asn1.ASN1Integer;
import org.casbin.jcasbin.main.Enforcer;
import proglog.checks.broken.cluster.Servers;
import proglog.checks.broken.http.Server;
import proglog.checks.broken.v1.Message;
import tools.jackson.databind.ObjectMapper;

/// Named badly, and a contract that knows an edge, its messages and every library. Its package is
/// not null-marked.
public record ContractImpl(
        Server server,
        Message message,
        Servers servers,
        ByteBuf buffer,
        ObjectMapper mapper,
        Status status,
        ByteString bytes,
        ASN1Integer serial,
        Enforcer enforcer,
        OpenTelemetry telemetry,
        Labels labels,
        Address address) {}
