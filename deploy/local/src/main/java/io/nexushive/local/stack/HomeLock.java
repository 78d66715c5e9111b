package io.nexushive.local.stack;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.SecretFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** One launcher per data folder. The operating system gives the lock up when its holder dies. */
public final class HomeLock implements AutoCloseable {
  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock; empty when another launcher holds it. */
  public static Optional<HomeLock> tryTake(Home home) {
    try {
      SecretFiles.createDirectories(home.lock().getParent());
      FileChannel channel =
          FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock;
      try {
        lock = channel.tryLock();
      } catch (OverlappingFileLockException e) {
        lock = null;
      }
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new HomeLock(channel));
    } catch (IOException e) {
      throw new LocalStackException(
          "the data folder " + home.dir() + " cannot be used: " + e.getMessage(), e);
    }
  }

  /** Whether a launcher runs on this folder. */
  public static boolean isHeld(Home home) {
    if (!Files.exists(home.lock())) {
      return false;
    }
    Optional<HomeLock> free = tryTake(home);
    free.ifPresent(HomeLock::close);
    return free.isEmpty();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new LocalStackException("the lock of the data folder cannot be given up", e);
    }
  }
}
