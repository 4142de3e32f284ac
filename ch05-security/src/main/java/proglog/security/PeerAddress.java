package proglog.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks that a node calls from where its certificate says it lives: one of the certificate's
/// addresses is the caller's, or one of its names resolves to it.
final class PeerAddress {

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private PeerAddress() {}

    /// May ask the DNS, so it is not for an event loop. Only the names of a certificate that the
    /// authority signed for a peer are looked up.
    static void require(X509Certificate certificate, @Nullable String address)
            throws CertificateException {
        if (address == null) {
            throw new RefusedCertificateException(
                    "nothing is known of the address of the other end");
        }
        InetAddress caller = InetAddress.ofLiteral(address);
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        if (names == null || names.stream().noneMatch(name -> isOf(caller, name))) {
            throw new RefusedCertificateException(
                    "certificate %s is not for the address %s"
                            .formatted(CertificateComplaint.name(certificate), address));
        }
    }

    private static boolean isOf(InetAddress caller, List<?> name) {
        String text = String.valueOf(name.get(1));
        return switch ((Integer) name.getFirst()) {
            case IP_ADDRESS -> InetAddress.ofLiteral(text).equals(caller);
            case DNS_NAME -> resolvesTo(caller, text);
            default -> false;
        };
    }

    private static boolean resolvesTo(InetAddress caller, String name) {
        try {
            return Arrays.asList(InetAddress.getAllByName(name)).contains(caller);
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
