package io.nexushive.gateway.thread;

import io.nexushive.gateway.request.Endings;
import io.nexushive.gateway.request.RequestRow;
import io.nexushive.gateway.request.RequestStore;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.ThreadId;
import jakarta.inject.Singleton;

/** Conversations of people. To everybody but its owner there is no such conversation. */
@Singleton
public class Threads {
  private static final int LONGEST_TITLE = 200;
  private static final int TITLE_FROM_QUESTION = 80;

  private final ThreadStore store;
  private final RequestStore requests;
  private final Endings endings;

  Threads(ThreadStore store, RequestStore requests, Endings endings) {
    this.store = store;
    this.requests = requests;
    this.endings = endings;
  }

  /**
   * The conversation, if {@code owner} holds it.
   *
   * @throws NexusException NOT_FOUND otherwise
   */
  public ThreadRow require(ThreadId id, String owner) {
    return store.find(id, owner).orElseThrow(Threads::unknown);
  }

  ThreadRow require(String id, String owner) {
    return require(parse(id), owner);
  }

  /** Withdraws what is still open in it, then takes it away with the rows of its answers. */
  void delete(ThreadRow thread) {
    for (RequestRow open : requests.openOfThread(thread.id())) {
      endings.cancel(open.id(), thread.owner());
    }
    store.delete(thread.id());
  }

  /** {@code question} was asked in it. */
  public void asked(ThreadRow thread, String question) {
    store.asked(thread.id(), titleOf(question));
  }

  /** A title from a question: its first words. */
  private static String titleOf(String question) {
    String line = question.strip().replaceAll("\\s+", " ");
    if (line.length() <= TITLE_FROM_QUESTION) {
      return line;
    }
    int space = line.lastIndexOf(' ', TITLE_FROM_QUESTION - 1);
    return line.substring(0, space > 0 ? space : TITLE_FROM_QUESTION - 1) + "…";
  }

  /**
   * The title that its owner gives.
   *
   * @throws NexusException when there is none or it is too long
   */
  static String checkedTitle(String title) {
    if (title == null || title.isBlank()) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "A title is needed.");
    }
    if (title.length() > LONGEST_TITLE) {
      throw new NexusException(
          ErrorCode.TOO_LARGE, "A title has at most " + LONGEST_TITLE + " characters.");
    }
    return title.strip();
  }

  static ThreadId parse(String id) {
    try {
      return ThreadId.of(id);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static NexusException unknown() {
    return new NexusException(ErrorCode.NOT_FOUND, "There is no such thread.");
  }
}
