package io.nexushive.local.keys;

import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.signature.Purpose;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Which service signs what. One that signs nothing has no key. */
final class SigningServices {
  private static final Map<ServiceName, Set<Purpose>> PURPOSES = purposes();

  private SigningServices() {}

  static Map<ServiceName, Set<Purpose>> all() {
    return PURPOSES;
  }

  private static Map<ServiceName, Set<Purpose>> purposes() {
    Map<ServiceName, Set<Purpose>> purposes = new EnumMap<>(ServiceName.class);
    purposes.put(
        ServiceName.GATEWAY,
        EnumSet.of(
            Purpose.REQUEST,
            Purpose.REVIEW_DECISION,
            Purpose.CONNECTION,
            Purpose.SEMANTIC_MODEL,
            Purpose.POLICY,
            Purpose.KNOWLEDGE,
            Purpose.TOKEN));
    purposes.put(ServiceName.POLICY, EnumSet.of(Purpose.GRANT, Purpose.REVIEW_TICKET));
    purposes.put(ServiceName.EXECUTOR, EnumSet.of(Purpose.CATALOG));
    purposes.put(ServiceName.AUDIT, EnumSet.of(Purpose.AUDIT_ROOT));
    return Map.copyOf(purposes);
  }
}
