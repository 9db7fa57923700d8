package dev.snn.data.event;

/** What is done about an event whose time stamp lies before that of the event preceding it. */
public enum TimeOrder {
  /** The file counts as damaged. */
  ERROR,
  /** Events are put in order; those of one time stamp stay in the file's order. */
  SORT
}
