package io.nexushive.executor.upload;

import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a text file anew in UTF-8, without a byte order mark. The encoding is that of the mark
 * (UTF-8, UTF-16); without one it is UTF-8 where the bytes are valid as such, else Windows-1252,
 * which spreadsheets of Western Europe write.
 */
final class Utf8Text {
  private static final int BUFFER = 1 << 16;
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private Utf8Text() {}

  /**
   * @return the encoding that it had
   * @throws NexusException when it is empty or no text
   */
  static Charset write(Path raw, Path text) throws IOException {
    if (Files.size(raw) == 0) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "The file is empty.");
    }
    Charset marked = marked(raw);
    try {
      return copy(raw, text, marked == null ? StandardCharsets.UTF_8 : marked);
    } catch (CharacterCodingException e) {
      if (marked != null) {
        throw new NexusException(
            ErrorCode.INVALID_REQUEST,
            "The file says that it is " + marked.name() + ", and is not. Save it as UTF-8.");
      }
      return copy(raw, text, WINDOWS);
    }
  }

  private static Charset copy(Path raw, Path text, Charset charset) throws IOException {
    // A file that Windows-1252 has no letters for in places is still better shown than refused.
    CodingErrorAction onError =
        charset.equals(WINDOWS) ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(raw), BUFFER);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    in,
                    charset.newDecoder().onMalformedInput(onError).onUnmappableCharacter(onError)),
                BUFFER);
        BufferedWriter writer = Files.newBufferedWriter(text, StandardCharsets.UTF_8)) {
      char[] buffer = new char[BUFFER];
      boolean first = true;
      for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
        int from = first && n > 0 && buffer[0] == '\uFEFF' ? 1 : 0;
        first = false;
        requireText(buffer, n);
        writer.write(buffer, from, n - from);
      }
    }
    return charset;
  }

  private static void requireText(char[] buffer, int length) {
    for (int i = 0; i < length; i++) {
      if (buffer[i] == 0) {
        throw new NexusException(
            ErrorCode.INVALID_REQUEST,
            "The file is no text. Save the spreadsheet as CSV and upload that.");
      }
    }
  }

  private static Charset marked(Path raw) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(raw)) {
      start = in.readNBytes(3);
    }
    if (start.length >= 3 && at(start, 0) == 0xEF && at(start, 1) == 0xBB && at(start, 2) == 0xBF) {
      return StandardCharsets.UTF_8;
    }
    if (start.length >= 2 && at(start, 0) == 0xFF && at(start, 1) == 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    if (start.length >= 2 && at(start, 0) == 0xFE && at(start, 1) == 0xFF) {
      return StandardCharsets.UTF_16BE;
    }
    return null;
  }

  private static int at(byte[] bytes, int index) {
    return bytes[index] & 0xFF;
  }
}
