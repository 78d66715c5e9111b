package io.nexushive.local.postgres;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.SecretFiles;
import io.nexushive.model.signature.SignedContent;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks the PostgreSQL programs once per user and version. */
final class PostgresBinaries {
  private final Path dir;

  private PostgresBinaries(Path dir) {
    this.dir = dir;
  }

  /** Finds the unpacked programs under {@code cache}, or unpacks them there. */
  static PostgresBinaries unpack(Path cache) {
    try {
      byte[] archive = archive();
      Path dir = cache.resolve("postgres-" + SignedContent.sha256(archive).substring(0, 16));
      if (!Files.isDirectory(dir)) {
        SecretFiles.createDirectories(cache);
        try (FileChannel channel =
                FileChannel.open(
                    cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.lock()) {
          if (lock.isValid() && !Files.isDirectory(dir)) {
            Path draft = Files.createTempDirectory(cache, "unpacking");
            extract(archive, draft);
            Files.move(draft, dir);
          }
        }
      }
      return new PostgresBinaries(dir);
    } catch (IOException e) {
      throw new LocalStackException(
          "the PostgreSQL programs cannot be unpacked in " + cache + ": " + e.getMessage(), e);
    }
  }

  String program(String name) {
    return dir.resolve("bin").resolve(name).toString();
  }

  private static byte[] archive() throws IOException {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    system = system.contains("mac") ? "Darwin" : system.contains("linux") ? "Linux" : system;
    String arch = System.getProperty("os.arch");
    arch = "amd64".equals(arch) ? "x86_64" : "aarch64".equals(arch) ? "arm_64" : arch;
    try (InputStream in = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, arch)) {
      return in.readAllBytes();
    } catch (IllegalStateException e) {
      throw new LocalStackException(
          "there is no embedded PostgreSQL for " + system + " on " + arch, e);
    }
  }

  private static void extract(byte[] archive, Path into) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
          throw new IOException("an entry leads out of the archive");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          continue;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
          if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true, true)) {
            throw new IOException(target + " cannot be made executable");
          }
        }
      }
    }
  }
}
