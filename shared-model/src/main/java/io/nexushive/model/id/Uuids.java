package io.nexushive.model.id;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Instant;
import java.util.UUID;

/**
 * The two kinds of UUID in use (RFC 9562): version 7 for new things, version 5 for things that
 * follow from others.
 */
public final class Uuids {
  private static final TimeBasedEpochGenerator V7 = Generators.timeBasedEpochGenerator();
  private static final UUID NAMESPACE = UUID.fromString("5f0b6a52-3f3c-5d0e-9d55-6e6578757331");
  private static final NameBasedGenerator V5 = Generators.nameBasedGenerator(NAMESPACE);

  private Uuids() {}

  /** A new version 7 UUID; later ones sort after earlier ones of the same process. */
  public static UUID v7() {
    return V7.generate();
  }

  /** The version 5 UUID of {@code name}: the same name gives the same id on every machine. */
  public static UUID v5(String name) {
    return V5.generate(name);
  }

  /**
   * The millisecond at which a version 7 UUID was made.
   *
   * @throws IllegalArgumentException when {@code id} has another version
   */
  public static Instant timeOf(UUID id) {
    if (id.version() != 7) {
      throw new IllegalArgumentException("not a version 7 UUID");
    }
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }
}
