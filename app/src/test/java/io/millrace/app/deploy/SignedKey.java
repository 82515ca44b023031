package io.millrace.app.deploy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

/**
 * A key and the certificate that an authority gave for it.
 *
 * @param certificate a file, PEM; an absolute path
 */
record SignedKey(Path certificate, PrivateKey key) {
  private static final String ALGORITHM = "PBEWithSHA1AndDESede";
  private static final byte[] SALT = "of-tests".getBytes(US_ASCII);
  private static final int ROUNDS = 2048;
  private static final int LINE = 64;

  /** The key without a password, as PostgreSQL reads it. */
  String pem() {
    String text =
        Base64.getMimeEncoder(LINE, "\n".getBytes(US_ASCII)).encodeToString(key.getEncoded());
    return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
  }

  /** The key in PKCS 8 with a password, as the JDBC driver reads it. */
  byte[] encrypted(String password) throws GeneralSecurityException, IOException {
    Cipher cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(
        Cipher.ENCRYPT_MODE,
        SecretKeyFactory.getInstance(ALGORITHM)
            .generateSecret(new PBEKeySpec(password.toCharArray())),
        new PBEParameterSpec(SALT, ROUNDS));
    return new EncryptedPrivateKeyInfo(cipher.getParameters(), cipher.doFinal(key.getEncoded()))
        .getEncoded();
  }
}
