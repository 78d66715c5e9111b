package io.nexushive.gateway.account;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * Reads a private key on the curve P-256 (FIPS 186-5) and finds its public half, which PKCS#8 as
 * Java writes it leaves out.
 */
final class P256 {
  private static final BigInteger TWO = BigInteger.TWO;
  private static final BigInteger THREE = BigInteger.valueOf(3);

  private P256() {}

  /**
   * @throws IllegalArgumentException when {@code pem} is no such key; the message never quotes it
   */
  static ECPrivateKey privateKey(String pem) {
    String body =
        pem.replace("-----BEGIN PRIVATE KEY-----", "")
            .replace("-----END PRIVATE KEY-----", "")
            .replaceAll("\\s", "");
    try {
      ECPrivateKey key =
          (ECPrivateKey)
              KeyFactory.getInstance("EC")
                  .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
      if (!key.getParams().getCurve().equals(curve().getCurve())) {
        throw new IllegalArgumentException("the token key is not on the curve P-256");
      }
      return key;
    } catch (GeneralSecurityException | ClassCastException e) {
      throw new IllegalArgumentException("the token key is no EC key in PKCS#8 PEM", e);
    }
  }

  /** The public half of {@code key}. */
  static ECPublicKey publicKey(ECPrivateKey key) {
    try {
      ECParameterSpec curve = curve();
      ECPoint point = multiply(curve, key.getS());
      return (ECPublicKey)
          KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has P-256", e);
    }
  }

  private static ECParameterSpec curve() throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  /** Double-and-add from the generator. Not constant in time: it runs once, at the start. */
  private static ECPoint multiply(ECParameterSpec curve, BigInteger factor) {
    BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
    BigInteger a = curve.getCurve().getA();
    ECPoint sum = ECPoint.POINT_INFINITY;
    for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
      sum = add(sum, sum, p, a);
      if (factor.testBit(bit)) {
        sum = add(sum, curve.getGenerator(), p, a);
      }
    }
    return sum;
  }

  private static ECPoint add(ECPoint left, ECPoint right, BigInteger p, BigInteger a) {
    if (left.equals(ECPoint.POINT_INFINITY)) {
      return right;
    }
    if (right.equals(ECPoint.POINT_INFINITY)) {
      return left;
    }
    BigInteger slope;
    if (left.equals(right)) {
      slope =
          left.getAffineX()
              .modPow(TWO, p)
              .multiply(THREE)
              .add(a)
              .multiply(left.getAffineY().multiply(TWO).modInverse(p));
    } else if (left.getAffineX().equals(right.getAffineX())) {
      return ECPoint.POINT_INFINITY;
    } else {
      slope =
          right
              .getAffineY()
              .subtract(left.getAffineY())
              .multiply(right.getAffineX().subtract(left.getAffineX()).modInverse(p));
    }
    slope = slope.mod(p);
    BigInteger x = slope.pow(2).subtract(left.getAffineX()).subtract(right.getAffineX()).mod(p);
    BigInteger y = slope.multiply(left.getAffineX().subtract(x)).subtract(left.getAffineY()).mod(p);
    return new ECPoint(x, y);
  }
}
