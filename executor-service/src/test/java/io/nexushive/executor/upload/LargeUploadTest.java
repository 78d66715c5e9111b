package io.nexushive.executor.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.model.id.TenantId;
import io.nexushive.runtime.token.Caller;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file far larger than the heap goes all the way. */
class LargeUploadTest {
  private static final long SIZE = 200L << 20;
  private static final String HEAP = "-Xmx40m";

  @TempDir Path dir;

  @Test
  void aLargeFileNeedsLittleHeap() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                LargeUploadTest.class.getName(),
                dir.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).contains("bad=0").doesNotContain("OutOfMemory");
  }

  /** In a process of its own: what it needs is what it has. */
  public static void main(String[] args) {
    ExecutorConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(ExecutorConfig.class)
            .addDiscoveredConverters()
            .withDefaultValue("nexushive.executor.data-dir", args[0])
            .build()
            .getConfigMapping(ExecutorConfig.class);
    Staging staging = new Staging(config, Clock.systemUTC());
    Uploads uploads = new Uploads(config);
    Caller caller = new Caller("ann", new TenantId("default"), Set.of("analyst"));
    Staging.Upload upload = staging.begin(caller);
    long rows = send(staging, upload, (int) config.upload().partSize().asLongValue());
    CsvPreview seen = uploads.preview(upload, "large.csv", null);
    CsvImport.Outcome outcome =
        uploads.finish(
            upload, new CsvImport("large-1", seen.table(), seen.format(), seen.columns()));
    System.out.println("bad=" + outcome.badRows() + " rows=" + outcome.rows());
    System.exit(outcome.rows() == rows ? 0 : 1);
  }

  private static long send(Staging staging, Staging.Upload upload, int partSize) {
    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    buffer.writeBytes("id,name,amount,day\n".getBytes(StandardCharsets.UTF_8));
    long rows = 0;
    long sent = 0;
    int number = 0;
    while (sent < SIZE) {
      while (buffer.size() < partSize) {
        rows++;
        String row = rows + ",\"Name, no. " + rows % 977 + "\"," + rows % 1000 + ".25,2024-01-05\n";
        buffer.writeBytes(row.getBytes(StandardCharsets.UTF_8));
      }
      byte[] bytes = buffer.toByteArray();
      staging.take(upload, number++, Arrays.copyOf(bytes, partSize));
      buffer.reset();
      buffer.write(bytes, partSize, bytes.length - partSize);
      sent += partSize;
    }
    if (buffer.size() > 0) {
      staging.take(upload, number, buffer.toByteArray());
    }
    return rows;
  }
}
