package dev.snn.engine.doctor;

/** Looks for one or two symptoms. */
interface Look {
  /** Notes what it finds, and where it does not apply. */
  void at(Patient patient, Diagnosis.Notes notes);
}
