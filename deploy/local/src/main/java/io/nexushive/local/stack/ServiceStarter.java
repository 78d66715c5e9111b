package io.nexushive.local.stack;

import io.nexushive.local.process.Child;
import io.nexushive.model.envelope.ServiceName;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Starts one service as a process of its own, again and again if need be. */
final class ServiceStarter {
  private static final Map<ServiceName, String> HEAP =
      Map.of(
          ServiceName.GATEWAY, "160m",
          ServiceName.TRANSLATOR, "192m",
          ServiceName.POLICY, "128m",
          ServiceName.EXECUTOR, "160m",
          ServiceName.VISUALIZER, "128m",
          ServiceName.AUDIT, "128m");

  private final Settings settings;
  private final ServiceEnvironment environment;
  private final Map<ServiceName, Map<String, String>> once = new ConcurrentHashMap<>();

  ServiceStarter(Settings settings, ServiceEnvironment environment) {
    this.settings = settings;
    this.environment = environment;
    settings.fault().ifPresent(fault -> once(fault.service(), fault.environment()));
  }

  /** Adds to the environment of the next start of {@code service}, and of that one only. */
  void once(ServiceName service, Map<String, String> env) {
    once.put(service, Map.copyOf(env));
  }

  Child start(ServiceName service) {
    Map<String, String> env = new HashMap<>(environment.of(service));
    Map<String, String> extra = once.remove(service);
    if (extra != null) {
      env.putAll(extra);
    }
    Home home = settings.home();
    return Child.start(
        new Child.Spec(
            service.wire(),
            JavaProcess.service(Layout.serviceJar(settings.root(), service), HEAP.get(service)),
            env,
            home.log(service.wire()),
            home.pidFile(service.wire()),
            "TERM"));
  }
}
