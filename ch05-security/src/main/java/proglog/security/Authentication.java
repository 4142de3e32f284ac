package proglog.security;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/// Takes the [Subject] of a call from the certificate of its connection, which the handshake has
/// verified, and puts it where [Subject#current()] finds it.
///
/// A call without TLS, or without a name in a certificate, ends as `UNAUTHENTICATED`. Methods open
/// to everybody need TLS and nothing more. Immutable.
public final class Authentication implements ServerInterceptor {

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        if (session == null) {
            return refuse(call, "this server is for calls over TLS");
        }
        Subject subject;
        try {
            subject = Subject.of(certificateOf(session).getSubjectX500Principal());
        } catch (IllegalArgumentException nameless) {
            return isOpen(call)
                    ? next.startCall(call, headers)
                    : refuse(call, String.valueOf(nameless.getMessage()));
        }
        return Contexts.interceptCall(subject.in(Context.current()), call, headers, next);
    }

    private static X509Certificate certificateOf(SSLSession session) {
        try {
            if (session.getPeerCertificates()[0] instanceof X509Certificate certificate) {
                return certificate;
            }
        } catch (SSLPeerUnverifiedException _) {
            // a server that does not ask for certificates
        }
        throw new IllegalArgumentException("no client certificate: this call needs one");
    }

    private static boolean isOpen(ServerCall<?, ?> call) {
        return AccessTable.STANDARD
                .of(call.getMethodDescriptor().getFullMethodName())
                .filter(Access::isOpen)
                .isPresent();
    }

    private static <Q, R> ServerCall.Listener<Q> refuse(ServerCall<Q, R> call, String reason) {
        AuditLog.unauthenticated(call, reason);
        call.close(Status.UNAUTHENTICATED.withDescription(reason), new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
