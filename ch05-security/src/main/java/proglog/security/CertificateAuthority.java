package proglog.security;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A development authority: a key that signs other keys. All keys are ECDSA on P-256.
///
/// For many threads.
final class CertificateAuthority {

    private static final int SERIAL_BITS =
            159; // 20 bytes at most, and positive (RFC 5280, 4.1.2.2)
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Identity identity;

    private CertificateAuthority(Identity identity) {
        this.identity = identity;
    }

    /// What is to be certified.
    record Request(String name, Role role, List<HostName> hosts, Lifetime lifetime) {}

    /// A new authority, which signs itself.
    static CertificateAuthority create(String name, Lifetime lifetime) {
        try {
            KeyPair keys = newKeys();
            X509v3CertificateBuilder certificate =
                    builder(distinguishedName(name), name, lifetime, keys)
                            .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                            .addExtension(
                                    Extension.keyUsage,
                                    true,
                                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                            .addExtension(
                                    Extension.subjectKeyIdentifier,
                                    false,
                                    new JcaX509ExtensionUtils()
                                            .createSubjectKeyIdentifier(keys.getPublic()));
            return new CertificateAuthority(
                    new Identity(List.of(sign(certificate, keys)), keys.getPrivate()));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException fault) {
            throw new IllegalStateException("a certificate cannot be made on this JDK", fault);
        }
    }

    /// A new key and its certificate, signed by this authority.
    Identity issue(Request request) {
        try {
            KeyPair keys = newKeys();
            X500Name issuer =
                    X500Name.getInstance(
                            identity.certificate().getSubjectX500Principal().getEncoded());
            X509v3CertificateBuilder certificate =
                    builder(issuer, request.name(), request.lifetime(), keys);
            addExtensions(certificate, request);
            X509Certificate signed =
                    sign(certificate, new KeyPair(keys.getPublic(), identity.key()));
            return new Identity(List.of(signed), keys.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException fault) {
            throw new IllegalStateException("a certificate cannot be made on this JDK", fault);
        }
    }

    Identity identity() {
        return identity;
    }

    private void addExtensions(X509v3CertificateBuilder certificate, Request request)
            throws CertIOException, GeneralSecurityException {
        certificate
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, usages(request.role()))
                .addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        new JcaX509ExtensionUtils()
                                .createAuthorityKeyIdentifier(identity.certificate()));
        List<GeneralName> names = new ArrayList<>();
        request.hosts().forEach(host -> names.add(host.toGeneralName()));
        if (request.role() == Role.PEER) {
            names.add(new GeneralName(GeneralName.uniformResourceIdentifier, Role.PEER_URI));
        }
        if (!names.isEmpty()) {
            certificate.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(names.toArray(GeneralName[]::new)));
        }
    }

    private static ExtendedKeyUsage usages(Role role) {
        List<KeyPurposeId> usages = new ArrayList<>();
        if (role.serves()) {
            usages.add(KeyPurposeId.id_kp_serverAuth);
        }
        if (role.calls()) {
            usages.add(KeyPurposeId.id_kp_clientAuth);
        }
        return new ExtendedKeyUsage(usages.toArray(KeyPurposeId[]::new));
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, String name, Lifetime lifetime, KeyPair keys) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, RANDOM).setBit(0),
                Date.from(lifetime.from()),
                Date.from(lifetime.until()),
                distinguishedName(name),
                keys.getPublic());
    }

    private static X509Certificate sign(X509v3CertificateBuilder certificate, KeyPair keys)
            throws OperatorCreationException, GeneralSecurityException {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        certificate.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(keys.getPrivate())));
    }

    private static X500Name distinguishedName(String name) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        return generator.generateKeyPair();
    }
}
