package proglog.security;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;

/// A name or an address under which a server is reached, as it stands in its certificate.
record HostName(String text, boolean isAddress) {

    private static final Pattern NAME =
            Pattern.compile(
                    "(\\*\\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final int MAX_LENGTH = 253;

    /// Refuses what is neither a DNS name nor an IP address.
    static HostName of(String text) {
        if (isAddress(text)) {
            return new HostName(text, true);
        }
        String name = text.toLowerCase(Locale.ROOT);
        if (name.length() > MAX_LENGTH || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is neither a host name nor an IP address".formatted(LogText.of(text)));
        }
        return new HostName(name, false);
    }

    private static boolean isAddress(String text) {
        try {
            return !text.contains("%") && InetAddress.ofLiteral(text) != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    GeneralName toGeneralName() {
        return new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, text);
    }
}
