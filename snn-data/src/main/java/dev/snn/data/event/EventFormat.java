package dev.snn.data.event;

/**
 * A format of recordings. A reader streams: it takes the file from front to back, hands each event
 * to the sink and never makes room for a number that the file merely promises.
 */
interface EventFormat {

  /** Name for people: {@code AEDAT 2.0}. */
  String name();

  /** Endings of file names, with the dot, that are usual. */
  String[] endings();

  /**
   * Whether a file is of this format.
   *
   * @param file its name without {@code .gz}, in lower case
   * @param head its first bytes, as Latin-1 text
   */
  boolean accepts(String file, String head);

  /**
   * Reads the file until it ends or the sink has enough.
   *
   * @throws dev.snn.api.data.BadDataException where it is damaged: with its name and the byte
   */
  void read(EventInput in, EventSink sink);
}
