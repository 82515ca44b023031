package io.millrace.app.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;

/**
 * An authority that signs certificates, made for a test.
 *
 * @param folder of all its files
 */
record Authority(Path folder) {
  private static final String AUTHORITY = "authority";
  private static final String LOOPBACK = "san=ip:127.0.0.1";

  /** Makes one with a key of its own. */
  static Authority create(Path folder) throws IOException, InterruptedException {
    Authority authority = new Authority(Files.createDirectories(folder).toAbsolutePath());
    authority.makeKey(AUTHORITY, "bc:c");
    authority.keytool(AUTHORITY, "-exportcert", "-rfc", "-file", authority.file("authority.crt"));
    return authority;
  }

  /** Its own certificate as PEM, which those are given who trust it; an absolute path. */
  Path certificate() {
    return folder.resolve("authority.crt");
  }

  /** Makes a key for this machine's loopback address, or for a client, and signs it. */
  SignedKey issue(String name) throws IOException, InterruptedException, GeneralSecurityException {
    String request = file(name + ".csr");
    String certificate = file(name + ".crt");
    makeKey(name, LOOPBACK);
    keytool(name, "-certreq", "-file", request);
    keytool(
        AUTHORITY,
        "-gencert",
        "-rfc",
        "-infile",
        request,
        "-outfile",
        certificate,
        "-ext",
        LOOPBACK);
    return new SignedKey(Path.of(certificate), key(name));
  }

  private void makeKey(String name, String extension) throws IOException, InterruptedException {
    keytool(name, "-genkeypair", "-keyalg", "RSA", "-dname", "CN=" + name, "-ext", extension);
  }

  private void keytool(String name, String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-alias", name, "-keystore", file(name + ".p12")));
    JdkPrograms.keytool(folder, all.toArray(String[]::new));
  }

  private PrivateKey key(String name) throws IOException, GeneralSecurityException {
    char[] password = JdkPrograms.STORE_PASSWORD.toCharArray();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(Path.of(file(name + ".p12")))) {
      keys.load(stream, password);
    }
    return (PrivateKey) keys.getKey(name, password);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
