package io.nexushive.local.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of the JVMs that the launcher starts, small enough that eight fit a laptop. */
final class JavaProcess {
  private JavaProcess() {}

  /** Flags for every JVM. Serial GC has the smallest footprint, and heaps here are small. */
  private static List<String> small(String heap) {
    return List.of(
        "-XX:+UseSerialGC",
        "-Xmx" + heap,
        "-Xss512k",
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.awt.headless=true");
  }

  static List<String> broker(Path jar, Home home, Ports ports) {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(small("256m"));
    command.add("-Xms16m");
    command.add("-XX:MaxMetaspaceSize=128m");
    command.addAll(List.of("-cp", jar.toString(), "io.nexushive.local.kafka.BrokerMain"));
    command.add(home.kafka().toString());
    command.add(Integer.toString(ports.kafka()));
    command.add(Integer.toString(ports.controller()));
    return command;
  }

  static List<String> service(Path jar, String heap) {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(small(heap));
    // What a request leaves behind is garbage soon. A young generation that outlasts several of
    // them, and is not made smaller by a heap that starts small, keeps it from the old one, whose
    // collections stop a service for 0.2 s.
    command.addAll(List.of("-Xms" + heap, "-Xmn48m", "-XX:SurvivorRatio=4"));
    // Loading classes is no reason to collect either.
    command.add("-XX:MetaspaceSize=128m");
    command.add("-XX:MaxMetaspaceSize=192m");
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }

  /** The Java that runs this. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
