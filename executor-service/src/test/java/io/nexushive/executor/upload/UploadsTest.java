package io.nexushive.executor.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.upload.CsvImport.BadRow;
import io.nexushive.executor.upload.CsvImport.Outcome;
import io.nexushive.executor.upload.Staging.Upload;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.TenantId;
import io.nexushive.runtime.token.Caller;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadsTest {
  private static final Caller ANN = new Caller("ann", new TenantId("default"), Set.of("analyst"));
  private static final Caller BOB = new Caller("bob", new TenantId("default"), Set.of("admin"));
  private static final String CONNECTION = "mine-1";

  @TempDir Path dir;
  private Staging staging;
  private Uploads uploads;

  @BeforeEach
  void start() {
    ExecutorConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(ExecutorConfig.class)
            .withDefaultValue("nexushive.executor.data-dir", dir.toString())
            .withDefaultValue("nexushive.executor.upload.max-size", "1048576")
            .withDefaultValue("nexushive.executor.upload.part-size", "4096")
            .addDiscoveredConverters()
            .build()
            .getConfigMapping(ExecutorConfig.class);
    staging = new Staging(config, Clock.systemUTC());
    uploads = new Uploads(config);
  }

  private Upload upload(byte[] bytes) {
    Upload upload = staging.begin(ANN);
    for (int n = 0; n * 4096 < bytes.length; n++) {
      staging.take(
          upload, n, Arrays.copyOfRange(bytes, n * 4096, Math.min(bytes.length, (n + 1) * 4096)));
    }
    return upload;
  }

  private Upload upload(String text) {
    return upload(text.getBytes(StandardCharsets.UTF_8));
  }

  private CsvPreview preview(String text) {
    return uploads.preview(upload(text), "file.csv", null);
  }

  private Outcome finish(Upload upload, CsvPreview seen) {
    return uploads.finish(
        upload, new CsvImport(CONNECTION, seen.table(), seen.format(), seen.columns()));
  }

  private List<List<String>> stored(Outcome outcome) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Connection c = DriverManager.getConnection("jdbc:duckdb:");
        Statement s = c.createStatement();
        ResultSet row =
            s.executeQuery("SELECT * FROM '" + dir.resolve(outcome.file()) + "/*.parquet'")) {
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          values.add(row.getString(i));
        }
        rows.add(values);
      }
    }
    return rows;
  }

  @Test
  void showsNamesTypesAndFiveRows() {
    StringBuilder text = new StringBuilder("Order No,Net Revenue (€),Paid,Day,Note\n");
    for (int i = 1; i <= 20; i++) {
      text.append(i).append(",1").append(i).append(".50,true,2024-01-0").append(i % 9 + 1);
      text.append(",\"a, b\"\n");
    }
    CsvPreview seen = uploads.preview(upload(text.toString()), "My Sales 2024.csv", null);

    assertThat(seen.table()).isEqualTo("my_sales_2024");
    assertThat(seen.columns())
        .containsExactly(
            new CsvColumn("order_no", CsvType.INTEGER),
            new CsvColumn("net_revenue", CsvType.DECIMAL),
            new CsvColumn("paid", CsvType.BOOLEAN),
            new CsvColumn("day", CsvType.DATE),
            new CsvColumn("note", CsvType.TEXT));
    assertThat(seen.rows()).hasSize(5);
    assertThat(seen.rows().get(0)).containsExactly("1", "11.50", "true", "2024-01-02", "a, b");
  }

  @Test
  void keepsEveryValueExactly() throws SQLException {
    Upload upload =
        upload(
            "id;amount;text\n1;0.1;\"say \"\"hi\"\"\"\n2;12345678901234567.125;=1+1\n3;;@SUM(A1)\n");
    CsvPreview seen = uploads.preview(upload, "x.csv", null);
    assertThat(seen.format().delimiter()).isEqualTo(";");

    Outcome outcome = finish(upload, seen);

    assertThat(outcome.badRows()).isZero();
    assertThat(outcome.rows()).isEqualTo(3);
    assertThat(stored(outcome))
        .containsExactly(
            List.of("1", "0.100", "say \"hi\""),
            List.of("2", "12345678901234567.125", "=1+1"),
            Arrays.asList("3", null, "@SUM(A1)"));
  }

  @Test
  void namesTheLinesThatDoNotFitAndKeepsNothing() {
    Upload upload = upload("id,day\n1,2024-01-01\nx,2024-01-02\n3\n4,2024-01-04,more\n5,never\n");
    CsvImport wanted =
        new CsvImport(
            CONNECTION,
            "t",
            new CsvFormat(",", "\"", true, null, null),
            List.of(new CsvColumn("id", CsvType.INTEGER), new CsvColumn("day", CsvType.DATE)));

    Outcome outcome = uploads.finish(upload, wanted);

    assertThat(outcome.file()).isNull();
    assertThat(outcome.badRows()).isEqualTo(4);
    assertThat(outcome.examples())
        .containsExactly(
            new BadRow(3, "id", "“x” is no whole number."),
            new BadRow(4, null, "It has fewer values than there are columns."),
            new BadRow(5, null, "It has more values than there are columns."),
            new BadRow(6, "day", "“never” is no date."));
    assertThat(dir.resolve("uploads")).doesNotExist();
    // The same upload can be finished with other types.
    assertThat(
            uploads
                .finish(
                    upload("id,day\n1,never\n"),
                    new CsvImport(
                        CONNECTION,
                        "t",
                        wanted.format(),
                        List.of(
                            new CsvColumn("id", CsvType.INTEGER),
                            new CsvColumn("day", CsvType.TEXT))))
                .badRows())
        .isZero();
  }

  @Test
  void readsTheEncodingsThatSpreadsheetsWrite() throws SQLException {
    String text = "name;town\nZoë;Köln\nRenée;Orléans\n";
    for (Charset charset :
        List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            Charset.forName("windows-1252"))) {
      for (String mark : charset.name().startsWith("UTF") ? List.of("\uFEFF", "") : List.of("")) {
        if (charset.name().startsWith("UTF-16") && mark.isEmpty()) {
          continue;
        }
        Upload upload = upload((mark + text).getBytes(charset));
        CsvPreview seen = uploads.preview(upload, "x.csv", null);
        assertThat(seen.encoding()).isEqualTo(charset.name());
        assertThat(seen.columns().get(0).name()).isEqualTo("name");
        assertThat(stored(finish(upload, seen)).get(0)).containsExactly("Zoë", "Köln");
      }
    }
  }

  @Test
  void saysWhatIsNoCsv() {
    assertThatThrownBy(() -> uploads.preview(staging.begin(ANN), "x.csv", null))
        .isInstanceOf(NexusException.class)
        .hasMessageContaining("empty");
    assertThatThrownBy(() -> uploads.preview(upload(new byte[] {'P', 'K', 3, 4, 0, 0}), "x", null))
        .hasMessageContaining("Save the spreadsheet as CSV");
    assertThatThrownBy(
            () ->
                uploads.preview(
                    upload(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, (byte) 0xC3}),
                    "x",
                    null))
        .hasMessageContaining("Save it as UTF-8");
  }

  @Test
  void hugeLinesAreRefusedWithAReason() throws IOException {
    Upload upload = staging.begin(ANN);
    Files.writeString(upload.raw(), "a,b\n1,2\n1," + "y".repeat(2_000_000));
    CsvImport wanted =
        new CsvImport(
            CONNECTION,
            "t",
            new CsvFormat(",", "\"", true, null, null),
            List.of(new CsvColumn("a", CsvType.INTEGER), new CsvColumn("b", CsvType.TEXT)));

    Outcome outcome = uploads.finish(upload, wanted);

    assertThat(outcome.file()).isNull();
    assertThat(outcome.examples()).containsExactly(new BadRow(3, null, "It is longer than 1 MB."));
  }

  @Test
  void refusesNamesThatWouldNeedQuotesOrAreThereTwice() {
    Upload upload = upload("a,b\n1,2\n");
    CsvFormat format = new CsvFormat(",", "\"", true, null, null);
    for (String name : List.of("", "a b", "a\"b", "1a", "x".repeat(64))) {
      assertThatThrownBy(
              () ->
                  uploads.finish(
                      upload,
                      new CsvImport(
                          CONNECTION,
                          "t",
                          format,
                          List.of(
                              new CsvColumn(name, CsvType.TEXT),
                              new CsvColumn("b", CsvType.TEXT)))))
          .hasMessageContaining("columns:");
    }
    assertThatThrownBy(
            () ->
                uploads.finish(
                    upload,
                    new CsvImport(
                        CONNECTION,
                        "t",
                        format,
                        List.of(
                            new CsvColumn("b", CsvType.TEXT), new CsvColumn("B", CsvType.TEXT)))))
        .hasMessageContaining("twice");
    assertThatThrownBy(
            () ->
                uploads.finish(
                    upload,
                    new CsvImport(
                        CONNECTION, "../t", format, List.of(new CsvColumn("b", CsvType.TEXT)))))
        .hasMessageContaining("table:");
    assertThatThrownBy(() -> new CsvFormat("x", "\"", true, null, null))
        .hasMessageContaining("format:");
    assertThatThrownBy(() -> new CsvFormat(",", "\"", true, "'); DROP", null))
        .hasMessageContaining("format:");
    assertThat(preview("a,a,,1x\n1,2,3,4\n").columns())
        .extracting(CsvColumn::name)
        .doesNotHaveDuplicates()
        .allMatch(CsvColumn::isName);
  }

  @Test
  void partsComeInOrderAndCountOnce() throws IOException {
    Upload upload = staging.begin(ANN);
    byte[] part = new byte[4096];
    staging.take(upload, 0, part);
    staging.take(upload, 0, part);
    assertThatThrownBy(() -> staging.take(upload, 2, part)).hasMessageContaining("Part 1");
    assertThatThrownBy(() -> staging.take(upload, 1, new byte[4097])).hasMessageContaining("4096");
    assertThatThrownBy(() -> staging.take(upload, 256, part)).hasMessageContaining("at most");
    staging.take(upload, 1, new byte[] {1});
    assertThat(Files.size(upload.raw())).isEqualTo(4097);
  }

  @Test
  void someoneElsesUploadDoesNotExist() {
    String id = upload("a\n1\n").id().toString();
    assertThatThrownBy(() -> staging.find(id, BOB)).hasMessageContaining("no such upload");
    assertThatThrownBy(() -> staging.find("../" + id, ANN)).hasMessageContaining("no such upload");
    assertThat(staging.find(id, ANN).id().toString()).isEqualTo(id);
  }

  @Test
  void oneOwnerHasSoManyOpen() {
    for (int i = 0; i < 5; i++) {
      staging.begin(ANN);
    }
    assertThatThrownBy(() -> staging.begin(ANN)).hasMessageContaining("5 uploads open");
    staging.begin(BOB);
  }
}
