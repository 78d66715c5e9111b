package io.nexushive.audit.verify;

import io.nexushive.audit.root.Root;
import io.nexushive.audit.root.RootLog;
import io.nexushive.audit.verify.VerifyReport.Break;
import io.nexushive.audit.verify.VerifyReport.Kind;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Follows the root log from root to root, up to the one that was the last when it began. */
final class RootWalk {
  private final RootLog.Tail last;
  private final TrustStore trust;
  private final Consumer<Root.Head> heads;
  private final List<Break> breaks;
  private long number;
  private long count;
  private String previous;
  private boolean metLast;
  private boolean broken;

  /**
   * @param last where the log ends; roots after it may name records that the walk over the chains
   *     has not seen
   * @param heads takes each head of each root whose signature holds
   */
  RootWalk(RootLog.Tail last, TrustStore trust, Consumer<Root.Head> heads, List<Break> breaks) {
    this.last = last;
    this.trust = trust;
    this.heads = heads;
    this.breaks = breaks;
  }

  /** Walks over all of {@code log} and returns how many roots there are. */
  long over(RootLog log) {
    log.read(this::next);
    if (last.number() > 0 && !metLast) {
      report(Kind.ROOT_MISSING, last.number(), "the log no longer ends with the last root");
    }
    return count;
  }

  private void next(Root root, String sha256) {
    if (metLast) {
      return;
    }
    count++;
    if (root.number() != number + 1 || !Objects.equals(root.previous(), previous)) {
      report(Kind.ROOT_MISSING, root.number(), "this root does not follow the one before");
    }
    number = root.number();
    previous = sha256;
    metLast = number == last.number() && sha256.equals(last.sha256());
    try {
      root.verify(trust);
    } catch (UntrustedException e) {
      report(Kind.ROOT_FORGED, number, "the root's signature is not the audit service's");
      return;
    }
    root.heads().forEach(heads);
  }

  private void report(Kind kind, long at, String detail) {
    if (!broken) {
      broken = true;
      breaks.add(new Break(kind, null, null, at, null, detail));
    }
  }
}
