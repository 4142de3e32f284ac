package proglog.security;

import io.grpc.Context;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import proglog.Task;

/// Who the peer's certificate says it is: the common name in it.
///
/// The name is the certificate's, byte for byte: it may hold any character, so it is printed with
/// [#toString()], which escapes.
public record Subject(String name) {

    private static final Context.Key<Subject> CURRENT = Context.key("proglog.subject");

    public Subject {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a subject needs a name");
        }
    }

    /// The subject of the call that this thread works for; empty outside of one, and in a call that
    /// needs none.
    public static Optional<Subject> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /// Whom `certificate` names; empty when it does not name exactly one.
    public static Optional<Subject> of(X509Certificate certificate) {
        try {
            return Optional.of(of(certificate.getSubjectX500Principal()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Throws an `IllegalArgumentException` when there is not exactly one common name in it.
    @Task("5.1")
    static Subject of(X500Principal principal) {
        List<String> names = commonNames(principal);
        if (names.size() > 1) {
            throw new IllegalArgumentException("more than one common name in the certificate");
        }
        return names.stream()
                .filter(name -> !name.isBlank())
                .findFirst()
                .map(Subject::new)
                .orElseThrow(
                        () -> new IllegalArgumentException("no common name in the certificate"));
    }

    // A name is a list of sets: in CN=a+OU=b two attributes are one part of it.
    private static List<String> commonNames(X500Principal principal) {
        List<String> names = new ArrayList<>();
        try {
            for (Rdn part : new LdapName(principal.getName(X500Principal.RFC2253)).getRdns()) {
                addTexts(part.toAttributes().get("CN"), names);
            }
        } catch (InvalidNameException _) {
            throw new IllegalArgumentException("no readable name in the certificate");
        } catch (NamingException unreadable) {
            throw new IllegalStateException("an attribute in memory cannot be read", unreadable);
        }
        return names;
    }

    // A value that is not text comes as bytes, and names nobody.
    private static void addTexts(@Nullable Attribute commonName, List<String> names)
            throws NamingException {
        if (commonName == null) {
            return;
        }
        NamingEnumeration<?> values = commonName.getAll();
        while (values.hasMore()) {
            names.add(values.next() instanceof String text ? text : "");
        }
    }

    /// `context` for a call of this subject.
    Context in(Context context) {
        return context.withValue(CURRENT, this);
    }

    @Override
    public String toString() {
        return LogText.of(name);
    }
}
